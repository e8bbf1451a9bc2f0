import type { Part, Place } from "./list-shape.ts";
import type { FoundWalk } from "./list-ways.ts";

/** How many rows a part has. */
export type Sizes = {
  /** The first: of what is common, a page is among these. */
  first: number;
  /** Any other, which may have to be sorted: some hundredths of a second, after which others are answered. */
  next: number;
};

export const usualSizes: Sizes = { first: 1_000, next: 5_000 };

type Asking = {
  /** The index that walks a part, if any. */
  walkOf: (part: Part) => FoundWalk | undefined;
  /** Where a row stands so many further on in the index that is walked. */
  placeOf: (part: Part, count: number) => Promise<Place | undefined>;
  sizes: Sizes;
};

/** The parts of a list, each of which costs little to look at. */
export async function* partsOf(asking: Asking, rest: Part): AsyncGenerator<Part> {
  const walk = asking.walkOf(rest);
  if (!walk) return yield { ...rest, from: undefined };
  yield* (walk.exact ? stridesOf : groupsOf)(asking, { ...rest, walk });
}

/** So many rows of an index after the other. */
async function* stridesOf({ placeOf, sizes }: Asking, part: Part): AsyncGenerator<Part> {
  let [from, size] = [part.from, sizes.first];
  for (;;) {
    const until = await placeOf({ ...part, from }, size);
    yield { ...part, from, until };
    if (!until) return;
    [from, size] = [until, sizes.next];
  }
}

/**
 * Rows that tie in the first column: as many such groups as are soon sorted by the rest of the order; one that is not is
 * walked by the rest of the order.
 */
async function* groupsOf(asking: Asking, part: Part): AsyncGenerator<Part> {
  const [{ column = "id" } = {}, ...order] = part.order;
  let from = part.from ?? (await asking.placeOf(part, 0));
  while (from) {
    const until = await asking.placeOf({ ...part, from }, asking.sizes.next);
    if (until?.[column] !== from[column]) {
      yield { ...part, from, until };
      from = until;
    } else {
      const tied = { ...part.tied, [column]: from[column] as string };
      yield* partsOf(asking, { tied, order, from: from === part.from ? from : undefined });
      from = await asking.placeOf({ ...part, from, after: true }, 0);
    }
  }
}
