import { expect, test } from "vitest";
import { createRandom } from "./random.ts";

test("the same seeds give the same numbers, others give others", () => {
  const draw = (...seeds: number[]) => {
    const random = createRandom(...seeds);
    return Array.from({ length: 20 }, () => random.below(1000));
  };
  expect(draw(1, 2)).toEqual(draw(1, 2));
  expect(draw(1, 2)).not.toEqual(draw(2, 1));
  expect(draw(1, 2)).not.toEqual(draw(1, 3));
});

test("numbers are spread evenly, within one generator and over generators of neighbouring seeds", () => {
  const one = createRandom(7);
  const within = Array.from({ length: 10_000 }, () => one.next());
  const over = Array.from({ length: 10_000 }, (_number, seed) => createRandom(7, seed).next());
  for (const numbers of [within, over]) {
    const tenths = Array.from(
      { length: 10 },
      (_count, tenth) => numbers.filter((number) => Math.floor(number * 10) === tenth).length,
    );
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  }
});
