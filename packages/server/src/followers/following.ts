import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import { type FollowerRow, insertFollower, type Place, removeFollower } from "./followers.store.ts";

/** Lets a user who does not yet follow something, and says so in an event. `add_time`: since when. */
export async function startFollowing(
  tx: Tx,
  actor: Actor,
  place: Place,
  since: Omit<FollowerRow, "id">,
): Promise<FollowerRow> {
  const follower = { id: await nextId(tx, actor.company_id, "follower"), ...since };
  await insertFollower(tx, place, follower);
  await record(tx, actor, { object: "follower", objectId: follower.id, action: "create" });
  return follower;
}

/** Ends that somebody follows something, and says so in an event. */
export async function stopFollowing(
  tx: Tx,
  actor: Actor,
  place: Place,
  follower: FollowerRow,
): Promise<void> {
  await removeFollower(tx, place, follower.user_id);
  const previous = { ...follower, object: place.object, item_id: place.item };
  await record(tx, actor, { object: "follower", objectId: follower.id, action: "delete", previous });
}
