import { expect, test } from "vitest";
import { addDays, addMonths, startOfQuarter, startOfWeek } from "../lib/days.ts";
import { dayIn, startOfDay } from "../lib/time-zones.ts";
import { resolveRelativeDate } from "./relative-dates.ts";

// A Wednesday.
const TODAY = "2026-11-25";

test.each([
  ["today", "2026-11-25", "2026-11-25"],
  ["now", "2026-11-25", "2026-11-25"],
  ["yesterday", "2026-11-24", "2026-11-24"],
  ["tomorrow", "2026-11-26", "2026-11-26"],
  ["before_today", null, "2026-11-24"],
  ["before_tomorrow", null, "2026-11-25"],
  ["later_or_today", "2026-11-25", null],
  ["later_or_tomorrow", "2026-11-26", null],
  ["last_week", "2026-11-16", "2026-11-22"],
  ["this_week", "2026-11-23", "2026-11-29"],
  ["next_week", "2026-11-30", "2026-12-06"],
  ["last_month", "2026-10-01", "2026-10-31"],
  ["this_month", "2026-11-01", "2026-11-30"],
  ["next_month", "2026-12-01", "2026-12-31"],
  ["last_quarter", "2026-07-01", "2026-09-30"],
  ["this_quarter", "2026-10-01", "2026-12-31"],
  ["1_week_ago", "2026-11-18", "2026-11-18"],
  ["in_3_weeks", "2026-12-16", "2026-12-16"],
  ["1_months_ago", "2026-10-25", "2026-10-25"],
  ["6_months_ago", "2026-05-25", "2026-05-25"],
  ["in_6_months", "2027-05-25", "2027-05-25"],
])("%s is %s to %s", (word, first, last) => {
  expect(resolveRelativeDate(word, TODAY)).toEqual({ first, last });
});

test("a week starts on Monday, on a Sunday too, and over the end of a year", () => {
  expect(resolveRelativeDate("this_week", "2027-01-03")).toEqual({ first: "2026-12-28", last: "2027-01-03" });
  expect(resolveRelativeDate("this_week", "2027-01-04")).toEqual({ first: "2027-01-04", last: "2027-01-10" });
  expect(startOfWeek("2026-11-23")).toBe("2026-11-23");
});

test("a month from the end of a longer month is the end of the shorter", () => {
  expect(addMonths("2026-03-31", -1)).toBe("2026-02-28");
  expect(addMonths("2028-03-31", -1)).toBe("2028-02-29");
  expect(addMonths("2026-08-31", -6)).toBe("2026-02-28");
  expect(addMonths("2026-12-31", 2)).toBe("2027-02-28");
  expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
});

test("last month seen from the end of March is the whole of February", () => {
  expect(resolveRelativeDate("last_month", "2026-03-31")).toEqual({
    first: "2026-02-01",
    last: "2026-02-28",
  });
  expect(resolveRelativeDate("last_quarter", "2026-01-31")).toEqual({
    first: "2025-10-01",
    last: "2025-12-31",
  });
  expect(startOfQuarter("2026-05-31")).toBe("2026-04-01");
});

test("what is no word of the list resolves to nothing", () => {
  for (const word of ["", "someday", "toString", "__proto__", "7_months_ago"]) {
    expect(resolveRelativeDate(word, TODAY)).toBeUndefined();
  }
});

test("it is today by the calendar of the zone", () => {
  const late = Date.parse("2026-11-25T22:30:00Z");
  expect(dayIn("UTC", late)).toBe("2026-11-25");
  expect(dayIn("Europe/Tallinn", late)).toBe("2026-11-26");
  expect(dayIn("America/Los_Angeles", Date.parse("2026-11-25T05:00:00Z"))).toBe("2026-11-24");
  expect(dayIn("Asia/Kolkata", Date.parse("2026-11-25T18:29:59Z"))).toBe("2026-11-25");
  expect(dayIn("Asia/Kolkata", Date.parse("2026-11-25T18:30:00Z"))).toBe("2026-11-26");
});

test.each([
  ["UTC", "2026-11-25", "2026-11-25T00:00:00Z"],
  ["Europe/Tallinn", "2026-11-25", "2026-11-24T22:00:00Z"],
  ["Europe/Tallinn", "2026-07-01", "2026-06-30T21:00:00Z"],
  ["Europe/Tallinn", "2026-03-29", "2026-03-28T22:00:00Z"], // clocks go forward at 3
  ["Europe/Tallinn", "2026-03-30", "2026-03-29T21:00:00Z"],
  ["Europe/Tallinn", "2026-10-25", "2026-10-24T21:00:00Z"], // back at 4
  ["Europe/Tallinn", "2026-10-26", "2026-10-25T22:00:00Z"],
  ["America/Los_Angeles", "2026-11-01", "2026-11-01T07:00:00Z"],
  ["America/Los_Angeles", "2026-11-02", "2026-11-02T08:00:00Z"],
  ["Asia/Kathmandu", "2026-11-25", "2026-11-24T18:15:00Z"],
  ["Pacific/Kiritimati", "2026-11-25", "2026-11-24T10:00:00Z"],
  ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"], // no midnight: 23:59 is followed by 1
  ["Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z"], // the same
  ["America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"], // midnight twice: at 1 it is 0 again
  ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"], // a day that never was
])("in %s, %s begins at %s", (zone, day, moment) => {
  expect(new Date(startOfDay(zone, day)).toISOString()).toBe(new Date(moment).toISOString());
});
