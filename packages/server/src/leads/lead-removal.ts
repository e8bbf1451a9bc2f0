import { releaseActivities } from "../activities/lead-activities.ts";
import { record } from "../events/event-log.ts";
import { releaseFollowers } from "../followers/lead-followers.ts";
import type { Actor } from "../lib/actor.ts";
import { releaseNotes } from "../notes/lead-notes.ts";
import { keep } from "../operations/journal.ts";
import type { Tx } from "../storage/db.ts";
import { unindexLead } from "./lead-search.ts";
import { removeLead, type StoredLead } from "./leads.store.ts";

/** Takes a lead away with all that hangs on it alone. As a part of an operation it can come back: see lead-undo.ts. */
export async function removeLeadIn(tx: Tx, actor: Actor, stored: StoredLead): Promise<void> {
  const { seq, lead } = stored;
  await releaseNotes(tx, actor, lead.id);
  await releaseActivities(tx, actor, lead.id);
  const followers = await releaseFollowers(tx, { company: actor.company_id, object: "lead", item: seq });
  await keep(tx, actor, { object: "lead", id: lead.id, rows: { seq, followers } });
  await removeLead(tx, actor.company_id, stored);
  await unindexLead(tx, actor.company_id, seq);
  await record(tx, actor, { object: "lead", objectId: lead.id, action: "delete", previous: lead });
}
