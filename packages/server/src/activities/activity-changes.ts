import type { ActivityInput as ActivityV2Input, Address, Attendee, Participant } from "@leadfoyer/contract";
import { toAddress } from "../contacts/addresses.ts";
import type { Actor } from "../lib/actor.ts";
import { type CleanHtml, toCleanHtml } from "../lib/clean-html.ts";
import { toSecondTime } from "../lib/clock.ts";
import { differences } from "../lib/differences.ts";

/** An activity as it is kept. Times of its making are milliseconds; `due_time` and `duration` are HH:MM:SS. */
export type StoredActivity = {
  id: number;
  subject: string;
  type: string;
  owner_id: number;
  lead_id: string | null;
  deal_id: number | null;
  person_id: number | null;
  org_id: number | null;
  due_date: string;
  due_time: string | null;
  done: boolean;
  is_deleted: boolean;
  add_time: number;
  update_time: number;
  creator_user_id: number;
  update_user_id: number | null;
  duration: string | null;
  busy: boolean;
  marked_as_done_time: number | null;
  location: Address | null;
  participants: Participant[];
  attendees: Attendee[];
  public_description: string | null;
  priority: number | null;
  note: CleanHtml | null;
};

/** What either version of the API can write. `person_id` is the primary participant, as v1 names them. */
export type ActivityInput = Omit<ActivityV2Input, "person_id"> & { person_id?: number | null };

type Place = { id: number; now: number; type: { name: string; key_string: string } };

/** A new activity: due today, of the type given, and called like it. */
export function newActivity(actor: Actor, input: ActivityInput, { id, now, type }: Place): StoredActivity {
  const blank: StoredActivity = {
    id,
    subject: type.name,
    type: type.key_string,
    owner_id: actor.user_id,
    creator_user_id: actor.user_id,
    update_user_id: null,
    lead_id: null,
    deal_id: null,
    person_id: null,
    org_id: null,
    due_date: toSecondTime(now).slice(0, "YYYY-MM-DD".length),
    due_time: null,
    duration: null,
    done: false,
    busy: false,
    marked_as_done_time: null,
    location: null,
    participants: [],
    attendees: [],
    public_description: null,
    priority: null,
    note: null,
    is_deleted: false,
    add_time: now,
    update_time: now,
  };
  return written(blank, input, now);
}

/** An activity after a change, and the members that changed as they were. Undefined when nothing changes. */
export function changedActivity(
  actor: Actor,
  activity: StoredActivity,
  input: ActivityInput,
  now: number,
): { next: StoredActivity; previous: Partial<StoredActivity> } | undefined {
  const wanted = written(activity, input, now);
  if (Object.keys(differences(activity, wanted)).length === 0) return undefined;
  const next = touched(actor, wanted, now);
  return { next, previous: differences(activity, next) };
}

/** An activity that this actor has just changed. */
export const touched = ({ user_id }: Actor, activity: StoredActivity, now: number): StoredActivity => ({
  ...activity,
  update_user_id: user_id,
  update_time: Math.max(now, activity.update_time + 1), // whoever polls by it misses nothing
});

/** A given value, or what was there. */
const or = <T>(given: T | undefined, before: T): T => (given === undefined ? before : given);

function written(activity: StoredActivity, input: ActivityInput, now: number): StoredActivity {
  const participants = toParticipants(activity.participants, input);
  const { lead_id, location } = input;
  return {
    ...activity,
    subject: input.subject || activity.subject,
    type: input.type ?? activity.type,
    owner_id: input.owner_id ?? activity.owner_id,
    lead_id: lead_id ? lead_id.toLowerCase() : or(lead_id, activity.lead_id),
    deal_id: or(input.deal_id, activity.deal_id),
    org_id: or(input.org_id, activity.org_id),
    ...whenOf(activity, input, now),
    location: location === undefined ? activity.location : toAddress(location),
    participants,
    person_id: participants.find(({ primary }) => primary)?.person_id ?? null,
    attendees: input.attendees ? input.attendees.map(toAttendee) : activity.attendees,
    public_description: or(input.public_description, activity.public_description) || null,
    priority: or(input.priority, activity.priority),
    note: toNote(activity, input),
  };
}

function whenOf(activity: StoredActivity, input: ActivityInput, now: number) {
  const { done = activity.done } = input;
  return {
    due_date: input.due_date ?? activity.due_date,
    due_time: or(toClock(input.due_time), activity.due_time),
    duration: or(toClock(input.duration), activity.duration),
    busy: input.busy ?? activity.busy,
    done,
    marked_as_done_time: done ? (activity.marked_as_done_time ?? now) : null,
  };
}

function toNote(activity: StoredActivity, { note }: ActivityInput): StoredActivity["note"] {
  if (note === undefined) return activity.note;
  return note === null ? null : toCleanHtml(note, "note") || null;
}

/** `08:15:00` for `8:15`; null and undefined as they are. */
function toClock(text: string | null | undefined): string | null | undefined {
  if (!text) return text === "" ? null : text;
  const [hours = "", minutes = "", seconds = "00"] = text.split(":");
  return [hours.padStart(2, "0"), minutes, seconds].join(":");
}

/** Each person once, and exactly one of them primary: the one v1 names, else the first that says so, else the first. */
function toParticipants(before: Participant[], { participants, person_id }: ActivityInput): Participant[] {
  if (participants === undefined && person_id === undefined) return before;
  const given = participants ?? before.filter(({ primary }) => !primary);
  const chosen = person_id ?? given.find(({ primary }) => primary)?.person_id ?? given[0]?.person_id;
  const ids = new Set([...(person_id ? [person_id] : []), ...given.map((one) => one.person_id)]);
  return [...ids].map((id) => ({ person_id: id, primary: id === chosen }));
}

const toAttendee = (attendee: NonNullable<ActivityInput["attendees"]>[number]): Attendee => ({
  email: attendee.email ?? null,
  name: attendee.name ?? null,
  status: attendee.status ?? "noreply",
  is_organizer: attendee.is_organizer ?? false,
  person_id: attendee.person_id ?? null,
  user_id: attendee.user_id ?? null,
});
