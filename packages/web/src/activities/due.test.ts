import fc from "fast-check";
import { expect, test } from "vitest";
import { daysAway, isOverdue, toDue, toWallTime } from "./due.ts";

const zones = ["UTC", "Europe/Copenhagen", "America/St_Johns", "Asia/Kathmandu", "Pacific/Auckland"];

test("a time of day is read and written in the user's zone, in summer and in winter", () => {
  expect(toWallTime({ due_date: "2026-01-15", due_time: "13:30:00" }, "Europe/Copenhagen")).toEqual({
    date: "2026-01-15",
    time: "14:30",
  });
  expect(toDue({ date: "2026-07-15", time: "00:30" }, "Europe/Copenhagen")).toEqual({
    due_date: "2026-07-14",
    due_time: "22:30",
  });
  expect(toDue({ date: "2026-07-15", time: null }, "Pacific/Auckland")).toEqual({
    due_date: "2026-07-15",
    due_time: null,
  });
});

test("every moment comes back as it went, in any zone", () => {
  const moments = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) });
  fc.assert(
    fc.property(moments, fc.constantFrom(...zones), (moment, zone) => {
      const utc = new Date(moment).toISOString();
      const due = { due_date: utc.slice(0, 10), due_time: utc.slice(11, 16) };
      const back = toDue(toWallTime(due, zone), zone);
      // An hour that clocks show twice is told but once.
      expect([0, 3_600_000]).toContain(
        Math.abs(
          Date.parse(`${back.due_date}T${back.due_time}Z`) - Date.parse(`${due.due_date}T${due.due_time}Z`),
        ),
      );
    }),
  );
});

test("a whole day is overdue when it is over where the user is", () => {
  const now = Date.parse("2026-03-02T10:30:00Z"); // the 3rd in Auckland
  const day = { due_date: "2026-03-02", due_time: null, done: false };
  expect(isOverdue(day, now, "UTC")).toBe(false);
  expect(isOverdue({ ...day, due_time: "10:29:00" }, now, "UTC")).toBe(true);
  expect(isOverdue(day, Date.parse("2026-03-02T11:30:00Z"), "Pacific/Auckland")).toBe(true);
  expect(isOverdue({ ...day, done: true }, now + 1e9, "UTC")).toBe(false);
  expect(daysAway("2026-03-03", now, "UTC")).toBe(1);
});
