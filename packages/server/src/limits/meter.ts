/** Requests are counted over this much time, rolling. */
const WINDOW_MS = 2_000;
/** Who goes beyond the limit waits so long. */
const PENALTY_MS = 10_000;
/** Who sends as many requests again while waiting is shut out so long. */
const BAN_MS = 60_000;

/** The requests of a token lately, in milliseconds since 1970, oldest first; and how it fares. */
export type Meter = { hits: number[]; blockedUntil: number; ignored: number; bannedUntil: number };

export const newMeter = (): Meter => ({ hits: [], blockedUntil: 0, ignored: 0, bannedUntil: 0 });

type Verdict = {
  outcome: "pass" | "wait" | "banned";
  /** Requests left in the window. */
  remaining: number;
  /** Milliseconds until the next becomes free. */
  resetMs: number;
};

/** Until when a meter means anything. */
export const meterEnd = ({ hits, blockedUntil, bannedUntil }: Meter): number =>
  Math.max((hits.at(-1) ?? 0) + WINDOW_MS, blockedUntil, bannedUntil);

/** Judges a request at `now`, and answers the meter after it. */
export function judge(before: Meter, now: number, limit: number): { meter: Meter; verdict: Verdict } {
  if (now < before.bannedUntil) return refuse(before, "banned", before.bannedUntil - now);
  if (now < before.blockedUntil) {
    const meter = { ...before, ignored: before.ignored + 1 };
    if (meter.ignored < limit) return refuse(meter, "wait", meter.blockedUntil - now);
    return refuse({ ...meter, bannedUntil: now + BAN_MS }, "banned", BAN_MS);
  }
  const hits = before.hits.filter((time) => time > now - WINDOW_MS);
  if (hits.length >= limit)
    return refuse({ hits, blockedUntil: now + PENALTY_MS, ignored: 0, bannedUntil: 0 }, "wait", PENALTY_MS);
  hits.push(now);
  const resetMs = (hits[0] ?? now) + WINDOW_MS - now;
  return {
    meter: { ...newMeter(), hits },
    verdict: { outcome: "pass", remaining: limit - hits.length, resetMs },
  };
}

const refuse = (meter: Meter, outcome: "wait" | "banned", resetMs: number) => ({
  meter,
  verdict: { outcome, remaining: 0, resetMs },
});
