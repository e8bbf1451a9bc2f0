import { eventsOfThingAfter } from "../events/event-pages.ts";
import { type FollowerRow, listFollowers } from "../followers/followers.store.ts";
import { endFollowers, restoreFollowers, type Shared } from "../followers/lead-followers.ts";
import type { Actor } from "../lib/actor.ts";
import { deedOf, keep, kept } from "../operations/journal.ts";
import type { DoneEvent } from "../operations/put-back.ts";
import type { Tx } from "../storage/db.ts";

/** Who follows a deal by a conversion or a merge, or did until that was undone. */
type Following = Shared & { left: FollowerRow[] };

type Held = { deal: number; deed: number; undoes: boolean; following: Following };

const put = (tx: Tx, actor: Actor, { deal, deed }: Held, following: Following): Promise<void> =>
  keep(tx, { ...actor, operation: deed }, { object: "deal", id: deal, rows: following });

/** Keeps who follows a deal by an operation. */
export const keepFollowing = (
  tx: Tx,
  actor: Actor & { operation: number },
  deal: number,
  shared: Shared,
): Promise<void> => keep(tx, actor, { object: "deal", id: deal, rows: { ...shared, left: [] } });

/** Who follows a deal by what an operation did, undid or did again; undefined where nobody ever did. */
export async function followingBy(
  tx: Tx,
  actor: Actor,
  { operation, deal }: { operation: number | undefined; deal: number },
): Promise<Held | undefined> {
  if (operation === undefined) return undefined;
  const { deed, undoes } = await deedOf(tx, actor.company_id, operation);
  const rows = await kept(tx, actor, deed, { object: "deal", id: deal });
  if (rows === undefined) return undefined;
  // What was kept before conversions shared followers is who came.
  const following = Array.isArray(rows) ? { came: rows, there: [], left: [] } : (rows as Following);
  const { came, there, left } = following;
  const isAnybody = (undoes ? left : [...came, ...there]).length > 0;
  return isAnybody ? { deal, deed, undoes, following } : undefined;
}

/** Ends that they follow the deal, unless they do by something else; or lets them again. */
export async function undoFollowing(tx: Tx, actor: Actor, event: DoneEvent, held: Held): Promise<void> {
  const place = { company: actor.company_id, object: "deal", item: held.deal } as const;
  const now = new Set((await listFollowers(tx, place)).map(({ user_id }) => user_id));
  const { came, there, left } = held.following;
  if (held.undoes) {
    const { true: known = [], false: fresh = [] } = Object.groupBy(
      left,
      ({ user_id }) => `${now.has(user_id)}`,
    );
    await restoreFollowers(tx, place, fresh);
    return put(tx, actor, held, { came: fresh, there: known, left: [] });
  }
  const follow = ({ user_id }: FollowerRow): boolean => now.has(user_id);
  await put(tx, actor, held, { came: [], there: [], left: [...came, ...there].filter(follow) });
  await endFollowers(
    tx,
    place,
    await withoutOthers(tx, actor, event, { ...held, came: came.filter(follow) }),
  );
}

/** Those who came that nothing later would have brought as well: the others follow by that from now on. */
async function withoutOthers(
  tx: Tx,
  actor: Actor,
  event: DoneEvent,
  { deal, came }: { deal: number; came: FollowerRow[] },
): Promise<FollowerRow[]> {
  let ending = came;
  for await (const operation of laterOperations(tx, actor, event)) {
    if (ending.length === 0) break;
    const held = await followingBy(tx, actor, { operation, deal });
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

/** Events of a deal read at a time. */
const PAGE = 100;

/** The operations of a deal's events after one of them. */
async function* laterOperations(tx: Tx, { company_id: company }: Actor, event: DoneEvent) {
  const { object, object_id: id, seq } = event;
  for (let after = seq, more = true; more; ) {
    const later = await eventsOfThingAfter(tx, { company, object, id, after, limit: PAGE });
    for (const { operation_id } of later) if (operation_id !== null) yield operation_id;
    after = later.at(-1)?.seq ?? after;
    more = later.length === PAGE;
  }
}
