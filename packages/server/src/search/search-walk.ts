import type { Viewer } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { countNewest, findPlaces, NEWEST } from "./search.store.ts";
import type { Query } from "./search-query.ts";
import { type Asked, tiersOf } from "./search-tiers.ts";
import { createTokens, type ItemKind } from "./search-tokens.ts";

/** The newest matches that are ranked when a term has several words. What is older follows, newest first. */
const RANKED = 250;
/** Steps of a kind after which what is found is counted: it may be all there is. What fills the page first need not be. */
const COUNTED_AFTER = 2;
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
type Step = { kind: ItemKind; order: number; score: number; query: Query; from: number; to: number };

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
  const steps = plans.flatMap((plan) => plan.steps).sort((a, b) => a.order - b.order);
  const found: Hit[] = [];
  let total = wanted;
  const first = known?.step ?? 0;
  for (const [index, { kind, score, query, ...stretch }] of steps.slice(first).entries()) {
    const step = first + index;
    if (!known && step === COUNTED_AFTER * plans.length && found.length < wanted)
      total = await countAll(plans);
    if (found.length >= Math.min(wanted, total)) break;
    const from = known?.step === step ? known.at : stretch.from;
    const places = await findPlaces(
      db,
      { viewer, kind, query },
      { from, to: stretch.to },
      wanted - found.length,
    );
    found.push(...places.map(({ at, item }) => ({ kind, item, score, step, at })));
  }
  const floors = plans.map(({ floor }) => floor);
  return {
    hits: found.slice(skip, skip + limit),
    beyond: found[skip + limit],
    markOf: ({ step, at }) => ({ step, at, floors }),
  };
}

type Plan = {
  steps: Step[];
  floor: number;
  /** How many items they meet, up to as many as a page can need. */
  count: () => Promise<number>;
};

const countAll = async (plans: readonly Plan[]): Promise<number> =>
  (await Promise.all(plans.map(({ count }) => count()))).reduce((sum, count) => sum + count, 0);

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
  const { everything, tiers, severalWords, older } = tiersOf(
    asked,
    createTokens(viewer.company_id, kind),
    db.engine,
  );
  if (tiers.length === 0) return { steps: [], floor: 0, count: async () => 0 };
  const search = { viewer, kind, query: everything };
  const reach = severalWords ? Math.max(RANKED, wanted) : wanted;
  const newest = severalWords && knownFloor === undefined ? await countNewest(db, search, reach) : undefined;
  const floor = knownFloor ?? (newest?.count === reach ? newest.last : 0);
  const steps = tiers.map(({ everywhere, ...tier }) => ({
    ...tier,
    kind,
    from: NEWEST,
    to: everywhere ? 0 : floor,
  }));
  const rest = { kind, order: NEWEST, score: REST_SCORE, query: older, from: floor - 1, to: 0 };
  return {
    steps: floor > 0 ? [...steps, rest] : steps,
    floor,
    count: async () => (newest ?? (await countNewest(db, search, wanted))).count,
  };
}
