import * as Type from "typebox";
import { ActivityRemoved, activityPath, readActivities, writeActivities } from "./activities.ts";
import { ContactPoint, RelatedV1 } from "./contacts.ts";
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
  SpacedTime,
  Text,
  Uuid,
} from "./scalars.ts";

const Unset = Type.Null();
const blank = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Literal("")]);

const basics = {
  id: Id,
  company_id: Id,
  user_id: Id,
  done: Type.Boolean(),
  type: Type.String(),
  conference_meeting_client: Unset,
  conference_meeting_url: Unset,
  conference_meeting_id: Unset,
  due_date: Day,
  due_time: Type.String({ description: 'HH:MM in UTC; "" when unset' }),
  duration: Type.String({ description: 'HH:MM; "" when unset' }),
  busy_flag: Type.Boolean(),
  add_time: SpacedTime,
  marked_as_done_time: blank(SpacedTime),
  subject: Type.String(),
  public_description: Type.String(),
  location: Nullable(Type.String()),
  org_id: Nullable(Id),
  person_id: Nullable(Id),
  deal_id: Nullable(Id),
  lead_id: Nullable(Uuid),
  project_id: Nullable(Id),
  active_flag: Type.Boolean(),
  update_time: SpacedTime,
  update_user_id: Nullable(Id),
  source_timezone: Unset,
};

const places = {
  location_subpremise: Nullable(Type.String()),
  location_street_number: Nullable(Type.String()),
  location_route: Nullable(Type.String()),
  location_sublocality: Nullable(Type.String()),
  location_locality: Nullable(Type.String()),
  location_admin_area_level_1: Nullable(Type.String()),
  location_admin_area_level_2: Nullable(Type.String()),
  location_country: Nullable(Type.String()),
  location_postal_code: Nullable(Type.String()),
  location_formatted_address: Nullable(Type.String()),
};

/** An activity as the collection lists it: what needs no look at anything else. */
export const ActivityBriefV1 = Type.Object({ ...basics, ...places });
export type ActivityBriefV1 = Type.Static<typeof ActivityBriefV1>;

/** An activity as v1 answers it: every key of Pipedrive's examples, always, and the title of its lead. */
export const ActivityV1 = Type.Object({
  ...basics,
  ...places,
  reference_type: Unset,
  reference_id: Unset,
  last_notification_time: Unset,
  last_notification_user_id: Unset,
  notification_language_id: Unset,
  calendar_sync_include_context: Unset,
  gcal_event_id: Unset,
  google_calendar_id: Unset,
  google_calendar_etag: Unset,
  rec_rule: Unset,
  rec_rule_extension: Unset,
  rec_master_activity_id: Unset,
  series: Type.Array(Type.Null()),
  note: Nullable(Type.String()),
  created_by_user_id: Id,
  attendees: Type.Array(
    Type.Object({
      email_address: Nullable(Type.String()),
      is_organizer: Type.Enum([0, 1]),
      name: Nullable(Type.String()),
      person_id: Nullable(Id),
      status: Type.String(),
      user_id: Nullable(Id),
    }),
  ),
  participants: Type.Array(Type.Object({ person_id: Id, primary_flag: Type.Boolean() })),
  org_name: Nullable(Type.String()),
  person_name: Nullable(Type.String()),
  deal_title: Nullable(Type.String()),
  lead_title: Nullable(Type.String()),
  owner_name: Type.String(),
  person_dropbox_bcc: Nullable(Type.String()),
  deal_dropbox_bcc: Nullable(Type.String()),
  assigned_to_user_id: Id,
  file: Unset,
});
export type ActivityV1 = Type.Static<typeof ActivityV1>;

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

const RelatedPerson = Type.Object({
  id: Id,
  name: Type.String(),
  active_flag: Type.Boolean(),
  email: Type.Array(ContactPoint),
  phone: Type.Array(ContactPoint),
  owner_id: Id,
});

const RelatedDeal = Type.Object({
  id: Id,
  title: Type.String(),
  status: Type.String(),
  value: Type.Number(),
  currency: Type.String(),
  stage_id: Id,
  pipeline_id: Id,
});

/** What v1 activities point at, by kind and id. */
export const RelatedActivityV1 = Type.Object({
  user: RelatedV1.properties.user,
  organization: RelatedV1.properties.organization,
  person: Type.Record(Type.String(), RelatedPerson),
  deal: Type.Record(Type.String(), RelatedDeal),
});
export type RelatedActivityV1 = Type.Static<typeof RelatedActivityV1>;

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
