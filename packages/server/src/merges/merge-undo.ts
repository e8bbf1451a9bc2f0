import { record } from "../events/event-log.ts";
import { addFollowers, dropFollowers } from "../followers/followers-of-merged.ts";
import { findLead } from "../leads/leads.store.ts";
import { findMerged, insertMerged, removeMerged } from "../leads/merged-leads.store.ts";
import type { Actor } from "../lib/actor.ts";
import { keep, kept } from "../operations/journal.ts";
import { before, type DoneEvent, NOTHING, type Undone } from "../operations/put-back.ts";
import type { Tx } from "../storage/db.ts";

/** What the end of a merge was, to be merged again: where to, and who follows that for it, since when. */
type Ended = { into_id: string; user_id: number; add_time: number; followers: [number, number][] };

/**
 * Lets a lead that was merged be itself again, or be merged again. What leads, notes and activities were is put back
 * event by event; this is the rest: the id that stands for the lead, and who came to follow the other one by it.
 */
export const undoMergeEvent = (tx: Tx, actor: Actor, event: DoneEvent): Promise<Undone> =>
  event.action === "create" ? part(tx, actor, event) : rejoin(tx, actor, event);

async function part(tx: Tx, actor: Actor, { object_id: id, operation }: DoneEvent): Promise<Undone> {
  const company = actor.company_id;
  const merged = await findMerged(tx, { company, id });
  if (!merged) return NOTHING;
  const winner = await findLead(tx, { company_id: company, sees: null }, merged.into_id);
  const rows = operation && (await kept(tx, actor, operation, { object: "lead", id: merged.into_id }));
  const { users } = (rows || { users: [] }) as { users: number[] };
  const dropped = winner && (await dropFollowers(tx, actor, { item: winner.seq, users }));
  await removeMerged(tx, { company, id });
  const previous: Ended = { ...merged, followers: [...(dropped ?? [])] };
  await record(tx, actor, { object: "lead_merge", objectId: id, action: "delete", previous });
  return { changed: true, moved: [] };
}

async function rejoin(tx: Tx, actor: Actor, event: DoneEvent): Promise<Undone> {
  const company = actor.company_id;
  const { into_id: into, user_id: user, add_time: now, followers } = before(event) as Ended; // written by `part`
  const winner = await findLead(tx, { company_id: company, sees: null }, into);
  if (!winner) return { changed: false, moved: [], reason: "lead_not_found" };
  await insertMerged(tx, { company, id: event.object_id, into, user, now });
  if (followers.length > 0) {
    await addFollowers(tx, actor, { item: winner.seq, followers: new Map(followers) });
    await keep(tx, actor, { object: "lead", id: into, rows: { users: followers.map(([one]) => one) } });
  }
  await record(tx, actor, { object: "lead_merge", objectId: event.object_id, action: "create" });
  return { changed: true, moved: [] };
}
