import type { DealStatus } from "@leadfoyer/contract";
import { fromMoment } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import { dayIn } from "../lib/time-zones.ts";

/** What a deal that is won or lost says of it. Times are milliseconds, days those of whoever closed it. */
export type Closing = {
  lost_reason: string | null;
  close_time: number | null;
  won_time: number | null;
  lost_time: number | null;
  /** Stays when the deal is opened again. */
  first_won_time: number | null;
  local_won_date: string | null;
  local_lost_date: string | null;
  local_close_date: string | null;
};

type Given = {
  [Time in "won_time" | "lost_time" | "close_time" | "lost_reason"]?: string | null | undefined;
};

const needed: Record<keyof Given, readonly DealStatus[]> = {
  won_time: ["won"],
  lost_time: ["lost"],
  close_time: ["won", "lost"],
  lost_reason: ["lost"],
};

/** @throws DomainError `invalid` for what a deal of the status cannot say. */
export function requireClosing(status: DealStatus, given: Given): void {
  for (const [key, statuses] of Object.entries(needed)) {
    const isGiven = (given[key as keyof Given] ?? null) !== null; // the keys are those of the literal above
    if (isGiven && !statuses.includes(status)) {
      const info = `"${key}" can only be set if the status is ${statuses.join(" or ")}`;
      throw new DomainError("invalid", { info });
    }
  }
}

/** What a deal says of being won or lost after a change. To open it again is to forget it. */
export function closing(
  before: Closing & { status: DealStatus },
  { status, ...given }: Given & { status: DealStatus },
  { zone, now }: { zone: string; now: number },
): Closing {
  const { first_won_time } = before;
  if (status === "open") return { ...open, first_won_time };
  const was = status === before.status ? before : { ...before, ...open };
  const key = status === "won" ? "won_time" : "lost_time";
  const time = momentOf(given[key]) ?? was[key] ?? momentOf(given.close_time) ?? now;
  const close_time =
    momentOf(given.close_time) ?? (time === was[key] && was.close_time ? was.close_time : time);
  const day = (ms: number, known: number | null, date: string | null) =>
    ms === known ? date : dayIn(zone, ms);
  const closed = {
    ...open,
    close_time,
    local_close_date: day(close_time, was.close_time, was.local_close_date),
    first_won_time,
  };
  if (status === "won") {
    const local_won_date = day(time, was.won_time, was.local_won_date);
    return { ...closed, won_time: time, local_won_date, first_won_time: first_won_time ?? time };
  }
  const { lost_reason = was.lost_reason } = given;
  const local_lost_date = day(time, was.lost_time, was.local_lost_date);
  return { ...closed, lost_time: time, local_lost_date, lost_reason };
}

const open = {
  lost_reason: null,
  close_time: null,
  won_time: null,
  lost_time: null,
  local_won_date: null,
  local_lost_date: null,
  local_close_date: null,
};

const momentOf = (text: string | null | undefined): number | undefined =>
  text ? fromMoment(text) : undefined;
