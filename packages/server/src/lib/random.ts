const TWO_TO_32 = 0x1_0000_0000;

/** Spreads every bit of a number over all of them. */
function scramble(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return mixed ^ (mixed >>> 16);
}

/**
 * Numbers that look random and follow from the seeds alone, on any machine (mulberry32). Making a generator costs
 * next to nothing, so that the n-th of many things can have one of its own. Never for secrets.
 */
export function createRandom(...seeds: readonly number[]) {
  let state = seeds.reduce((mixed, seed) => scramble(Math.imul(mixed, 31) + seed), 0x9e37_79b9);

  /** From 0 up to 1, 1 not included. */
  function next(): number {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / TWO_TO_32;
  }

  const below = (count: number): number => Math.floor(next() * count);
  return {
    next,
    /** A whole number from 0 up to `count`, `count` not included. */
    below,
    chance: (probability: number): boolean => next() < probability,
    pick: <T>(list: readonly [T, ...T[]]): T => list[below(list.length)] ?? list[0],
    hex: (length: number): string => Array.from({ length }, () => below(16).toString(16)).join(""),
  };
}
export type Random = ReturnType<typeof createRandom>;
