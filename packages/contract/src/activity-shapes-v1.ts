import * as Type from "typebox";
import { ContactPoint, RelatedV1 } from "./contacts.ts";
import { Day, Id, Nullable, SpacedTime, Uuid } from "./scalars.ts";

const Unset = Type.Null();

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
  marked_as_done_time: Type.Union([SpacedTime, Type.Literal("")]),
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
