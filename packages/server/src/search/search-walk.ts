import type { Viewer } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { findPlaces, type Place } from "./search.store.ts";
import { isEmpty, isWorthCounting, type KindAsked, type Plan, planOf, type Step } from "./search-plan.ts";
import type { ItemKind, Kept } from "./search-tokens.ts";

/** Steps of a kind after which what is found may be counted. What fills the page first need not be. */
const COUNTED_AFTER = 3;
/** Items passed over before a page of which what is shown is read all the same. */
const MOST_SHOWN = 1_000;

/** Where a page begins: with an item in a step of the search, as the newest ranked were counted then. */
export type SearchMark = { step: number; at: number; floors: readonly number[] };

/** An item found, how well it meets the term, and where it stands in the search. */
export type Hit = {
  kind: ItemKind;
  item: number;
  score: number;
  step: number;
  at: number;
  kept?: Partial<Kept>;
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
  shown: boolean;
};

/**
 * A page of what was found, best first. Ranking a million matches takes seconds, so
 * nothing is ranked one by one: tiers of equal worth are each walked from the newest on, as far as the page goes. With
 * `shown`, hits come with what is kept to be shown of them.
 */
export async function walk(
  db: Db,
  viewer: Viewer,
  asked: readonly KindAsked[],
  begin: Begin,
  limit: number,
  { shown = false } = {},
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
  const search = { db, viewer, plans, steps, wanted, shown: shown && skip <= MOST_SHOWN };
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
  { db, viewer, steps, wanted, shown }: Search,
  { step: first, at }: SearchMark,
): Promise<Hit[]> {
  const found: Hit[] = [];
  for (const [index, { plan, step }] of steps.entries()) {
    if (index < first) continue;
    if (found.length >= wanted) break;
    const { kind } = plan;
    const { query, score, to } = step;
    const stretch = { from: index === first ? at : step.from, to };
    const places = await findPlaces(db, { viewer, kind, query, shown }, stretch, wanted - found.length);
    found.push(...places.map((place) => toHit(place, { kind, score, step: index })));
  }
  return found;
}

/** The best from the newest on. What steps before found is known, so that nobody need ask for what they do not hold. */
async function walkFromTheBest(search: Search): Promise<Hit[]> {
  const { db, viewer, plans, steps, wanted, shown } = search;
  const found: Hit[] = [];
  let enough = wanted;
  for (const [index, { plan, step }] of steps.entries()) {
    if (index === COUNTED_AFTER * plans.length) enough = await mostOf(search, found.length);
    if (found.length >= enough) break;
    if (isEmpty(plan, step) || (step.everywhere && !(await plan.hasValues()))) continue;
    const { kind, items } = plan;
    const { loose: query, score, from, to } = step;
    const room = wanted - found.length;
    const places = await findPlaces(db, { viewer, kind, query, shown }, { from, to }, room + items.size);
    const fresh = places.filter(({ item }) => !items.has(item)).slice(0, room);
    for (const { item } of fresh) items.add(item);
    found.push(...fresh.map((place) => toHit(place, { kind, score, step: index })));
  }
  return found;
}

const toHit = (place: Place, { kind, score, step }: Pick<Hit, "kind" | "score" | "step">): Hit => ({
  ...{ kind, item: place.item, score, step, at: place.at, kept: place },
});

/** How many items there are, up to as many as are wanted, where it is worth counting them. */
async function mostOf({ viewer, plans, wanted }: Search, found: number): Promise<number> {
  if (found >= wanted || !isWorthCounting(viewer, plans)) return wanted;
  const counts = await Promise.all(plans.map(({ count }) => count()));
  return Math.min(
    wanted,
    counts.reduce((sum, count) => sum + count, 0),
  );
}
