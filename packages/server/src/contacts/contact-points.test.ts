import { expect, test } from "vitest";
import { toContactPoints } from "./contact-points.ts";

test("values are trimmed, empty ones dropped, labels filled in", () => {
  expect(
    toContactPoints([{ value: " a " }, { value: " ", primary: true }, { value: "b", label: null }]),
  ).toEqual([
    { label: "work", value: "a", primary: true },
    { label: "work", value: "b", primary: false },
  ]);
});

test("of several that say they are primary, the first is", () => {
  const points = toContactPoints(["a", "b", "c"].map((value) => ({ value, primary: value !== "a" })));
  expect(points.map(({ primary }) => primary)).toEqual([false, true, false]);
});
