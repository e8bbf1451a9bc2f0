import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import type { Tx } from "../storage/db.ts";
import { touched } from "./note-changes.ts";
import { dropComments } from "./note-comments.store.ts";
import { notesOfLead } from "./note-holders.store.ts";
import { indexNoteHolders } from "./note-search.ts";
import { keepComments } from "./note-undo.ts";
import { putNote } from "./notes.store.ts";

/**
 * Lets go of the notes on a lead that is going away: those that hang on a deal, a person or an organization too stay there,
 * the others go with the lead.
 */
export async function releaseNotes(tx: Tx, actor: Actor, lead: string): Promise<void> {
  const { company_id } = actor;
  for (const note of await notesOfLead(tx, company_id, lead)) {
    const { id } = note;
    if (note.deal_id === null && note.person_id === null && note.org_id === null) {
      await keepComments(tx, actor, id);
      await dropComments(tx, company_id, id);
      await putNote(tx, company_id, note, undefined);
      await record(tx, actor, { object: "note", objectId: id, action: "delete", previous: note });
      continue;
    }
    const next = touched(actor, { ...note, lead_id: null, pinned_to_lead_flag: false }, tx.now);
    await putNote(tx, company_id, note, next);
    await indexNoteHolders(tx, company_id, undefined, next); // the lead is found no more
    const previous = differences(note, next);
    await record(tx, actor, { object: "note", objectId: id, action: "change", previous });
  }
}
