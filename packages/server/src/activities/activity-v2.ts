import type { Activity, ActivityInclude, ActivityInput as ActivityV2Input } from "@leadfoyer/contract";
import { toSecondTime } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { ActivityInput, StoredActivity } from "./activity-changes.ts";

/** An activity as v2 answers it, with the further members asked for. */
export const toActivityV2 = (
  activity: StoredActivity,
  includes: readonly ActivityInclude[] = [],
): Activity => ({
  id: activity.id,
  subject: activity.subject,
  type: activity.type,
  owner_id: activity.owner_id,
  creator_user_id: activity.creator_user_id,
  is_deleted: activity.is_deleted,
  add_time: toSecondTime(activity.add_time),
  update_time: toSecondTime(activity.update_time),
  deal_id: activity.deal_id,
  lead_id: activity.lead_id,
  person_id: activity.person_id,
  org_id: activity.org_id,
  project_id: null,
  due_date: activity.due_date,
  due_time: activity.due_time,
  duration: activity.duration,
  done: activity.done,
  busy: activity.busy,
  marked_as_done_time:
    activity.marked_as_done_time === null ? null : toSecondTime(activity.marked_as_done_time),
  location: activity.location,
  participants: activity.participants,
  ...(includes.includes("attendees") && { attendees: activity.attendees }),
  conference_meeting_client: null,
  conference_meeting_url: null,
  conference_meeting_id: null,
  public_description: activity.public_description,
  priority: activity.priority,
  note: activity.note,
});

/** In the words of the live service. */
const PERSON_READ_ONLY =
  "'person_id' is a read-only field. Add a primary participant to set 'person_id' instead. " +
  'For example: "participants": [{ "person_id": 1, "primary": true }]';

/**
 * What a v2 body writes.
 * @throws DomainError `field_read_only` for a `person_id`.
 */
export function fromActivityV2({ person_id, ...input }: ActivityV2Input): ActivityInput {
  if (person_id !== undefined) throw new DomainError("field_read_only", { info: PERSON_READ_ONLY });
  return input;
}
