import { setImmediate } from "node:timers/promises";
import type { Lead } from "@leadfoyer/contract";
import { searchIn } from "../filters/leading.ts";
import { createPageMemory } from "../lib/page-memory.ts";
import type { Db } from "../storage/db.ts";
import { ledByFew } from "./lead-count.store.ts";
import type { LeadList, LeadPosition, PageBegin } from "./lead-list.ts";
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

type Walked = { db: Db; list: LeadList; order: ShownOrder; step: number } & Stretches;
type Found = { doc: string; place: Place };

export type ShownWanted = { start: number; limit: number; name: string; version: number };
type Shown = { items: Lead[]; more: boolean };

/** Leads passed over at once: a few hundredths of a second, after which others are answered. */
const STEP = 10_000;
/** Leads among which a page of what is common is. */
const FIRST = 1_000;

type Ways = { few?: typeof ledByFew; step?: number };

/**
 * Pages of leads in the order of what they show: sorted apart where few are to be looked at, which `few` finds out,
 * otherwise walked as far as they reach.
 */
export function createShownPages(db: Db, { few = ledByFew, step = STEP }: Ways = {}) {
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
    if (!led) return walk({ db, list, order, step, ...stretches }, wanted);
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
    const passed = await pass(walked, reach, left);
    if ("after" in passed) return { stretch: index, after: passed.after };
    left = passed.left;
  }
  return undefined;
}

/** Where the `left`-th lead of a stretch stands; where there are fewer, how many are left after them. */
async function pass(
  { db, step: most }: Walked,
  reach: Reach,
  left: number,
): Promise<{ after: LeadPosition } | { left: number }> {
  let begin: PageBegin = { offset: 0 };
  for (;;) {
    const step = Math.min(left, most);
    // One rank after the other is passed over, so each is counted first; of anything else there mostly are enough.
    const counted = reach.stretch.rank !== undefined && (await countStretch(db, reach, begin, step));
    if (counted !== false && counted < step) return { left: left - counted };
    const after = await positionInStretch(db, reach, begin, step);
    if (!after) return { left: left - (await countStretch(db, reach, begin, step)) };
    if (left === step) return { after };
    left -= step;
    begin = { after };
    await setImmediate();
  }
}

async function leadsFrom(walked: Walked, begin: Begin, limit: number): Promise<Found[]> {
  const found: Found[] = [];
  for (const [index, reach] of reachesFrom(walked, begin.stretch)) {
    const after = index === begin.stretch ? begin.after : undefined;
    for await (const stride of stridesOf(walked, reach, after ? { after } : { offset: 0 })) {
      const rows = await leadsOfStretch(walked.db, reach, stride, limit - found.length);
      found.push(...rows.map(({ doc, ...at }) => ({ doc, place: { stretch: reach.stretch.name, at } })));
      if (found.length >= limit) return found;
    }
  }
  return found;
}

/** A stretch as one; or, where what a filter asks for may be rare in it, as many short ones, with others answered in between. */
async function* stridesOf({ db, step }: Walked, reach: Reach, begin: PageBegin): AsyncGenerator<PageBegin> {
  const { filter } = reach.list;
  // What a search finds is found anew by every statement.
  if (!filter || db.engine === "postgres" || searchIn(filter.shape) >= 0) return yield begin;
  const all = { ...reach, list: { ...reach.list, filter: undefined, updated_since: undefined } };
  let [from, size] = [begin, Math.min(step, FIRST)];
  for (;;) {
    const until = await positionInStretch(db, all, from, size);
    yield until ? { ...from, until } : from;
    if (!until) return;
    await setImmediate();
    [from, size] = [{ after: until }, step];
  }
}
