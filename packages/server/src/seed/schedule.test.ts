import { expect, test } from "vitest";
import { createSchedule } from "./schedule.ts";

const since = Date.UTC(2026, 0, 1, 9, 30);
const until = Date.UTC(2026, 6, 1);
const schedule = createSchedule({ since, until });
const moments = Array.from({ length: 2001 }, (_moment, index) => schedule(index / 2000));

test("moments run from the beginning to the end and never back", () => {
  expect(Math.abs((moments.at(0) ?? 0) - since)).toBeLessThan(1000);
  expect(Math.abs((moments.at(-1) ?? 0) - until)).toBeLessThan(1000);
  expect(moments.toSorted((a, b) => a - b)).toEqual(moments);
  expect(moments.at(-1)).toBeLessThanOrEqual(until);
});

test("most of them are in office hours", () => {
  const office = moments
    .map((ms) => new Date(ms))
    .filter((date) => date.getUTCDay() % 6 !== 0 && date.getUTCHours() >= 7 && date.getUTCHours() < 18);
  expect(office.length / moments.length).toBeGreaterThan(0.75);
});
