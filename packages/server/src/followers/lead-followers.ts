import type { Tx } from "../storage/db.ts";
import {
  type FollowerRow,
  insertFollower,
  listFollowers,
  removeFollower,
  removeFollowers,
} from "./followers.store.ts";

/** A lead goes by its place in the table, a deal by its id. */
export type FollowedItem = { company: number; object: "lead" | "deal"; item: number };

/**
 * Ends all following of something that goes away, since a lead's place in the table may be given to another. Answers
 * who did.
 */
export async function releaseFollowers(tx: Tx, place: FollowedItem): Promise<FollowerRow[]> {
  const followers = await listFollowers(tx, place);
  if (followers.length > 0) await removeFollowers(tx, place);
  return followers;
}

/** Lets those follow something that followed it before, or what it was made of, unless they do. */
export async function restoreFollowers(
  tx: Tx,
  place: FollowedItem,
  followers: readonly FollowerRow[],
): Promise<void> {
  const known = new Set((await listFollowers(tx, place)).map(({ user_id }) => user_id));
  for (const follower of followers)
    if (!known.has(follower.user_id)) await insertFollower(tx, place, follower);
}

/** Ends that these follow something. */
export async function endFollowers(
  tx: Tx,
  place: FollowedItem,
  followers: readonly FollowerRow[],
): Promise<void> {
  for (const { user_id } of followers) await removeFollower(tx, place, user_id);
}

/** Who follows one thing by another: who came to by that, and who did already. */
export type Shared = { came: FollowerRow[]; there: FollowerRow[] };

/** Lets everyone who follows one thing follow another. */
export async function shareFollowers(tx: Tx, from: FollowedItem, to: FollowedItem): Promise<Shared> {
  const known = new Set((await listFollowers(tx, to)).map(({ user_id }) => user_id));
  const { came = [], there = [] } = Object.groupBy(await listFollowers(tx, from), ({ user_id }) =>
    known.has(user_id) ? "there" : "came",
  );
  await restoreFollowers(tx, to, came);
  return { came, there };
}
