import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import type { Db, Tx } from "../storage/db.ts";
import { touched } from "./note-changes.ts";
import { notesOfDeal, notesOfLead } from "./note-holders.store.ts";
import type { StoredNote } from "./note-row.ts";
import { indexNoteHolders } from "./note-search.ts";
import { putNote } from "./notes.store.ts";

/** What notes and activities hang on. */
type Holder = { lead_id: string } | { deal_id: number };

export const notesOf = (db: Db, company: number, holder: Holder): Promise<StoredNote[]> =>
  "lead_id" in holder ? notesOfLead(db, company, holder.lead_id) : notesOfDeal(db, company, holder.deal_id);

/** How many notes there are on a lead. */
export const countNotes = async (db: Db, company: number, lead: string): Promise<number> =>
  (await notesOfLead(db, company, lead)).length;

/**
 * Moves every note from a lead or a deal that goes away to another. One pinned there is pinned here. What goes away is
 * to be found no more by who takes it away.
 */
export async function moveNotes(tx: Tx, actor: Actor, from: Holder, to: Holder): Promise<void> {
  const { company_id } = actor;
  let last: StoredNote | undefined;
  for (const note of await notesOf(tx, company_id, from)) {
    const next = touched(actor, placed(note, from, to), tx.now);
    await putNote(tx, company_id, note, next);
    if (leavesLead(note, next, from)) await indexNoteHolders(tx, company_id, note, undefined);
    const previous = differences(note, next);
    await record(tx, actor, { object: "note", objectId: note.id, action: "change", previous });
    last = next;
  }
  if (last) await indexNoteHolders(tx, company_id, undefined, last); // all of them are there by now
}

/** Whether a note that moves from a deal leaves a lead that stays. */
const leavesLead = (note: StoredNote, next: StoredNote, from: Holder): boolean =>
  "deal_id" in from && note.lead_id !== null && note.lead_id !== next.lead_id;

function placed(note: StoredNote, from: Holder, to: Holder): StoredNote {
  if ("lead_id" in from === "lead_id" in to) return { ...note, ...to };
  const isPinned = note.pinned_to_lead_flag || note.pinned_to_deal_flag;
  return "lead_id" in to
    ? { ...note, ...to, deal_id: null, pinned_to_lead_flag: isPinned, pinned_to_deal_flag: false }
    : { ...note, ...to, lead_id: null, pinned_to_deal_flag: isPinned, pinned_to_lead_flag: false };
}
