import { BudgetError } from "./errors.ts";
import type { Budget } from "./options.ts";
import { pause } from "./pause.ts";

/** What a 429 said. Members the server did not send are undefined. */
export type RateLimit = {
  /** `GET /v1/leads` */
  call: string;
  /** Milliseconds until the next attempt; undefined when there will be none. */
  waitMs: number | undefined;
  /** Requests allowed in the current window. */
  limit: number | undefined;
  remaining: number | undefined;
  /** Tokens left of the daily budget. */
  dailyRemaining: number | undefined;
};

const DAY_MS = 86_400_000;
/** Chance added to the end of a pause, so that what waited does not all go at once. */
const SPREAD = 0.1;

/**
 * What every request of a client passes before it is sent: nobody goes while the server wants to be left alone, and
 * nobody exceeds the budget given.
 */
export function createGate({
  requests,
  windowMs = 2_000,
  searches,
  dailyTokens = Number.POSITIVE_INFINITY,
}: Budget) {
  const windows = [createWindow(requests, windowMs), createWindow(searches, windowMs)] as const;
  let closedUntil = 0;
  let day = 0;
  let spent = 0;

  function take(call: string, cost: number): void {
    const today = Math.floor(Date.now() / DAY_MS);
    if (today !== day) [day, spent] = [today, 0];
    if (spent + cost > dailyTokens) {
      throw new BudgetError(`${call} costs ${cost} tokens: ${spent} of today's ${dailyTokens} are spent`);
    }
    spent += cost;
  }

  return {
    /** Answers when the request may go. Throws `BudgetError`. */
    async enter(call: string, cost: number, signal: AbortSignal | undefined): Promise<void> {
      const passed = windows.slice(0, /search/i.test(call) ? 2 : 1);
      for (;;) {
        const now = Date.now();
        const waitMs = Math.max(closedUntil - now, ...passed.map((window) => window.waitMs(now)));
        if (waitMs <= 0) {
          take(call, cost);
          for (const window of passed) window.enter(now);
          return;
        }
        await pause(waitMs * (1 + Math.random() * SPREAD), signal);
      }
    },
    /** Nobody enters for so long. */
    close(ms: number): void {
      closedUntil = Math.max(closedUntil, Date.now() + ms);
    },
    /** Tokens spent today, as far as this client knows. */
    spentToday: (): number => spent,
  };
}

/** At most so many entries within any stretch of `ms`. */
function createWindow(most = Number.POSITIVE_INFINITY, ms: number) {
  let entries: number[] = [];
  return {
    waitMs(now: number): number {
      if (most === Number.POSITIVE_INFINITY) return 0;
      entries = entries.filter((entry) => entry > now - ms);
      return entries.length < most ? 0 : (entries[entries.length - most] ?? now) + ms - now;
    },
    enter: (now: number): void => {
      if (most !== Number.POSITIVE_INFINITY) entries.push(now);
    },
  };
}

const number = (headers: Headers, name: string): number | undefined => {
  const value = headers.get(name);
  return value === null || Number.isNaN(Number(value)) ? undefined : Number(value);
};

/** What the headers of a 429 say. */
export const rateLimitOf = (call: string, headers: Headers, waitMs: number | undefined): RateLimit => ({
  call,
  waitMs,
  limit: number(headers, "x-ratelimit-limit"),
  remaining: number(headers, "x-ratelimit-remaining"),
  dailyRemaining: number(headers, "x-daily-ratelimit-token-remaining"),
});
