import { clock, day, nearDay, shortDay } from "../lib/formats.ts";
import { type Due, daysAway, toWallTime } from "./due.ts";

/** Days within which a day needs no year. */
const YEAR = 180;

/** When something is due, as one says it: `tomorrow 14:30`, `3 Nov 2026`. */
export function dueText(
  due: Due,
  { locale, zone, now }: { locale: string; zone: string; now: number },
): string {
  const { date, time } = toWallTime(due, zone);
  const away = daysAway(date, now, zone);
  const near = Math.abs(away) <= 1;
  const said = near
    ? nearDay(locale, away)
    : away > -YEAR && away < YEAR
      ? shortDay(locale, date)
      : day(locale, date);
  return time === null ? said : `${said} ${clock(locale, time)}`;
}
