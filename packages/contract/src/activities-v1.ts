import * as Type from "typebox";
import { ActivityRemoved, activityPath, readActivities, writeActivities } from "./activities.ts";
import { ActivityBriefV1, ActivityV1, RelatedActivityV1 } from "./activity-shapes-v1.ts";
import { endpoint } from "./endpoint.ts";
import {
  Clock,
  cursorQuery,
  Day,
  Duration,
  Id,
  MomentInput,
  Nullable,
  NumberFlag,
  offsetQuery,
  Text,
  Uuid,
} from "./scalars.ts";

const blank = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Literal("")]);

const AttendeeV1Input = Type.Object({
  email_address: Type.Optional(Nullable(Text({ maxLength: 255 }))),
  name: Type.Optional(Nullable(Text({ maxLength: 255 }))),
  status: Type.Optional(Nullable(Text({ maxLength: 50 }))),
  is_organizer: Type.Optional(NumberFlag("Whether they invite the others")),
  person_id: Type.Optional(Nullable(Id)),
  user_id: Type.Optional(Nullable(Id)),
});

const ParticipantV1Input = Type.Object({ person_id: Id, primary_flag: Type.Optional(Type.Boolean()) });

/** What v1 takes; only the keys sent change. "" and null unset. */
export const ActivityV1Input = Type.Object({
  subject: Type.Optional(Nullable(Text({ maxLength: 255 }))),
  type: Type.Optional(Nullable(Text({ maxLength: 255 }))),
  done: Type.Optional(NumberFlag("Whether it is done")),
  due_date: Type.Optional(Nullable(Day)),
  due_time: Type.Optional(Nullable(blank(Clock))),
  duration: Type.Optional(Nullable(blank(Duration))),
  user_id: Type.Optional(Id),
  lead_id: Type.Optional(Nullable(Uuid)),
  deal_id: Type.Optional(Nullable(Id)),
  person_id: Type.Optional(Nullable(Id)),
  org_id: Type.Optional(Nullable(Id)),
  project_id: Type.Optional(Nullable(Id)),
  location: Type.Optional(Nullable(Text({ maxLength: 255 }))),
  public_description: Type.Optional(Nullable(Text({ maxLength: 65_535 }))),
  note: Type.Optional(Nullable(Text({ maxLength: 1_048_576 }))),
  busy_flag: Type.Optional(Nullable(Type.Boolean())),
  participants: Type.Optional(Nullable(Type.Array(ParticipantV1Input, { maxItems: 100 }))),
  attendees: Type.Optional(Nullable(Type.Array(AttendeeV1Input, { maxItems: 100 }))),
});
export type ActivityV1Input = Type.Static<typeof ActivityV1Input>;

const type = Type.Optional(
  Text({ maxLength: 1_000, description: "One `key_string`, or several separated by commas" }),
);

/** Query of the v1 list. All conditions hold together. */
export const ActivityListQueryV1 = Type.Object({
  ...offsetQuery,
  user_id: Type.Optional(
    Type.Integer({ description: "The one it is assigned to: the caller unless given, 0 for everyone" }),
  ),
  filter_id: Type.Optional(Type.Integer()),
  type,
  start_date: Type.Optional(Day),
  end_date: Type.Optional(Day),
  done: Type.Optional(NumberFlag("Whether it is done: both unless given")),
});
export type ActivityListQueryV1 = Type.Static<typeof ActivityListQueryV1>;

export const ActivityCollectionQuery = Type.Object({
  cursor: cursorQuery.cursor,
  limit: offsetQuery.limit,
  since: Type.Optional(MomentInput),
  until: Type.Optional(MomentInput),
  user_id: Type.Optional(Id),
  done: Type.Optional(Type.Boolean()),
  type,
});
export type ActivityCollectionQuery = Type.Static<typeof ActivityCollectionQuery>;

const common = { family: "v1", tag: "Activities (v1)", status: 200 } as const;

const related = RelatedActivityV1;

export const getActivitiesV1 = endpoint({
  ...common,
  operation: "getActivities",
  method: "GET",
  path: "/v1/activities",
  summary: "List the activities of a user, by due date",
  scopes: readActivities,
  cost: 20,
  query: ActivityListQueryV1,
  data: ActivityV1,
  list: "offset",
  related,
});

export const getActivitiesCollection = endpoint({
  ...common,
  operation: "getActivitiesCollection",
  method: "GET",
  path: "/v1/activities/collection",
  summary: "List all activities by cursor, as an administrator",
  scopes: readActivities,
  cost: 10,
  query: ActivityCollectionQuery,
  data: ActivityBriefV1,
  list: "cursor",
});

export const addActivityV1 = endpoint({
  ...common,
  operation: "addActivity",
  method: "POST",
  path: "/v1/activities",
  summary: "Add an activity, due today unless it says otherwise",
  scopes: writeActivities,
  cost: 10,
  body: ActivityV1Input,
  status: 201,
  data: ActivityV1,
  related,
});

export const getActivityV1 = endpoint({
  ...common,
  operation: "getActivity",
  method: "GET",
  path: "/v1/activities/{id}",
  summary: "Read an activity, deleted or not",
  scopes: readActivities,
  cost: 2,
  params: activityPath,
  data: ActivityV1,
  related,
});

export const updateActivityV1 = endpoint({
  ...common,
  operation: "updateActivity",
  method: "PUT",
  path: "/v1/activities/{id}",
  summary: "Change the given properties of an activity",
  scopes: writeActivities,
  cost: 10,
  params: activityPath,
  body: ActivityV1Input,
  data: ActivityV1,
  related,
});

export const deleteActivityV1 = endpoint({
  ...common,
  operation: "deleteActivity",
  method: "DELETE",
  path: "/v1/activities/{id}",
  summary: "Delete an activity",
  scopes: writeActivities,
  cost: 6,
  params: activityPath,
  data: ActivityRemoved,
});

export const deleteActivities = endpoint({
  ...common,
  operation: "deleteActivities",
  method: "DELETE",
  path: "/v1/activities",
  summary: "Delete several activities",
  scopes: writeActivities,
  cost: 10,
  query: Type.Object({ ids: Type.String({ maxLength: 4_000, description: "Separated by commas" }) }),
  data: Type.Object({ id: Type.Array(Id) }),
});

export const activityV1Endpoints = [
  getActivitiesV1,
  getActivitiesCollection,
  addActivityV1,
  getActivityV1,
  updateActivityV1,
  deleteActivityV1,
  deleteActivities,
];
