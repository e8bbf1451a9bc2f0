import { record } from "../events/event-log.ts";
import { followingBy, keepFollowing, undoFollowing } from "../followers/deed-followers.ts";
import { type FollowerRow, listFollowers } from "../followers/followers.store.ts";
import { startFollowing } from "../followers/following.ts";
import { findLead, type StoredLead } from "../leads/leads.store.ts";
import type { Actor } from "../lib/actor.ts";
import { type DoneEvent, NOTHING, type Undone } from "../operations/put-back.ts";
import type { Db, Tx } from "../storage/db.ts";

type Leads = { winner: StoredLead; losers: readonly StoredLead[] };

const placeOf = (company: number, { seq: item }: StoredLead) => ({ company, object: "lead" as const, item });

/** Who follows one of some leads, each since they first did: who would come to follow another by that, and who does already. */
export async function followersOfMerged(
  db: Db,
  company: number,
  { winner, losers }: Leads,
): Promise<{ came: FollowerRow[]; there: FollowerRow[] }> {
  const known = new Set((await listFollowers(db, placeOf(company, winner))).map(({ user_id }) => user_id));
  const theirs = new Map<number, FollowerRow>();
  for (const loser of losers)
    for (const one of await listFollowers(db, placeOf(company, loser)))
      if (one.add_time < (theirs.get(one.user_id)?.add_time ?? Infinity)) theirs.set(one.user_id, one);
  const { came = [], there = [] } = Object.groupBy(theirs.values(), ({ user_id }) =>
    known.has(user_id) ? "there" : "came",
  );
  return { came, there };
}

/** Lets everyone who follows the leads that go follow the one that stays. */
export async function bringFollowers(
  tx: Tx,
  actor: Actor & { operation: number },
  leads: Leads,
): Promise<void> {
  const { came, there } = await followersOfMerged(tx, actor.company_id, leads);
  if (came.length + there.length === 0) return;
  const { winner } = leads;
  const place = placeOf(actor.company_id, winner);
  for (const { user_id, add_time } of came) await startFollowing(tx, actor, place, { user_id, add_time });
  await keepFollowing(tx, actor, followedLead(winner), { came, there });
  await record(tx, actor, { object: "lead_following", objectId: winner.lead.id, action: "create" });
}

const followedLead = ({ lead, seq: item }: StoredLead) => ({ object: "lead" as const, id: lead.id, item });

/** Ends who came to follow a lead by a merge, unless they do by another; or lets them again. */
export async function undoFollowingEvent(tx: Tx, actor: Actor, event: DoneEvent): Promise<Undone> {
  const { object_id: id, operation } = event;
  const winner = await findLead(tx, { company_id: actor.company_id, sees: null }, id);
  const held = winner && (await followingBy(tx, actor, { operation, followed: followedLead(winner) }));
  if (!held) return NOTHING;
  await undoFollowing(tx, actor, event, held);
  const action = event.action === "create" ? "delete" : "create";
  await record(tx, actor, { object: "lead_following", objectId: id, action });
  return { changed: true, moved: [] };
}
