import { eventsOfThingAfter } from "../events/event-pages.ts";
import type { Actor } from "../lib/actor.ts";
import { deedOf, keep, kept } from "../operations/journal.ts";
import type { DoneEvent } from "../operations/put-back.ts";
import type { Tx } from "../storage/db.ts";
import { type FollowerRow, listFollowers } from "./followers.store.ts";
import { startFollowing, stopFollowing } from "./following.ts";
import { endFollowers, restoreFollowers, type Shared } from "./lead-followers.ts";

/** What is followed by an operation, and its place, which of a deal is the id. */
export type Followed = { object: "lead" | "deal"; id: string | number; item: number };

export const followedDeal = (id: number): Followed => ({ object: "deal", id, item: id });

/** Who follows a lead or a deal by a conversion or a merge, or did until that was undone. */
type Following = Shared & { left: FollowerRow[] };

type Held = { followed: Followed; deed: number; undoes: boolean; following: Following };

/** The events by which the operations are found that something is followed by. */
const told = { lead: "lead_following", deal: "deal" } as const;

const put = (tx: Tx, actor: Actor, { followed, deed }: Held, following: Following): Promise<void> =>
  keep(tx, { ...actor, operation: deed }, { ...followed, rows: following });

/** Keeps who follows a lead or a deal by an operation. */
export const keepFollowing = (
  tx: Tx,
  actor: Actor & { operation: number },
  followed: Followed,
  shared: Shared,
): Promise<void> => keep(tx, actor, { ...followed, rows: { ...shared, left: [] } });

type By = { operation: number | undefined; followed: Followed };

/** Who follows something by what an operation did, undid or did again; undefined where nobody ever did. */
export async function followingBy(
  tx: Tx,
  actor: Actor,
  { operation, followed }: By,
): Promise<Held | undefined> {
  if (operation === undefined) return undefined;
  const { deed, undoes } = await deedOf(tx, actor.company_id, operation);
  const rows = await kept(tx, actor, deed, followed);
  if (rows === undefined) return undefined;
  // What was kept before conversions shared followers is who came.
  const following = Array.isArray(rows) ? { came: rows, there: [], left: [] } : (rows as Following);
  const { came, there, left } = following;
  const isAnybody = (undoes ? left : [...came, ...there]).length > 0;
  return isAnybody ? { followed, deed, undoes, following } : undefined;
}

/** Ends that they follow it, unless they do by something else; or lets them again. */
export async function undoFollowing(tx: Tx, actor: Actor, event: DoneEvent, held: Held): Promise<void> {
  const { object, item } = held.followed;
  const following = await listFollowers(tx, { company: actor.company_id, object, item });
  const now = new Set(following.map(({ user_id }) => user_id));
  const { came, there, left } = held.following;
  if (held.undoes) {
    const { true: known = [], false: fresh = [] } = Object.groupBy(
      left,
      ({ user_id }) => `${now.has(user_id)}`,
    );
    await start(tx, actor, held.followed, fresh);
    return put(tx, actor, held, { came: fresh, there: known, left: [] });
  }
  const follow = ({ user_id }: FollowerRow): boolean => now.has(user_id);
  await put(tx, actor, held, { came: [], there: [], left: [...came, ...there].filter(follow) });
  const ending = await withoutOthers(tx, actor, event, { ...held, came: came.filter(follow) });
  const users = new Set(ending.map(({ user_id }) => user_id));
  await end(
    tx,
    actor,
    held.followed,
    following.filter(({ user_id }) => users.has(user_id)),
  );
}

type Some = readonly FollowerRow[];

/** Of leads each is told of by an event, of deals what they follow it by. */
async function start(tx: Tx, actor: Actor, { object, item }: Followed, followers: Some): Promise<void> {
  const place = { company: actor.company_id, item };
  if (object === "deal") return restoreFollowers(tx, { ...place, object }, followers);
  for (const { user_id, add_time } of followers)
    await startFollowing(tx, actor, { ...place, object }, { user_id, add_time });
}

async function end(tx: Tx, actor: Actor, { object, item }: Followed, followers: Some): Promise<void> {
  const place = { company: actor.company_id, item };
  if (object === "deal") return endFollowers(tx, { ...place, object }, followers);
  for (const one of followers) await stopFollowing(tx, actor, { ...place, object }, one);
}

/** Those who came that nothing later would have brought as well: the others follow by that from now on. */
async function withoutOthers(
  tx: Tx,
  actor: Actor,
  event: DoneEvent,
  { followed, came }: { followed: Followed; came: FollowerRow[] },
): Promise<FollowerRow[]> {
  let ending = came;
  for await (const operation of laterOperations(tx, actor, { followed, after: event.seq })) {
    if (ending.length === 0) break;
    const held = await followingBy(tx, actor, { operation, followed });
    const theirs = new Set(held?.following.there.map(({ user_id }) => user_id));
    const { true: taken, false: rest = [] } = Object.groupBy(
      ending,
      ({ user_id }) => `${theirs.has(user_id)}`,
    );
    if (!held || !taken) continue;
    await put(tx, actor, held, handedTo(held.following, taken));
    ending = rest;
  }
  return ending;
}

/** A following by which those come who were there. */
function handedTo({ came, there, left }: Following, taken: readonly FollowerRow[]): Following {
  const users = new Set(taken.map(({ user_id }) => user_id));
  return { came: [...came, ...taken], there: there.filter(({ user_id }) => !users.has(user_id)), left };
}

/** Events read at a time. */
const PAGE = 100;

/** The operations of what is followed after one of its events. */
async function* laterOperations(
  tx: Tx,
  { company_id: company }: Actor,
  { followed, after }: { followed: Followed; after: number },
) {
  const thing = { company, object: told[followed.object], id: String(followed.id), limit: PAGE };
  for (let last = after, more = true; more; ) {
    const later = await eventsOfThingAfter(tx, { ...thing, after: last });
    for (const { operation_id } of later) if (operation_id !== null) yield operation_id;
    last = later.at(-1)?.seq ?? last;
    more = later.length === PAGE;
  }
}
