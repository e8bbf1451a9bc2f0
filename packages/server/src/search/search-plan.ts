import type { Viewer } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { countNewest, findPlaces, NEWEST } from "./search.store.ts";
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
  to: number;
};

/** How one kind is searched. */
export type Plan = {
  kind: ItemKind;
  steps: Step[];
  floor: number;
  severalWords: boolean;
  /** Whether anything is in the steps that are walked everywhere: hardly ever. */
  hasValues: () => Promise<boolean>;
  /** How many items they meet, up to as many as a page can need. */
  count: () => Promise<number>;
  /** How many items those meet that do not look inside of words, as far as that is known. */
  begun: number;
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
export const isEmpty = ({ begun, places }: Plan, { inside }: Step): boolean =>
  !inside && places.size >= begun;

/**
 * The steps of one kind. Tiers of one word are walked as they come; those of several words, which may hardly ever
 * meet, only as far down as the newest matches of any tier go.
 */
export async function planOf(
  db: Db,
  viewer: Viewer,
  { kind, ...asked }: KindAsked,
  wanted: number,
  knownFloor?: number,
): Promise<Plan> {
  const tiers = tiersOf(asked, createTokens(viewer.company_id, kind), db.engine);
  const { severalWords, everything, values, begun } = tiers;
  const newest = (query: Query, most: number) => countNewest(db, { viewer, kind, query }, most);
  const hasValues = once(async () => {
    const search = { viewer, kind, query: values ?? everything };
    return (await findPlaces(db, search, { from: NEWEST, to: 0 }, 1)).length > 0;
  });
  const rank = async (query: Query) =>
    newest(values && (await hasValues()) ? any([values, query]) : query, Math.max(RANKED, wanted));
  const ranked = severalWords && begun && knownFloor === undefined ? await rank(begun) : undefined;
  const isCut = ranked !== undefined && ranked.count >= Math.max(RANKED, wanted);
  const floor = knownFloor ?? (isCut ? ranked.last : 0);
  return {
    kind,
    steps: stepsOf(tiers, floor),
    floor,
    severalWords,
    hasValues,
    count: async () => (tiers.tiers.length === 0 ? 0 : (await newest(everything, wanted)).count),
    begun: ranked && !isCut ? ranked.count : Number.POSITIVE_INFINITY,
    places: new Set(),
  };
}

function stepsOf({ tiers, older, everything }: Tiers, floor: number): Step[] {
  const steps = tiers.map((tier) => ({ ...tier, from: NEWEST, to: tier.everywhere ? 0 : floor }));
  if (floor === 0) return steps;
  const what = { query: older, loose: everything, everywhere: false, inside: true };
  return [...steps, { order: NEWEST, score: REST_SCORE, ...what, from: floor - 1, to: 0 }];
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
}
