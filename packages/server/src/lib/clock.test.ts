import fc from "fast-check";
import { expect, test } from "vitest";
import { toMsTime } from "./clock.ts";

test("a moment is written to the millisecond, whatever was written before it", () => {
  const day = 86_400_000;
  const moments = fc.oneof(
    fc.integer({ min: -60 * 365 * day, max: 400 * 365 * day }),
    fc.integer({ max: 3_000 }),
  );
  fc.assert(
    fc.property(fc.array(moments), (all) => {
      expect(all.map(toMsTime)).toEqual(all.map((ms) => new Date(ms).toISOString()));
    }),
  );
});
