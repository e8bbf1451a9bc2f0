import type { Viewer } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { countNewest, findPlaces, NEWEST, type Stretch } from "./search.store.ts";
import { createFloor, type Floor, type FloorMark, floorAfter, noFloor } from "./search-floor.ts";
import { any, type Query } from "./search-query.ts";
import { type Asked, type Tiers, tiersOf } from "./search-tiers.ts";
import { createTokens, type ItemKind } from "./search-tokens.ts";

/**
 * The newest matches that are ranked when a term has several words, which stand at the beginning of words there. What
 * is older follows, newest first.
 */
const RANKED = 250;
/** Of what is older than what is ranked. */
const REST_SCORE = 0.1;

/** What is asked of items of one kind. */
export type KindAsked = Asked & { kind: ItemKind };

/** A stretch of the index in which all that meets the query is worth the same. */
export type Step = {
  order: number;
  score: number;
  query: Query;
  /** The same with what the steps before it hold. */
  loose: Query;
  /** Whether it goes on to the oldest. */
  everywhere: boolean;
  /** Whether it looks inside of words. */
  inside: boolean;
  from: number;
  /** As far as is known by now. */
  to: () => number;
};

/** How one kind is searched. */
export type Plan = {
  kind: ItemKind;
  /** Best first. Made as they are asked for: the last begins below the floor. */
  steps: Generator<Step, undefined>;
  floor: Floor;
  severalWords: boolean;
  /** Whether anything is in the steps that are walked everywhere: hardly ever. */
  hasValues: () => Promise<boolean>;
  /** How many items they meet, up to as many as a page can need. */
  count: () => Promise<number>;
  /** The places of those found so far. */
  places: Set<number>;
};

/**
 * Whether the steps left, if there is nothing in them, cost more than to count. To who sees everything, those of one
 * word cost next to nothing: they walk what was found already, and no further. Those of several words are counted
 * before.
 */
export const isWorthCounting = ({ sees }: Viewer, plans: readonly Plan[]): boolean =>
  (sees !== null || plans.length > 1) && !plans.some(({ severalWords }) => severalWords);

/** Whether nothing is left in a step of a plan that was not found before it. */
export const isEmpty = ({ floor, places }: Plan, { inside }: Step): boolean =>
  !inside && places.size >= floor.all();

/**
 * The steps of one kind. Tiers of one word are walked as they come; those of several words, which may hardly ever
 * meet, only as far down as the newest matches of any tier go.
 */
export function planOf(
  db: Db,
  viewer: Viewer,
  { kind, ...asked }: KindAsked,
  wanted: number,
  known?: FloorMark,
): Plan {
  const tiers = tiersOf(asked, createTokens(viewer.company_id, kind), db.engine);
  const { severalWords, everything, values, begun } = tiers;
  const hasValues = once(async () => {
    const search = { viewer, kind, query: values ?? everything() };
    return (await findPlaces(db, search, { from: NEWEST, to: 0 }, 1)).length > 0;
  });
  const count = (query: Query, stretch: Stretch, most: number) =>
    countNewest(db, { viewer, kind, query }, stretch, most);
  const isRanked = severalWords && begun !== undefined;
  const ranked = async () => any([begun, (await hasValues()) && values].filter((query) => !!query));
  const floor = createFloor(
    known ?? (isRanked ? floorAfter(Math.max(RANKED, wanted)) : noFloor),
    async (stretch, most) => count(await ranked(), stretch, most),
  );
  return {
    kind,
    steps: stepsOf(tiers, floor),
    floor,
    severalWords,
    hasValues,
    count: async () => (values ? (await count(everything(), { from: NEWEST, to: 0 }, wanted)).count : 0),
    places: new Set(),
  };
}

function* stepsOf({ tiers, older, everything }: Tiers, floor: Floor): Generator<Step, undefined> {
  for (const tier of tiers()) yield { ...tier, from: NEWEST, to: tier.everywhere ? toOldest : floor.lowest };
  const lowest = floor.lowest();
  if (lowest === 0) return;
  const what = { query: older(), loose: everything(), everywhere: false, inside: true };
  yield { order: NEWEST, score: REST_SCORE, ...what, from: lowest - 1, to: toOldest };
}

const toOldest = (): number => 0;

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
}
