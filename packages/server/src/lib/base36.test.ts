import fc from "fast-check";
import { expect, test } from "vitest";
import { toBase36 } from "./base36.ts";

test("whole numbers are written as the engine writes them", () => {
  for (const value of [0, 1, 35, 36, 1_295, 1_296, 46_656, 2 ** 32 - 1, Number.MAX_SAFE_INTEGER])
    expect(toBase36(value)).toBe(value.toString(36));
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      expect(toBase36(value)).toBe(value.toString(36));
    }),
  );
});
