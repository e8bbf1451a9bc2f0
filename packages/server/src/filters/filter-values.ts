import { toMsTime } from "../lib/clock.ts";
import { addDays, type Day } from "../lib/days.ts";
import { fold } from "../lib/sort-key.ts";
import { dayIn, startOfDay } from "../lib/time-zones.ts";
import type { Access } from "./filter-fields.ts";
import { type DayRange, isRelativeDate, resolveRelativeDate } from "./relative-dates.ts";

/** Who asks and when: what a relative date depends on. */
export type Asked = { timeZone: string; now: number };

/** From the first value to the last, both included; null where there is no bound. */
export type Bounds = { first: string | number | null; last: string | number | null };

/** What is wrong with a value, to follow its name in a message. */
export class ValueFault extends Error {}

const MAX_TEXT = 255;
const DAY = /^(?!0000)\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Unit = Access["unit"];
type Read = (text: string, asked: Asked) => Bounds;

const only = (value: string | number): Bounds => ({ first: value, last: value });

const readers: Record<Unit, Read> = {
  text: (text) => only(readText(text)),
  integer: (text) => only(readNumber(text, true)),
  choice: (text) => only(readNumber(choices[text] ?? text, true)),
  number: (text) => only(readNumber(text, false)),
  label: (text) => only(readLabel(text)),
  time: (text) => only(readTime(text)),
  day: (text, asked) => readDays(text, asked),
  moment: (text, asked) => readMoments(text, asked),
  instant: (text, asked) => {
    const { first, last } = readMoments(text, asked);
    return { first: first === null ? null : toMsTime(first), last: last === null ? null : toMsTime(last) };
  },
};

/** Options of yes-or-no fields have the ids 1 and 0. */
const choices: Record<string, string | undefined> = { true: "1", false: "0" };

/**
 * The values a text means for a unit.
 * @throws ValueFault
 */
export const readValue = (unit: Unit, text: string, asked: Asked): Bounds =>
  readers[unit](text.trim(), asked);

/** Text is taken as it is: a space before or after it may be meant. */
export function readText(text: string): string {
  if (text.length > MAX_TEXT) throw new ValueFault(`must be at most ${MAX_TEXT} characters long`);
  const folded = fold(text);
  if (folded === "") throw new ValueFault('must not be empty: use "IS NULL" to find what is empty');
  return folded;
}

function readNumber(text: string, whole: boolean): number {
  const number = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (whole ? Number.isSafeInteger(number) : Number.isFinite(number)) return number;
  throw new ValueFault(whole ? "must be a whole number" : "must be a number");
}

function readLabel(text: string): string {
  const id = text.toLowerCase();
  if (GUID.test(id)) return id;
  throw new ValueFault("must be the id of a lead label: see leadLabels");
}

function readTime(text: string): string {
  const [, hours, minutes, seconds = "00"] = TIME.exec(text) ?? [];
  if (hours === undefined) throw new ValueFault("must be a time of day, HH:MM or HH:MM:SS");
  return `${hours}:${minutes}:${seconds}`;
}

const isDay = (text: string): boolean => {
  const date = DAY.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

function readDays(text: string, { timeZone, now }: Asked): DayRange {
  if (isDay(text)) return { first: text, last: text };
  if (isRelativeDate(text))
    return resolveRelativeDate(text, dayIn(timeZone, now)) ?? { first: null, last: null };
  if (text === "rotten_time") throw new ValueFault("rotten_time is known of deals alone");
  throw new ValueFault("must be a date, YYYY-MM-DD, or a relative date: see filters/helpers");
}

/** The milliseconds of days, as the asking user's calendar has them. */
function readMoments(text: string, asked: Asked): { first: number | null; last: number | null } {
  if (text === "now") return { first: asked.now, last: asked.now };
  const { first, last } = readDays(text, asked);
  const begin = (day: Day) => startOfDay(asked.timeZone, day);
  return {
    first: first === null ? null : begin(first),
    last: last === null ? null : begin(addDays(last, 1)) - 1,
  };
}
