import * as Type from "typebox";
import { Address, AddressInput } from "./contacts.ts";
import { endpoint } from "./endpoint.ts";
import {
  Clock,
  cursorQuery,
  Day,
  Duration,
  Id,
  Nullable,
  SecondInput,
  SecondTime,
  Text,
  Uuid,
} from "./scalars.ts";

export const Participant = Type.Object({ person_id: Id, primary: Type.Boolean() });
export type Participant = Type.Static<typeof Participant>;

export const Attendee = Type.Object({
  email: Nullable(Type.String()),
  name: Nullable(Type.String()),
  status: Type.String(),
  is_organizer: Type.Boolean(),
  person_id: Nullable(Id),
  user_id: Nullable(Id),
});
export type Attendee = Type.Static<typeof Attendee>;

/** What `include_fields` may name. */
export const activityIncludes = ["attendees"] as const;
export type ActivityInclude = (typeof activityIncludes)[number];

/** An activity as v2 answers it, in this order (recorded from the live service 2026-04). */
export const Activity = Type.Object({
  id: Id,
  subject: Type.String(),
  type: Type.String({ description: "The `key_string` of an activity type" }),
  owner_id: Id,
  creator_user_id: Id,
  is_deleted: Type.Boolean(),
  add_time: SecondTime,
  update_time: SecondTime,
  deal_id: Nullable(Id),
  lead_id: Nullable(Uuid),
  person_id: Nullable(Id),
  org_id: Nullable(Id),
  project_id: Nullable(Id),
  due_date: Day,
  due_time: Nullable(Type.String({ description: "UTC, HH:MM:SS" })),
  duration: Nullable(Type.String({ description: "HH:MM:SS" })),
  done: Type.Boolean(),
  busy: Type.Boolean(),
  marked_as_done_time: Nullable(SecondTime),
  location: Nullable(Address),
  participants: Type.Array(Participant),
  attendees: Type.Optional(Type.Array(Attendee)),
  conference_meeting_client: Nullable(Type.String()),
  conference_meeting_url: Nullable(Type.String()),
  conference_meeting_id: Nullable(Type.String()),
  public_description: Nullable(Type.String()),
  priority: Nullable(Type.Integer()),
  note: Nullable(Type.String()),
});
export type Activity = Type.Static<typeof Activity>;

const strict = { additionalProperties: false };

const ParticipantInput = Type.Object({ person_id: Id, primary: Type.Optional(Type.Boolean()) }, strict);
const AttendeeInput = Type.Object(
  {
    email: Type.Optional(Nullable(Text({ maxLength: 255 }))),
    name: Type.Optional(Nullable(Text({ maxLength: 255 }))),
    status: Type.Optional(Nullable(Text({ maxLength: 50 }))),
    is_organizer: Type.Optional(Type.Boolean()),
    person_id: Type.Optional(Nullable(Id)),
    user_id: Type.Optional(Nullable(Id)),
  },
  strict,
);

/** Most participants or attendees of one activity. */
const MAX_PEOPLE = 100;

/** What `addActivity` and `updateActivity` take; only the keys sent change. `person_id` is refused. */
export const ActivityInput = Type.Object(
  {
    subject: Type.Optional(Text({ maxLength: 255, description: "The name of the type unless given" })),
    type: Type.Optional(Text({ minLength: 1, maxLength: 255, description: "The first type unless given" })),
    owner_id: Type.Optional(Id),
    deal_id: Type.Optional(Nullable(Id)),
    lead_id: Type.Optional(Nullable(Uuid)),
    person_id: Type.Optional(
      Type.Unknown({ description: "Read-only: the person of the primary participant" }),
    ),
    org_id: Type.Optional(Nullable(Id)),
    project_id: Type.Optional(Nullable(Id)),
    due_date: Type.Optional(Day),
    due_time: Type.Optional(Nullable(Clock)),
    duration: Type.Optional(Nullable(Duration)),
    busy: Type.Optional(Type.Boolean()),
    done: Type.Optional(Type.Boolean()),
    location: Type.Optional(Nullable(AddressInput)),
    participants: Type.Optional(Type.Array(ParticipantInput, { maxItems: MAX_PEOPLE })),
    attendees: Type.Optional(Type.Array(AttendeeInput, { maxItems: MAX_PEOPLE })),
    public_description: Type.Optional(Nullable(Text({ maxLength: 65_535 }))),
    priority: Type.Optional(Nullable(Id)),
    note: Type.Optional(Nullable(Text({ maxLength: 1_048_576, description: "HTML, at most 100 KB" }))),
  },
  strict,
);
export type ActivityInput = Type.Static<typeof ActivityInput>;

const csv = (description: string) => Type.Optional(Type.String({ maxLength: 4_000, description }));
const include_fields = csv(`Further members: ${activityIncludes.join(", ")}`);

export const ActivityViewQuery = Type.Object({ include_fields }, strict);

/** Query of `getActivities`. All conditions hold together. */
export const ActivityListQuery = Type.Object(
  {
    ...cursorQuery,
    filter_id: Type.Optional(Type.Integer()),
    ids: csv("At most 100 ids, separated by commas"),
    owner_id: Type.Optional(Id),
    deal_id: Type.Optional(Id),
    lead_id: Type.Optional(Uuid),
    person_id: Type.Optional(Type.Integer({ minimum: 1, description: "The primary participant" })),
    org_id: Type.Optional(Id),
    done: Type.Optional(Type.Boolean()),
    updated_since: Type.Optional(SecondInput),
    updated_until: Type.Optional(SecondInput),
    sort_by: Type.Optional(Type.Enum(["id", "update_time", "add_time", "due_date"], { default: "id" })),
    sort_direction: Type.Optional(Type.Enum(["asc", "desc"], { default: "asc" })),
    include_fields,
  },
  strict,
);
export type ActivityListQuery = Type.Static<typeof ActivityListQuery>;

export const activityPath = Type.Object({ id: Id });
export const ActivityRemoved = Type.Object({ id: Id });
export const readActivities = ["activities:read", "activities:full"] as const;
export const writeActivities = ["activities:full"] as const;
const common = { family: "v2", tag: "Activities", status: 200 } as const;

export const getActivities = endpoint({
  ...common,
  operation: "getActivities",
  method: "GET",
  path: "/api/v2/activities",
  summary: "List activities",
  scopes: readActivities,
  cost: 10,
  query: ActivityListQuery,
  data: Activity,
  list: "cursor",
});

export const addActivity = endpoint({
  ...common,
  operation: "addActivity",
  method: "POST",
  path: "/api/v2/activities",
  summary: "Add an activity, due today unless it says otherwise",
  scopes: writeActivities,
  cost: 5,
  body: ActivityInput,
  data: Activity,
});

export const getActivity = endpoint({
  ...common,
  operation: "getActivity",
  method: "GET",
  path: "/api/v2/activities/{id}",
  summary: "Read an activity, deleted or not",
  scopes: readActivities,
  cost: 1,
  params: activityPath,
  query: ActivityViewQuery,
  data: Activity,
});

export const updateActivity = endpoint({
  ...common,
  operation: "updateActivity",
  method: "PATCH",
  path: "/api/v2/activities/{id}",
  summary: "Change the given properties of an activity",
  scopes: writeActivities,
  cost: 5,
  params: activityPath,
  body: ActivityInput,
  data: Activity,
});

export const deleteActivity = endpoint({
  ...common,
  operation: "deleteActivity",
  method: "DELETE",
  path: "/api/v2/activities/{id}",
  summary: "Delete an activity",
  scopes: writeActivities,
  cost: 3,
  params: activityPath,
  data: ActivityRemoved,
});

export const activityEndpoints = [getActivities, addActivity, getActivity, updateActivity, deleteActivity];
