import type { Viewer } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { findPlaces, itemsAt } from "./search.store.ts";
import { isEmpty, isWorthCounting, type KindAsked, type Plan, planOf, type Step } from "./search-plan.ts";
import type { ItemKind } from "./search-tokens.ts";

/** Steps of a kind after which what is found may be counted. What fills the page first need not be. */
const COUNTED_AFTER = 3;

/** Where a page begins: with an item in a step of the search, as the newest ranked were counted then. */
export type SearchMark = { step: number; at: number; floors: readonly number[] };

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

/** Where a page begins: so many items in, or where another page ended. */
export type Begin = { skip: number } | { mark: SearchMark };

type Walked = { plan: Plan; step: Step };
type Search = {
  db: Db;
  viewer: Viewer;
  plans: readonly Plan[];
  steps: readonly Walked[];
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
  const plans = await Promise.all(
    asked.map((one, index) => planOf(db, viewer, one, wanted, known?.floors[index])),
  );
  const steps = plans
    .flatMap((plan) => plan.steps.map((step) => ({ plan, step })))
    .sort((a, b) => a.step.order - b.step.order);
  const search = { db, viewer, plans, steps, wanted };
  const found = known ? await walkOn(search, known) : await walkFromTheBest(search);
  const floors = plans.map(({ floor }) => floor);
  return {
    hits: found.slice(skip, skip + limit),
    beyond: found[skip + limit],
    markOf: ({ step, at }) => ({ step, at, floors }),
  };
}

/** Goes on where a page ended. */
async function walkOn(
  { db, viewer, steps, wanted }: Search,
  { step: first, at }: SearchMark,
): Promise<Hit[]> {
  const found: Hit[] = [];
  for (const [index, { plan, step }] of steps.entries()) {
    if (index < first) continue;
    if (found.length >= wanted) break;
    const { kind } = plan;
    const { query, score, to } = step;
    const stretch = { from: index === first ? at : step.from, to };
    const places = await findPlaces(db, { viewer, kind, query }, stretch, wanted - found.length);
    found.push(...places.map((at) => ({ kind, score, step: index, at })));
  }
  return found;
}

/** The best from the newest on. What steps before found is known, so that nobody need ask for what they do not hold. */
async function walkFromTheBest(search: Search): Promise<Hit[]> {
  const { db, viewer, plans, steps, wanted } = search;
  const found: Hit[] = [];
  let enough = wanted;
  for (const [index, { plan, step }] of steps.entries()) {
    if (index === COUNTED_AFTER * plans.length) enough = await mostOf(search, found.length);
    if (found.length >= enough) break;
    if (isEmpty(plan, step) || (step.everywhere && !(await plan.hasValues()))) continue;
    const { kind, places } = plan;
    const { loose: query, score, from, to } = step;
    const room = wanted - found.length;
    const met = await findPlaces(db, { viewer, kind, query }, { from, to }, room + places.size);
    const fresh = met.filter((at) => !places.has(at)).slice(0, room);
    for (const at of fresh) places.add(at);
    found.push(...fresh.map((at) => ({ kind, score, step: index, at })));
  }
  return found;
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
