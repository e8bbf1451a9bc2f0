import type { Actor } from "../lib/actor.ts";
import type { Db, Tx } from "../storage/db.ts";
import { listFollowers } from "./followers.store.ts";
import { startFollowing, stopFollowing } from "./following.ts";

type Places = { from: readonly number[]; to: number };

const placeOf = (company: number, item: number) => ({ company, object: "lead" as const, item });

/** Who follows one of some leads, by their places in the table, and not another: since when. */
export async function newFollowers(db: Db, company: number, { from, to }: Places): Promise<Followers> {
  const known = new Set((await listFollowers(db, placeOf(company, to))).map(({ user_id }) => user_id));
  const since = new Map<number, number>();
  for (const item of from)
    for (const { user_id, add_time } of await listFollowers(db, placeOf(company, item)))
      if (!known.has(user_id)) since.set(user_id, Math.min(add_time, since.get(user_id) ?? add_time));
  return since;
}

/** Users, and since when they follow. */
export type Followers = Map<number, number>;

/** Lets users follow a lead too. */
export async function addFollowers(
  tx: Tx,
  actor: Actor,
  { item, followers }: { item: number; followers: Followers },
): Promise<void> {
  const place = placeOf(actor.company_id, item);
  for (const [user_id, add_time] of followers) await startFollowing(tx, actor, place, { user_id, add_time });
}

/** Ends the following of some who follow a lead. Answers those who did. */
export async function dropFollowers(
  tx: Tx,
  actor: Actor,
  { item, users }: { item: number; users: readonly number[] },
): Promise<Followers> {
  const dropped: Followers = new Map();
  const place = placeOf(actor.company_id, item);
  for (const follower of await listFollowers(tx, place)) {
    if (!users.includes(follower.user_id)) continue;
    dropped.set(follower.user_id, follower.add_time);
    await stopFollowing(tx, actor, place, follower);
  }
  return dropped;
}
