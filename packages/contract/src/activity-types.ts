import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Id, Name, Nullable, SpacedTime, Text } from "./scalars.ts";

/** The pictures an activity type can have. */
export const ActivityIcon = Type.Enum([
  "task",
  "email",
  "meeting",
  "deadline",
  "call",
  "lunch",
  "calendar",
  "downarrow",
  "document",
  "smartphone",
  "camera",
  "scissors",
  "cogs",
  "bubble",
  "uparrow",
  "checkbox",
  "signpost",
  "shuffle",
  "addressbook",
  "linegraph",
  "picture",
  "car",
  "world",
  "search",
  "clip",
  "sound",
  "brush",
  "key",
  "padlock",
  "pricetag",
  "suitcase",
  "finish",
  "plane",
  "loop",
  "wifi",
  "truck",
  "cart",
  "bulb",
  "bell",
  "presentation",
]);
export type ActivityIcon = Type.Static<typeof ActivityIcon>;

/** A kind of activity, in the order of Pipedrive's examples. Activities name it by `key_string`. */
export const ActivityType = Type.Object({
  id: Id,
  order_nr: Type.Integer(),
  name: Type.String(),
  key_string: Type.String(),
  icon_key: ActivityIcon,
  active_flag: Type.Boolean({ description: "false once deleted: such a type stays on the list" }),
  color: Type.String(),
  is_custom_flag: Type.Boolean(),
  add_time: SpacedTime,
  update_time: SpacedTime,
});
export type ActivityType = Type.Static<typeof ActivityType>;

const color = Type.Optional(
  Nullable(Text({ maxLength: 6, description: "Six hexadecimal digits, `FFFFFF` unless given" })),
);

export const ActivityTypeCreate = Type.Object({
  name: Name("The name of the activity type"),
  icon_key: ActivityIcon,
  color,
});
export type ActivityTypeCreate = Type.Static<typeof ActivityTypeCreate>;

/** Only the keys sent change; `key_string` never does. */
export const ActivityTypeUpdate = Type.Object({
  name: Type.Optional(ActivityTypeCreate.properties.name),
  icon_key: Type.Optional(ActivityIcon),
  color,
  order_nr: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
});
export type ActivityTypeUpdate = Type.Static<typeof ActivityTypeUpdate>;

const typePath = Type.Object({ id: Id });
const write = ["admin"] as const;
const common = { family: "v1", tag: "Activity types", status: 200 } as const;

export const getActivityTypes = endpoint({
  ...common,
  operation: "getActivityTypes",
  method: "GET",
  path: "/v1/activityTypes",
  summary: "List all activity types",
  scopes: ["activities:read", "activities:full", "admin"],
  cost: 20,
  data: ActivityType,
  list: "all",
});

export const addActivityType = endpoint({
  ...common,
  operation: "addActivityType",
  method: "POST",
  path: "/v1/activityTypes",
  summary: "Add an activity type, as an administrator",
  scopes: write,
  cost: 10,
  body: ActivityTypeCreate,
  data: ActivityType,
});

export const updateActivityType = endpoint({
  ...common,
  operation: "updateActivityType",
  method: "PUT",
  path: "/v1/activityTypes/{id}",
  summary: "Change an activity type, as an administrator",
  scopes: write,
  cost: 10,
  params: typePath,
  body: ActivityTypeUpdate,
  data: ActivityType,
});

export const deleteActivityType = endpoint({
  ...common,
  operation: "deleteActivityType",
  method: "DELETE",
  path: "/v1/activityTypes/{id}",
  summary: "Delete an activity type, as an administrator: activities of it stay",
  scopes: write,
  cost: 6,
  params: typePath,
  data: ActivityType,
});

export const deleteActivityTypes = endpoint({
  ...common,
  operation: "deleteActivityTypes",
  method: "DELETE",
  path: "/v1/activityTypes",
  summary: "Delete several activity types, as an administrator",
  scopes: write,
  cost: 10,
  query: Type.Object({ ids: Type.String({ maxLength: 4_000, description: "Separated by commas" }) }),
  data: Type.Object({ id: Type.Array(Id) }),
});

export const activityTypeEndpoints = [
  getActivityTypes,
  addActivityType,
  updateActivityType,
  deleteActivityType,
  deleteActivityTypes,
];
