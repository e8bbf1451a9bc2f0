import type { Lead } from "@leadfoyer/contract";
import { createPageMemory } from "../lib/page-memory.ts";
import type { Db } from "../storage/db.ts";
import { ledByFew } from "./lead-count.store.ts";
import type { LeadList, LeadPosition } from "./lead-list.store.ts";
import { type ShownOrder, type Stretches, stretchesOf } from "./lead-stretches.ts";
import {
  countStretch,
  leadsApart,
  leadsOfStretch,
  positionInStretch,
  type Reach,
} from "./lead-walk.store.ts";

/** Where a lead stands in an order of stretches. */
type Place = { stretch: string; at: LeadPosition };

/** Where a page begins: after a lead of a stretch, or with the first one of it. */
type Begin = { stretch: number; after?: LeadPosition | undefined };

type Walked = { db: Db; list: LeadList; order: ShownOrder } & Stretches;
type Found = { doc: string; place: Place };

export type ShownWanted = { start: number; limit: number; name: string; version: number };
type Shown = { items: Lead[]; more: boolean };

/**
 * Pages of leads in the order of what they show: sorted apart where few are to be looked at, which `few` finds out,
 * otherwise walked as far as they reach.
 */
export function createShownPages(db: Db, few: typeof ledByFew = ledByFew) {
  const pages = createPageMemory<Place>();

  async function walk(walked: Walked, { start, limit, name, version }: ShownWanted): Promise<Shown> {
    const begin = await beginOf(walked, start, pages.recall(name, start, version));
    if (!begin) return { items: [], more: false };
    const found = await leadsFrom(walked, begin, limit + 1);
    const more = found.length > limit;
    for (const back of [0, 1]) {
      // As everywhere: a page may also begin on the last lead of the one before.
      const last = found[limit - 1 - back];
      if (more && last) pages.remember(name, start + limit - back, version, last.place);
    }
    return toShown(
      found.map(({ doc }) => doc),
      limit,
    );
  }

  return async (list: LeadList, order: ShownOrder, wanted: ShownWanted): Promise<Shown> => {
    const stretches = await stretchesOf(db, list, order);
    const led = await few(db, list);
    if (!led) return walk({ db, list, order, ...stretches }, wanted);
    const { start, limit } = wanted;
    const page = { start, limit: limit + 1 };
    return toShown(await leadsApart(db, { list: led, order, ranks: stretches.ranks }, page), limit);
  };
}

const toShown = (docs: readonly string[], limit: number): Shown => ({
  items: JSON.parse(`[${docs.slice(0, limit).join(",")}]`),
  more: docs.length > limit,
});

function* reachesFrom({ list, order, ranks, stretches }: Walked, from: number): Generator<[number, Reach]> {
  for (const [index, stretch] of stretches.entries())
    if (index >= from) yield [index, { list, order, ranks, stretch }];
}

/** Where the lead before a page stands. Undefined beyond the end of the list. */
async function beginOf(walked: Walked, start: number, known: Place | undefined): Promise<Begin | undefined> {
  if (start === 0) return { stretch: 0 };
  const stretch = walked.stretches.findIndex(({ name }) => name === known?.stretch);
  if (stretch >= 0) return { stretch, after: known?.at };
  let left = start;
  for (const [index, reach] of reachesFrom(walked, 0)) {
    // Many a rank is passed over: whether it is, its number tells. Elsewhere the first walk mostly reaches far enough.
    const passed = reach.stretch.rank === undefined ? undefined : await countStretch(walked.db, reach, left);
    const isPassed = passed !== undefined && passed < left;
    const after = isPassed ? undefined : await positionInStretch(walked.db, reach, left);
    if (after) return { stretch: index, after };
    left -= passed ?? (await countStretch(walked.db, reach, left));
  }
  return undefined;
}

async function leadsFrom(walked: Walked, begin: Begin, limit: number): Promise<Found[]> {
  const found: Found[] = [];
  for (const [index, reach] of reachesFrom(walked, begin.stretch)) {
    const after = index === begin.stretch ? begin.after : undefined;
    const rows = await leadsOfStretch(
      walked.db,
      reach,
      after ? { after } : { offset: 0 },
      limit - found.length,
    );
    found.push(...rows.map(({ doc, ...at }) => ({ doc, place: { stretch: reach.stretch.name, at } })));
    if (found.length >= limit) break;
  }
  return found;
}
