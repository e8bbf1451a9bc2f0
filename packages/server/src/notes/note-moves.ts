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

/** Moves every note from a lead to a deal, or back. One pinned there is pinned here. What it was on has to be indexed anew by who goes on with it. */
export async function moveNotes(tx: Tx, actor: Actor, from: Holder, to: Holder): Promise<void> {
  const { company_id } = actor;
  let last: StoredNote | undefined;
  for (const note of await notesOf(tx, company_id, from)) {
    const next = touched(actor, { ...note, ...placed(note, to) }, tx.now);
    await putNote(tx, company_id, note, next);
    const previous = differences(note, next);
    await record(tx, actor, { object: "note", objectId: note.id, action: "change", previous });
    last = next;
  }
  if (last) await indexNoteHolders(tx, company_id, undefined, last); // all of them are there by now
}

function placed({ pinned_to_lead_flag, pinned_to_deal_flag }: StoredNote, to: Holder) {
  const isPinned = pinned_to_lead_flag || pinned_to_deal_flag;
  return "lead_id" in to
    ? { ...to, deal_id: null, pinned_to_lead_flag: isPinned, pinned_to_deal_flag: false }
    : { ...to, lead_id: null, pinned_to_deal_flag: isPinned, pinned_to_lead_flag: false };
}
