import { inZone, momentOf, type WallTime } from "../lib/zoned.ts";

/** When an activity is due, as the API has it: in UTC, or a whole day in no zone. */
export type Due = { due_date: string; due_time: string | null };

/** As the clocks of a zone show it. A day without a time is the same day everywhere. */
export const toWallTime = ({ due_date, due_time }: Due, zone: string): WallTime =>
  due_time === null
    ? { date: due_date, time: null }
    : inZone(Date.parse(`${due_date}T${due_time.slice(0, 5)}:00Z`), zone);

/** The other way. */
export function toDue(wall: WallTime, zone: string): Due {
  if (wall.time === null) return { due_date: wall.date, due_time: null };
  const utc = new Date(momentOf(wall, zone)).toISOString();
  return { due_date: utc.slice(0, 10), due_time: utc.slice(11, 16) };
}

/** Whether it should be done by now: a whole day is not over before it ends. */
export function isOverdue(due: Due & { done: boolean }, now: number, zone: string): boolean {
  if (due.done) return false;
  const wall = toWallTime(due, zone);
  return wall.time === null ? wall.date < inZone(now, zone).date : momentOf(wall, zone) < now;
}

/** Days from today; negative for days gone by. */
export const daysAway = (date: string, now: number, zone: string): number =>
  (Date.parse(date) - Date.parse(inZone(now, zone).date)) / 86_400_000;
