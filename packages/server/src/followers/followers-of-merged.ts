import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Db, Tx } from "../storage/db.ts";
import { insertFollower, listFollowers, removeFollower } from "./followers.store.ts";

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
  const company = actor.company_id;
  for (const [user_id, add_time] of followers) {
    const id = await nextId(tx, company, "follower");
    await insertFollower(tx, placeOf(company, item), { id, user_id, add_time });
    await record(tx, actor, { object: "follower", objectId: id, action: "create" });
  }
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
    await removeFollower(tx, place, follower.user_id);
    await record(tx, actor, { object: "follower", objectId: follower.id, action: "delete" });
  }
  return dropped;
}
