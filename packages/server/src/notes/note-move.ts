import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import type { Db, Tx } from "../storage/db.ts";
import { touched } from "./note-changes.ts";
import { notesOfLead } from "./note-holders.store.ts";
import { putNote } from "./notes.store.ts";

/** Hangs the notes on a lead on another. What those say is not yet what the other is found by. */
export async function moveNotes(
  tx: Tx,
  actor: Actor,
  { from, to }: { from: string; to: string },
): Promise<void> {
  for (const note of await notesOfLead(tx, actor.company_id, from)) {
    const next = touched(actor, { ...note, lead_id: to }, tx.now);
    await putNote(tx, actor.company_id, note, next);
    const previous = differences(note, next);
    await record(tx, actor, { object: "note", objectId: note.id, action: "change", previous });
  }
}

/** How many notes there are on a lead. */
export const countNotes = async (db: Db, company: number, lead: string): Promise<number> =>
  (await notesOfLead(db, company, lead)).length;
