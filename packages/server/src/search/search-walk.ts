import type { Viewer } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { findPlaces, isWalkedFreely, itemsAt } from "./search.store.ts";
import type { FloorMark } from "./search-floor.ts";
import { isEmpty, isWorthCounting, type KindAsked, type Plan, planOf, type Step } from "./search-plan.ts";
import type { ItemKind } from "./search-tokens.ts";

/** Steps of a kind after which what is found may be counted. What fills the page first need not be. */
const COUNTED_AFTER = 3;

/** Where a page begins: with an item in a step of the search, as the newest ranked were counted then. */
export type SearchMark = { step: number; at: number; floors: readonly FloorMark[] };

/** Something found, how well it meets the term, and where it stands in the search and in the order of the index. */
export type Hit = {
  kind: ItemKind;
  score: number;
  step: number;
  at: number;
  /** Which item it is, where that is known without looking. */
  item?: number;
};

export type Page = {
  hits: Hit[];
  /** The first item of the next page. */
  beyond: Hit | undefined;
  markOf: (hit: Hit) => SearchMark;
};

/**
 * Where a page begins: so many items in, or where another page ended. A mark that is remembered here, until anything
 * changes, may leave open where the newest ranked end.
 */
export type Begin = ({ skip: number } | { mark: SearchMark }) & { isRemembered?: boolean };

type Walked = { index: number; plan: Plan; step: Step };
type Search = {
  db: Db;
  viewer: Viewer;
  plans: readonly Plan[];
  wanted: number;
};

/**
 * A page of what was found, best first. Ranking a million matches takes seconds, so
 * nothing is ranked one by one: tiers of equal worth are each walked from the newest on, as far as the page goes.
 */
export async function walk(
  db: Db,
  viewer: Viewer,
  asked: readonly KindAsked[],
  begin: Begin,
  limit: number,
): Promise<Page> {
  const known = "mark" in begin ? begin.mark : undefined;
  const skip = "skip" in begin ? begin.skip : 0;
  const wanted = skip + limit + 1;
  const plans = asked.map((one, index) => planOf(db, viewer, one, wanted, known?.floors[index]));
  const search = { db, viewer, plans, wanted };
  const isOpen = begin.isRemembered && isWalkedFreely(db, viewer);
  if (!isOpen) await Promise.all(plans.map(({ floor }) => floor.rankTo(0)));
  const found = known ? await walkOn(search, known) : await walkFromTheBest(search);
  const floors = plans.map(({ floor }) => floor.mark());
  return {
    hits: found.slice(skip, skip + limit),
    beyond: found[skip + limit],
    markOf: ({ step, at }) => ({ step, at, floors }),
  };
}

/** The steps of all kinds, best first; those of one worth in the order of the kinds. Each is made when it is its turn. */
function* stepsOf(plans: readonly Plan[]): Generator<Walked> {
  const next = plans.map((plan) => ({ plan, step: plan.steps.next().value }));
  for (let index = 0; ; index += 1) {
    let best = next[0];
    for (const one of next) if (orderOf(one) < orderOf(best)) best = one;
    if (!best?.step) return;
    yield { index, plan: best.plan, step: best.step };
    best.step = best.plan.steps.next().value;
  }
}

const orderOf = (one?: { step: Step | undefined }): number => one?.step?.order ?? Number.POSITIVE_INFINITY;

/** Goes on where a page ended. */
async function walkOn(
  { db, viewer, plans, wanted }: Search,
  { step: first, at }: SearchMark,
): Promise<Hit[]> {
  const found: Hit[] = [];
  for (const { index, plan, step } of stepsOf(plans)) {
    if (index < first) continue;
    if (found.length >= wanted) break;
    const { kind } = plan;
    const { query, score, to } = step;
    const room = wanted - found.length;
    const stretch = { from: index === first ? at : step.from, to: to() };
    const met = await findPlaces(db, { viewer, kind, query }, stretch, room);
    const places = isRanked({ plan, step }) ? met : await rankedOf(met, plan, room);
    found.push(...places.map((at) => ({ kind, score, step: index, at })));
  }
  return found;
}

/** The best from the newest on. */
async function walkFromTheBest(search: Search): Promise<Hit[]> {
  const { plans, wanted } = search;
  const found: Hit[] = [];
  let enough = wanted;
  for (const walked of stepsOf(plans)) {
    if (walked.index === COUNTED_AFTER * plans.length) enough = await mostOf(search, found.length);
    if (found.length >= enough) break;
    found.push(...(await freshOf(search, walked, wanted - found.length)));
  }
  return found;
}

/**
 * What a step has that the steps before it have not. What those have is known, so that nobody need ask for what they do
 * not hold.
 */
async function freshOf({ db, viewer }: Search, { index, plan, step }: Walked, room: number): Promise<Hit[]> {
  const { kind, floor, places, hasValues } = plan;
  const { loose: query, everywhere, score, from, to } = step;
  if (!everywhere && places.size > 0) await floor.rankTo(0); // what was found by its value may be all there is
  if (isEmpty(plan, step) || (everywhere && !(await hasValues()))) return [];
  const stretch = { from, to: to() };
  const met = await findPlaces(db, { viewer, kind, query }, stretch, room + places.size);
  const fresh = met.filter((at) => !places.has(at)).slice(0, room);
  const ranked = isRanked({ plan, step }) ? fresh : await rankedOf(fresh, plan, room);
  for (const at of ranked) places.add(at);
  return ranked.map((at) => ({ kind, score, step: index, at }));
}

/** Whether all that a step meets is known to be ranked. */
const isRanked = ({ plan, step }: Omit<Walked, "index">): boolean => step.everywhere || plan.floor.isKnown();

/**
 * Of what a step has, what is ranked. What fills the page is looked at no further down than it goes: where the newest
 * ranked end need not be known then.
 */
async function rankedOf(places: readonly number[], { floor }: Plan, room: number): Promise<number[]> {
  const lowest = await floor.rankTo(places.length < room ? 0 : (places.at(-1) ?? 0));
  return places.filter((at) => at >= lowest);
}

/** Which items hits are, in order, as far as those are there still. */
export async function itemsOf(db: Db, company: number, hits: readonly Hit[]): Promise<Map<Hit, number>> {
  const items = new Map<ItemKind, Map<number, number>>();
  for (const [kind, some] of Map.groupBy(hits, ({ kind }) => kind)) {
    const places = some.filter(({ item }) => item === undefined).map(({ at }) => at);
    items.set(kind, await itemsAt(db, company, kind, places));
  }
  const found = hits.map((hit): [Hit, number] => [hit, hit.item ?? items.get(hit.kind)?.get(hit.at) ?? 0]);
  return new Map(found.filter(([, item]) => item !== 0));
}

/** How many items there are, up to as many as are wanted, where it is worth counting them. */
async function mostOf({ viewer, plans, wanted }: Search, found: number): Promise<number> {
  if (found >= wanted || !isWorthCounting(viewer, plans)) return wanted;
  const counts = await Promise.all(plans.map(({ count }) => count()));
  return Math.min(
    wanted,
    counts.reduce((sum, count) => sum + count, 0),
  );
}
