import type { DealTimelineQuery } from "@leadfoyer/contract";

/** A span of time: from one millisecond up to, and without, another. */
export type Span = { from: number; to: number };

const DAY_MS = 86_400_000;
const days: Partial<Record<DealTimelineQuery["interval"], number>> = { day: 1, week: 7 };
const months: Partial<Record<DealTimelineQuery["interval"], number>> = { month: 1, quarter: 3 };

/** So many spans from the beginning of a day on, in UTC, each beginning where the one before ends. */
export function spansOf({ start_date, interval, amount }: DealTimelineQuery): Span[] {
  const start = Date.parse(`${start_date}T00:00:00Z`);
  const begin = (nr: number): number => {
    const length = days[interval];
    return length === undefined
      ? monthsAfter(start, nr * (months[interval] ?? 1))
      : start + nr * length * DAY_MS;
  };
  return Array.from({ length: amount }, (_, nr) => ({ from: begin(nr), to: begin(nr + 1) }));
}

/** The same day so many months later, or the last of a month that has no such day. */
function monthsAfter(ms: number, count: number): number {
  const date = new Date(ms);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + count];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last));
}
