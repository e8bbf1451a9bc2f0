import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import { hashSecret, isAccessToken } from "../lib/secrets.ts";
import type { Storage } from "../storage/open.ts";
import { countSeats, forgetOld, spend } from "./limits.store.ts";
import { createMeters, type Reading } from "./meters.ts";
import { DAILY_TOKENS, type Plan, plans } from "./plans.ts";

/** How long the number of users is remembered, and old counts are left lying. */
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

type Asked = { actor: Actor; token: string; cost: number; isSearch: boolean };

export type Judgement = {
  outcome: "pass" | "wait" | "banned" | "spent";
  burst: Reading;
  /** The company's budget of the day, unless the request did not come so far. */
  daily: { limit: number; remaining: number } | undefined;
  /** Seconds until it is worth asking again. */
  retryAfter: number;
};

/** Imitates the limits of one of Pipedrive's plans, alike in every process. Days are UTC's. */
export function createLimitService({ storage, clock, plan }: { storage: Storage; clock: Clock; plan: Plan }) {
  const db = storage.scratch();
  const take = createMeters(db);
  const seats = new Map<number, { count: Promise<number>; until: number }>();
  let sweptUntil = 0;

  function seatsOf(company: number, now: number): Promise<number> {
    const known = seats.get(company);
    if (known && known.until > now) return known.count;
    const count = countSeats(storage.db, company);
    seats.set(company, { count, until: now + MINUTE_MS });
    return count;
  }

  async function sweep(now: number, day: string): Promise<void> {
    if (now < sweptUntil) return;
    sweptUntil = now + MINUTE_MS;
    await forgetOld(db, { now, day });
  }

  return {
    /** Counts a request, unless it goes too far. */
    async judge({ actor, token, cost, isSearch }: Asked): Promise<Judgement> {
      const now = clock();
      const day = new Date(now).toISOString().slice(0, 10);
      await sweep(now, day);
      const { factor, apiToken, accessToken } = plans[plan];
      const limit = isAccessToken(token) ? accessToken : apiToken;
      const burst = await take(hashSecret(token), now, { limit, isSearch });
      if (burst.outcome !== "pass")
        return { outcome: burst.outcome, burst, daily: undefined, retryAfter: seconds(burst.resetMs) };
      const budget = DAILY_TOKENS * factor * (await seatsOf(actor.company_id, now));
      const used = await spend(db, { company: actor.company_id, day, cost, budget });
      const daily = { limit: budget, remaining: used === undefined ? 0 : budget - used };
      const retryAfter = seconds(DAY_MS - (now % DAY_MS));
      return { outcome: used === undefined ? "spent" : "pass", burst, daily, retryAfter };
    },
  };
}
export type LimitService = ReturnType<typeof createLimitService>;

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));
