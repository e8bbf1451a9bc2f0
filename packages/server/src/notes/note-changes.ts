import type { NoteUpdate } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import { toCleanHtml } from "../lib/clean-html.ts";
import { fromMoment } from "../lib/clock.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { StoredNote } from "./note-row.ts";

/** The contacts of the lead or the deal a note is newly put on, which the note takes over. */
export type NewContacts = { person_id: number | null; org_id: number | null } | undefined;

type Place = { id: number; now: number; contacts: NewContacts };

export function newNote(actor: Actor, input: NoteUpdate, { id, now, contacts }: Place): StoredNote {
  const time = input.add_time === undefined ? now : fromMoment(input.add_time);
  const blank: StoredNote = {
    id,
    user_id: actor.user_id,
    lead_id: null,
    deal_id: null,
    person_id: null,
    org_id: null,
    content: toCleanHtml("", "content"),
    pinned_to_deal_flag: false,
    pinned_to_lead_flag: false,
    pinned_to_person_flag: false,
    pinned_to_organization_flag: false,
    last_update_user_id: null,
    add_time: time,
    update_time: now,
  };
  return written(blank, input, contacts);
}

/** A note after a change, and the members that changed as they were. Undefined when nothing changes. */
export function changedNote(
  actor: Actor,
  note: StoredNote,
  input: NoteUpdate,
  { now, contacts }: Omit<Place, "id">,
): { next: StoredNote; previous: Partial<StoredNote> } | undefined {
  const { add_time } = input;
  const dated = add_time === undefined ? note : { ...note, add_time: fromMoment(add_time) };
  const wanted = written(dated, input, contacts);
  if (Object.keys(differences(note, wanted)).length === 0) return undefined;
  const next = touched(actor, wanted, now);
  return { next, previous: differences(note, next) };
}

/** A note that this actor has just changed. */
export const touched = ({ user_id }: Actor, note: StoredNote, now: number): StoredNote => ({
  ...note,
  last_update_user_id: user_id,
  update_time: Math.max(now, note.update_time + 1), // whoever polls by it misses nothing
});

function written(note: StoredNote, input: NoteUpdate, contacts: NewContacts): StoredNote {
  const { lead_id = note.lead_id, deal_id = note.deal_id, content } = input;
  const { person_id = contacts ? contacts.person_id : note.person_id } = input;
  const { org_id = contacts ? contacts.org_id : note.org_id } = input;
  return pinned(
    {
      ...note,
      user_id: input.user_id ?? note.user_id,
      lead_id: lead_id?.toLowerCase() ?? null,
      deal_id,
      person_id,
      org_id,
      content: content === undefined ? note.content : toCleanHtml(content, "content"),
    },
    input,
  );
}

const places = [
  { flag: "pinned_to_lead_flag", id: "lead_id" },
  { flag: "pinned_to_deal_flag", id: "deal_id" },
  { flag: "pinned_to_person_flag", id: "person_id" },
  { flag: "pinned_to_organization_flag", id: "org_id" },
] as const;

/** A note is pinned only to what it hangs on: taken off, it is pinned there no more. */
function pinned(note: StoredNote, input: NoteUpdate): StoredNote {
  const next = hanging(note);
  for (const { flag, id } of places) {
    const wanted = input[flag];
    if (wanted === 1 && note[id] === null)
      throw new DomainError("invalid", { info: `"${flag}" needs "${id}": the note hangs on none` });
    next[flag] = note[id] !== null && (wanted === undefined ? note[flag] : wanted === 1);
  }
  return next;
}

function hanging(note: StoredNote): StoredNote {
  if (places.some(({ id }) => note[id] !== null)) return { ...note };
  throw new DomainError("invalid", {
    info: "One of lead_id, deal_id, person_id, org_id, project_id, task_id must be given",
  });
}
