/** A calendar day, `YYYY-MM-DD`. Days compare as text. */
export type Day = string;

/** Milliseconds of a day without a change of clocks. */
export const DAY_MS = 86_400_000;
const DAYS_OF_WEEK = 7;
const MONTHS_OF_QUARTER = 3;

const toDate = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const fromDate = (date: Date): Day => date.toISOString().slice(0, "YYYY-MM-DD".length);

export const addDays = (day: Day, count: number): Day =>
  fromDate(new Date(toDate(day).getTime() + count * DAY_MS));

/** The same day of another month, or that month's last: a month before 31 March is the end of February. */
export function addMonths(day: Day, count: number): Day {
  const date = toDate(day);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count);
  date.setUTCDate(Math.min(wanted, lastDate(date)));
  return fromDate(date);
}

const lastDate = (date: Date): number =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();

/** The Monday on or before a day. */
export const startOfWeek = (day: Day): Day =>
  addDays(day, -((toDate(day).getUTCDay() + DAYS_OF_WEEK - 1) % DAYS_OF_WEEK));

export const startOfMonth = (day: Day): Day => `${day.slice(0, "YYYY-MM".length)}-01`;

export function startOfQuarter(day: Day): Day {
  const month = toDate(day).getUTCMonth();
  return addMonths(startOfMonth(day), -(month % MONTHS_OF_QUARTER));
}
