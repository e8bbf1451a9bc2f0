import type { Viewer } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { countNewest, findPlaces, NEWEST } from "./search.store.ts";
import type { Query } from "./search-query.ts";
import { type Asked, tiersOf } from "./search-tiers.ts";
import { createTokens, type ItemKind } from "./search-tokens.ts";

/** The newest matches that are ranked when a term has several words. What is older follows, newest first. */
const RANKED = 250;
/** Steps of a kind after which what is found may be counted: it may be all there is. What fills the page first need not be. */
const COUNTED_AFTER = 3;
/** Of what is older than what is ranked. */
const REST_SCORE = 0.1;

/** Where a page begins: with an item in a step of the search, as the newest ranked were counted then. */
export type SearchMark = { step: number; at: number; floors: readonly number[] };

/** An item found, how well it meets the term, and where it stands in the search. */
export type Hit = { kind: ItemKind; item: number; score: number; step: number; at: number };

export type Page = {
  hits: Hit[];
  /** The first item of the next page. */
  beyond: Hit | undefined;
  markOf: (hit: Hit) => SearchMark;
};

/** What is asked of items of one kind. */
export type KindAsked = Asked & { kind: ItemKind };

/** A stretch of the index in which all that meets the query is worth the same. */
type Step = {
  plan: Plan;
  order: number;
  score: number;
  query: Query;
  /** The same with what the steps before it hold. */
  loose: Query;
  everywhere: boolean;
  from: number;
  to: number;
};

/** Where a page begins: so many items in, or where another page ended. */
export type Begin = { skip: number } | { mark: SearchMark };

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
  const skip = "skip" in begin ? begin.skip : 0;
  const known = "mark" in begin ? begin.mark : undefined;
  const wanted = skip + limit + 1;
  const plans = await Promise.all(
    asked.map((one, index) => planOf(db, viewer, one, wanted, known?.floors[index])),
  );
  const steps = plans
    .flatMap((plan) => plan.steps.map((step) => ({ ...step, plan })))
    .sort((a, b) => a.order - b.order);
  const found: Hit[] = [];
  let total = wanted;
  const first = known?.step ?? 0;
  for (const [index, { plan, score, query, loose, everywhere, ...stretch }] of steps.slice(first).entries()) {
    const step = first + index;
    if (
      !known &&
      step === COUNTED_AFTER * plans.length &&
      found.length < wanted &&
      isWorthCounting(viewer, plans)
    )
      total = await countAll(plans);
    if (found.length >= Math.min(wanted, total)) break;
    if (!known && everywhere && !(await plan.hasValues())) continue;
    const { kind, items } = plan;
    const from = known?.step === step ? known.at : stretch.from;
    // What the steps before found is left out here, unless there is more of it than this page knows.
    const limit = wanted - found.length + (known ? 0 : items.size);
    const search = { viewer, kind, query: known ? query : loose };
    for (const { at, item } of await findPlaces(db, search, { from, to: stretch.to }, limit)) {
      if (items.has(item)) continue;
      items.add(item);
      found.push({ kind, item, score, step, at });
      if (found.length === wanted) break;
    }
  }
  const floors = plans.map(({ floor }) => floor);
  return {
    hits: found.slice(skip, skip + limit),
    beyond: found[skip + limit],
    markOf: ({ step, at }) => ({ step, at, floors }),
  };
}

type Plan = {
  kind: ItemKind;
  steps: Omit<Step, "plan">[];
  floor: number;
  severalWords: boolean;
  /** Whether anything is in the steps that are walked everywhere: hardly ever. */
  hasValues: () => Promise<boolean>;
  /** How many items they meet, up to as many as a page can need. */
  count: () => Promise<number>;
  /** What of it was found. */
  items: Set<number>;
};

const countAll = async (plans: readonly Plan[]): Promise<number> =>
  (await Promise.all(plans.map(({ count }) => count()))).reduce((sum, count) => sum + count, 0);

/**
 * Whether the steps left, if there is nothing in them, cost more than to count. To who sees everything, those of one
 * word cost next to nothing: they walk what was found already, and no further.
 */
const isWorthCounting = ({ sees }: Viewer, plans: readonly Plan[]): boolean =>
  sees !== null || plans.length > 1 || plans.some(({ severalWords }) => severalWords);

/**
 * The steps of one kind. Tiers of one word are walked as they come; those of several words, which may hardly ever
 * meet, only as far down as the newest matches of any tier go.
 */
async function planOf(
  db: Db,
  viewer: Viewer,
  { kind, ...asked }: KindAsked,
  wanted: number,
  knownFloor?: number,
): Promise<Plan> {
  const tokens = createTokens(viewer.company_id, kind);
  const { everything, tiers, severalWords, older, values } = tiersOf(asked, tokens, db.engine);
  const items = new Set<number>();
  const nothing = { steps: [], floor: 0, severalWords, hasValues: async () => false, count: async () => 0 };
  if (tiers.length === 0) return { kind, items, ...nothing };
  const search = { viewer, kind, query: everything };
  const reach = severalWords ? Math.max(RANKED, wanted) : wanted;
  const newest = severalWords && knownFloor === undefined ? await countNewest(db, search, reach) : undefined;
  const floor = knownFloor ?? (newest?.count === reach ? newest.last : 0);
  const steps = tiers.map((tier) => ({ ...tier, from: NEWEST, to: tier.everywhere ? 0 : floor }));
  const rest = { order: NEWEST, score: REST_SCORE, everywhere: false, from: floor - 1, to: 0 };
  return {
    kind,
    steps: floor > 0 ? [...steps, { ...rest, query: older, loose: everything }] : steps,
    floor,
    severalWords,
    hasValues: once(async () => {
      const sought =
        values && (await findPlaces(db, { ...search, query: values }, { from: NEWEST, to: 0 }, 1));
      return sought !== undefined && sought.length > 0;
    }),
    count: async () => (newest ?? (await countNewest(db, search, wanted))).count,
    items,
  };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
}
