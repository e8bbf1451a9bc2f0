import { record } from "../events/event-log.ts";
import { findLead } from "../leads/leads.store.ts";
import { findMerged, insertMerged, removeMerged } from "../leads/merged-leads.store.ts";
import type { Actor } from "../lib/actor.ts";
import { before, type DoneEvent, NOTHING, type Undone } from "../operations/put-back.ts";
import type { Tx } from "../storage/db.ts";

/** What the end of a merge was, to be merged again: where to, by whom and when. */
type Ended = { into_id: string; user_id: number; add_time: number };

/**
 * Lets a lead that was merged be itself again, or be merged again. What leads, notes and activities were is put back
 * event by event, and so is who follows the other lead (see merge-followers.ts); this is the rest: the id that stands
 * for the lead.
 */
export const undoMergeEvent = (tx: Tx, actor: Actor, event: DoneEvent): Promise<Undone> =>
  event.action === "create" ? part(tx, actor, event) : rejoin(tx, actor, event);

async function part(tx: Tx, actor: Actor, { object_id: id }: DoneEvent): Promise<Undone> {
  const company = actor.company_id;
  const previous: Ended | undefined = await findMerged(tx, { company, id });
  if (!previous) return NOTHING;
  await removeMerged(tx, { company, id });
  await record(tx, actor, { object: "lead_merge", objectId: id, action: "delete", previous });
  return { changed: true, moved: [] };
}

async function rejoin(tx: Tx, actor: Actor, event: DoneEvent): Promise<Undone> {
  const company = actor.company_id;
  const { into_id: into, user_id: user, add_time: now } = before(event) as Ended; // written by `part`
  const winner = await findLead(tx, { company_id: company, sees: null }, into);
  if (!winner) return { changed: false, moved: [], reason: "lead_not_found" };
  await insertMerged(tx, { company, id: event.object_id, into, user, now });
  await record(tx, actor, { object: "lead_merge", objectId: event.object_id, action: "create" });
  return { changed: true, moved: [] };
}
