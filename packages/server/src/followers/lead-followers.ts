import type { Tx } from "../storage/db.ts";
import { type FollowerRow, insertFollower, listFollowers, removeFollowers } from "./followers.store.ts";

/** Ends all following of a lead that goes away, since its place in the table may be given to another. Answers who did. */
export async function releaseFollowers(tx: Tx, company: number, seq: number): Promise<FollowerRow[]> {
  const place = { company, object: "lead", item: seq } as const;
  const followers = await listFollowers(tx, place);
  if (followers.length > 0) await removeFollowers(tx, place);
  return followers;
}

/** Lets those follow a lead again that did. */
export async function restoreFollowers(
  tx: Tx,
  company: number,
  seq: number,
  followers: readonly FollowerRow[],
): Promise<void> {
  for (const follower of followers)
    await insertFollower(tx, { company, object: "lead", item: seq }, follower);
}
