import * as Type from "typebox";
import { ActivityV1, RelatedActivityV1 } from "./activity-shapes-v1.ts";
import { dealPath, readDeals } from "./deals.ts";
import { endpoint } from "./endpoint.ts";
import { Note } from "./notes.ts";
import { cursorQuery, Id, Nullable, offsetQuery, SpacedTime } from "./scalars.ts";

const source = {
  change_source: Type.Enum(["api", "app"], { description: "By a token, or in a browser" }),
  change_source_user_agent: Type.Null({ description: "Not kept" }),
};

/** What a member of a deal was, and what it became, as text. */
export const DealLogItem = Type.Object({
  field_key: Type.String(),
  old_value: Nullable(Type.String()),
  new_value: Nullable(Type.String()),
  actor_user_id: Id,
  time: SpacedTime,
  ...source,
  is_bulk_update_flag: Type.Boolean(),
});
export type DealLogItem = Type.Static<typeof DealLogItem>;

/** That somebody came to take part in a deal, or ceased to. */
export const ParticipantLogItem = Type.Object({
  actor_user_id: Id,
  person_id: Id,
  action: Type.Enum(["added", "removed"]),
  time: SpacedTime,
});
export type ParticipantLogItem = Type.Static<typeof ParticipantLogItem>;

const Value = Nullable(Type.Union([Type.String(), Type.Number(), Type.Boolean()]));

/** The same of a member as the flow tells it, with its value as it is. */
export const DealChangeV1 = Type.Object({
  id: Type.Integer(),
  item_id: Id,
  user_id: Id,
  field_key: Type.String(),
  old_value: Value,
  new_value: Value,
  is_bulk_update_flag: Type.Null(),
  log_time: SpacedTime,
  ...source,
  additional_data: Type.Array(Type.Unknown(), { maxItems: 0 }),
});
export type DealChangeV1 = Type.Static<typeof DealChangeV1>;

/** Something that happened to a deal, or came to hang on it. */
export const DealUpdateV1 = Type.Union([
  Type.Object({ object: Type.Literal("dealChange"), timestamp: SpacedTime, data: DealChangeV1 }),
  Type.Object({ object: Type.Literal("note"), timestamp: SpacedTime, data: Note }),
  Type.Object({ object: Type.Literal("activity"), timestamp: SpacedTime, data: ActivityV1 }),
]);
export type DealUpdateV1 = Type.Static<typeof DealUpdateV1>;

export const DealFlowQuery = Type.Object({
  ...offsetQuery,
  all_changes: Type.Optional(Type.String({ maxLength: 10, description: "1: changes of custom fields too" })),
  items: Type.Optional(
    Type.String({
      maxLength: 500,
      description:
        "Only these, separated by commas: dealChange, note, activity, plannedActivity; others find nothing",
    }),
  ),
});
export type DealFlowQuery = Type.Static<typeof DealFlowQuery>;

export const DealLogQuery = Type.Object({ cursor: cursorQuery.cursor, limit: offsetQuery.limit });
export type DealLogQuery = Type.Static<typeof DealLogQuery>;

const common = { family: "v1", tag: "Deals (v1)", method: "GET", status: 200, params: dealPath } as const;

export const getDealUpdates = endpoint({
  ...common,
  operation: "getDealUpdates",
  path: "/v1/deals/{id}/flow",
  summary: "List what happened to a deal, the latest first",
  scopes: ["recents:read"],
  cost: 40,
  query: DealFlowQuery,
  data: DealUpdateV1,
  related: RelatedActivityV1,
  list: "offset",
});

export const getDealChangelog = endpoint({
  ...common,
  operation: "getDealChangelog",
  path: "/v1/deals/{id}/changelog",
  summary: "List what was changed of a deal, the latest first",
  scopes: ["recents:read"],
  cost: 20,
  query: DealLogQuery,
  data: DealLogItem,
  list: "cursor",
});

export const getDealParticipantsChangelog = endpoint({
  ...common,
  operation: "getDealParticipantsChangelog",
  path: "/v1/deals/{id}/participantsChangelog",
  summary: "List who came to take part in a deal and who ceased to, the latest first",
  scopes: readDeals,
  cost: 10,
  query: DealLogQuery,
  data: ParticipantLogItem,
  list: "cursor",
});

export const dealLogV1Endpoints = [getDealUpdates, getDealChangelog, getDealParticipantsChangelog];
