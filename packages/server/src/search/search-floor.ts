import { NEWEST, type Stretch } from "./search.store.ts";

/**
 * Where the newest matches end that are ranked: the place of the last of them, 0 where all are. Or, as long as nothing
 * depends on that, how many more are ranked from a place on.
 */
export type FloorMark = number | { from: number; left: number };

type Count = (stretch: Stretch, most: number) => Promise<{ count: number; last: number }>;

/** What nobody ranks. */
export const noFloor: FloorMark = 0;

/** The newest so many, not counted yet. */
export const floorAfter = (left: number): FloorMark => ({ from: NEWEST, left });

/**
 * A floor that is looked for no further down than is asked: a page that the best fill needs to know of these alone that
 * they are ranked, and most matches are newer than the last of them.
 */
export function createFloor(known: FloorMark, count: Count) {
  let mark = known;
  let all = Number.POSITIVE_INFINITY;
  return {
    mark: () => mark,
    isKnown: () => typeof mark === "number",
    /** The lowest place that may be ranked, as far as that is known. */
    lowest: () => (typeof mark === "number" ? mark : 0),
    /** How many matches there are, where all have been counted. */
    all: () => all,
    /** Looks as far down as a place, and tells from where on up what is met is ranked. */
    async rankTo(place: number): Promise<number> {
      if (typeof mark === "number") return mark;
      const { from, left } = mark;
      const met = await count({ from, to: place }, left);
      const isFound = met.count >= left;
      mark = isFound ? met.last : place > 0 ? { from: place - 1, left: left - met.count } : 0;
      if (!isFound && place === 0 && from === NEWEST) all = met.count;
      return isFound ? met.last : place;
    },
  };
}
export type Floor = ReturnType<typeof createFloor>;
