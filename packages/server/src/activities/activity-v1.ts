import type { ActivityBriefV1, ActivityV1, ActivityV1Input, RelatedActivityV1 } from "@leadfoyer/contract";
import { companyMailAddress } from "../contacts/mail-address.ts";
import { dealMailAddress } from "../deals/deal-mail.ts";
import type { Actor } from "../lib/actor.ts";
import { toSpacedTime } from "../lib/clock.ts";
import type { ActivityInput, StoredActivity } from "./activity-changes.ts";
import type { ActivityRelations } from "./activity-relations.ts";

/** What nothing here ever sets. */
const unset = {
  reference_type: null,
  reference_id: null,
  last_notification_time: null,
  last_notification_user_id: null,
  notification_language_id: null,
  calendar_sync_include_context: null,
  gcal_event_id: null,
  google_calendar_id: null,
  google_calendar_etag: null,
  rec_rule: null,
  rec_rule_extension: null,
  rec_master_activity_id: null,
  series: [],
  file: null,
};

/** `08:15` for `08:15:00`, "" for null: as v1 has always said it. */
const toMinutes = (clock: string | null): string => clock?.slice(0, -":00".length) ?? "";

/** An activity as the collection lists it. */
export const toActivityBriefV1 = (actor: Actor, activity: StoredActivity): ActivityBriefV1 => ({
  id: activity.id,
  company_id: actor.company_id,
  user_id: activity.owner_id,
  done: activity.done,
  type: activity.type,
  conference_meeting_client: null,
  conference_meeting_url: null,
  conference_meeting_id: null,
  due_date: activity.due_date,
  due_time: toMinutes(activity.due_time),
  duration: toMinutes(activity.duration),
  busy_flag: activity.busy,
  add_time: toSpacedTime(activity.add_time),
  marked_as_done_time:
    activity.marked_as_done_time === null ? "" : toSpacedTime(activity.marked_as_done_time),
  subject: activity.subject,
  public_description: activity.public_description ?? "",
  location: activity.location?.value ?? null,
  org_id: activity.org_id,
  person_id: activity.person_id,
  deal_id: activity.deal_id,
  lead_id: activity.lead_id,
  project_id: null,
  active_flag: !activity.is_deleted,
  update_time: toSpacedTime(activity.update_time),
  update_user_id: activity.update_user_id,
  source_timezone: null,
  ...toPlaces(activity.location),
});

const toPlaces = (location: StoredActivity["location"]) => ({
  location_subpremise: location?.subpremise ?? null,
  location_street_number: location?.street_number ?? null,
  location_route: location?.route ?? null,
  location_sublocality: location?.sublocality ?? null,
  location_locality: location?.locality ?? null,
  location_admin_area_level_1: location?.admin_area_level_1 ?? null,
  location_admin_area_level_2: location?.admin_area_level_2 ?? null,
  location_country: location?.country ?? null,
  location_postal_code: location?.postal_code ?? null,
  location_formatted_address: location?.value ?? null,
});

/** An activity as v1 answers it. */
export function toActivityV1(
  actor: Actor,
  activity: StoredActivity,
  relations: ActivityRelations,
): ActivityV1 {
  const { users, persons, organizations, leads, deals } = relations;
  const person = persons.get(activity.person_id ?? 0);
  return {
    ...toActivityBriefV1(actor, activity),
    ...unset,
    note: activity.note,
    created_by_user_id: activity.creator_user_id,
    attendees: activity.attendees.map(({ email, is_organizer, ...attendee }) => ({
      email_address: email,
      is_organizer: is_organizer ? 1 : 0,
      ...attendee,
    })),
    participants: activity.participants.map(({ person_id, primary }) => ({
      person_id,
      primary_flag: primary,
    })),
    org_name: organizations.get(activity.org_id ?? 0)?.name ?? null,
    person_name: person?.name ?? null,
    deal_title: deals.get(activity.deal_id ?? 0)?.title ?? null,
    deal_dropbox_bcc: activity.deal_id === null ? null : dealMailAddress(actor, activity.deal_id),
    lead_title: leads.get(activity.lead_id ?? "") ?? null,
    owner_name: users.get(activity.owner_id)?.name ?? "",
    person_dropbox_bcc: person ? companyMailAddress(actor) : null,
    assigned_to_user_id: activity.owner_id,
  };
}

const toRelated = ({ users, persons, organizations, deals }: ActivityRelations): RelatedActivityV1 => ({
  user: Object.fromEntries(users),
  organization: Object.fromEntries(organizations),
  person: Object.fromEntries(persons),
  deal: Object.fromEntries(deals),
});

/** A page of activities with what it points at. */
export const activitiesV1 = (
  actor: Actor,
  activities: readonly StoredActivity[],
  relations: ActivityRelations,
) => ({
  items: activities.map((activity) => toActivityV1(actor, activity, relations)),
  related: toRelated(relations),
});

/** An activity with what it points at. */
export const activityV1 = (actor: Actor, activity: StoredActivity, relations: ActivityRelations) => ({
  item: toActivityV1(actor, activity, relations),
  related: toRelated(relations),
});

/** What a v1 body writes. */
export function fromActivityV1(body: ActivityV1Input): ActivityInput {
  const { user_id, done, busy_flag, location, participants, attendees, ...rest } = body;
  const { subject, type, due_date, ...same } = rest;
  return {
    ...same,
    ...(subject && { subject }),
    ...(type && { type }),
    ...(due_date && { due_date }),
    ...(user_id !== undefined && { owner_id: user_id }),
    ...(done !== undefined && { done: done === 1 }),
    ...(busy_flag !== undefined && { busy: busy_flag === true }),
    ...(location !== undefined && { location: { value: location } }),
    ...(participants !== undefined && { participants: (participants ?? []).map(fromParticipant) }),
    ...(attendees !== undefined && { attendees: (attendees ?? []).map(fromAttendee) }),
  };
}

const fromParticipant = ({
  person_id,
  primary_flag = false,
}: NonNullable<ActivityV1Input["participants"]>[number]) => ({ person_id, primary: primary_flag });

const fromAttendee = ({
  email_address,
  is_organizer,
  ...attendee
}: NonNullable<ActivityV1Input["attendees"]>[number]) => ({
  ...attendee,
  ...(email_address !== undefined && { email: email_address }),
  is_organizer: is_organizer === 1,
});
