import { addDays, addMonths, type Day, startOfMonth, startOfQuarter, startOfWeek } from "../lib/days.ts";

/** Days from the first to the last, both included; null where there is no bound. */
export type DayRange = { first: Day | null; last: Day | null };

type Resolve = (today: Day) => DayRange;
type Word = { label: string; resolve: Resolve };

const WEEK = 7;
const QUARTER = 3;

const on =
  (move: (today: Day) => Day): Resolve =>
  (today) => ({ first: move(today), last: move(today) });

/** From the start of a period to the day before the next one's. */
const period =
  (start: (today: Day) => Day, next: (first: Day) => Day): Resolve =>
  (today) => {
    const first = start(today);
    return { first, last: addDays(next(first), -1) };
  };

const week = (count: number) =>
  period(
    (today) => addDays(startOfWeek(today), count * WEEK),
    (first) => addDays(first, WEEK),
  );
const month = (count: number) =>
  period(
    (today) => addMonths(startOfMonth(today), count),
    (first) => addMonths(first, 1),
  );
const quarter = (count: number) =>
  period(
    (today) => addMonths(startOfQuarter(today), count * QUARTER),
    (first) => addMonths(first, QUARTER),
  );

const weeksOff = (count: number) => on((today) => addDays(today, count * WEEK));
const monthsOff = (count: number) => on((today) => addMonths(today, count));
const until =
  (days: number): Resolve =>
  (today) => ({ first: null, last: addDays(today, days) });
const from =
  (days: number): Resolve =>
  (today) => ({ first: addDays(today, days), last: null });

// The words, their labels and their order are those of Pipedrive's filter helpers.
export const relativeDates: Record<string, Record<string, Word>> = {
  "Relative date intervals": {
    last_quarter: { label: "last quarter", resolve: quarter(-1) },
    this_quarter: { label: "this quarter", resolve: quarter(0) },
    last_month: { label: "last month", resolve: month(-1) },
    this_month: { label: "this month", resolve: month(0) },
    last_week: { label: "last week", resolve: week(-1) },
    this_week: { label: "this week", resolve: week(0) },
    next_week: { label: "next week", resolve: week(1) },
    next_month: { label: "next month", resolve: month(1) },
  },
  "Relative dates": {
    "6_months_ago": { label: "6 months ago", resolve: monthsOff(-6) },
    "5_months_ago": { label: "5 months ago", resolve: monthsOff(-5) },
    "4_months_ago": { label: "4 months ago", resolve: monthsOff(-4) },
    "3_months_ago": { label: "3 months ago", resolve: monthsOff(-3) },
    "2_months_ago": { label: "2 months ago", resolve: monthsOff(-2) },
    "1_months_ago": { label: "1 month ago", resolve: monthsOff(-1) },
    "3_weeks_ago": { label: "3 weeks ago", resolve: weeksOff(-3) },
    "2_weeks_ago": { label: "2 weeks ago", resolve: weeksOff(-2) },
    "1_week_ago": { label: "1 week ago", resolve: weeksOff(-1) },
    yesterday: { label: "yesterday", resolve: on((today) => addDays(today, -1)) },
    before_today: { label: "before today", resolve: until(-1) },
    today: { label: "today", resolve: on((today) => today) },
    now: { label: "now", resolve: on((today) => today) },
    later_or_today: { label: "today or later", resolve: from(0) },
    before_tomorrow: { label: "before tomorrow", resolve: until(0) },
    tomorrow: { label: "tomorrow", resolve: on((today) => addDays(today, 1)) },
    later_or_tomorrow: { label: "tomorrow or later", resolve: from(1) },
    in_1_week: { label: "in 1 week", resolve: weeksOff(1) },
    in_2_weeks: { label: "in 2 weeks", resolve: weeksOff(2) },
    in_3_weeks: { label: "in 3 weeks", resolve: weeksOff(3) },
    in_1_month: { label: "in 1 month", resolve: monthsOff(1) },
    in_2_months: { label: "in 2 months", resolve: monthsOff(2) },
    in_3_months: { label: "in 3 months", resolve: monthsOff(3) },
    in_4_months: { label: "in 4 months", resolve: monthsOff(4) },
    in_5_months: { label: "in 5 months", resolve: monthsOff(5) },
    in_6_months: { label: "in 6 months", resolve: monthsOff(6) },
  },
};

const words = new Map(Object.values(relativeDates).flatMap((group) => Object.entries(group)));

export const isRelativeDate = (word: string): boolean => words.has(word);

/** The days a word means on the day called today; undefined when it is no such word. */
export const resolveRelativeDate = (word: string, today: Day): DayRange | undefined =>
  words.get(word)?.resolve(today);
