import type { Viewer } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { countNewest, findPlaces, NEWEST } from "./search.store.ts";
import type { Query } from "./search-query.ts";
import { type Asked, tiersOf } from "./search-tiers.ts";
import { createTokens, type ItemKind } from "./search-tokens.ts";

/** The newest matches that are ranked when a term has several words. What is older follows, newest first. */
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
  /** Those found so far. */
  items: Set<number>;
};

/**
 * Whether the steps left, if there is nothing in them, cost more than to count. To who sees everything, those of one
 * word cost next to nothing: they walk what was found already, and no further.
 */
export const isWorthCounting = ({ sees }: Viewer, plans: readonly Plan[]): boolean =>
  sees !== null || plans.length > 1 || plans.some(({ severalWords }) => severalWords);

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
