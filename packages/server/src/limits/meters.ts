import type { Db } from "../storage/db.ts";
import { findMeter, keepMeter } from "./limits.store.ts";
import { judge, type Meter, meterEnd, newMeter } from "./meter.ts";
import { SEARCHES } from "./plans.ts";

/** Meters remembered at once. */
const CAPACITY = 10_000;

/** A token's requests, and those of them that searched. */
type State = { all: Meter; searches: Meter };
type Known = { version: number; state: State };

export type Reading = {
  limit: number;
  remaining: number;
  resetMs: number;
  outcome: "pass" | "wait" | "banned";
};

/**
 * Meters that every process reads alike. Each request is counted in the database under the version last seen there;
 * whoever finds another version has been overtaken, reads, and judges anew. So counting takes one statement, and no
 * request is missed.
 */
export function createMeters(db: Db) {
  const known = new Map<string, Known>();
  const queues = new Map<string, Promise<unknown>>();

  async function read(token: string): Promise<Known> {
    const row = await findMeter(db, token);
    if (row) return { version: row.version, state: JSON.parse(row.state) };
    return { version: 0, state: { all: newMeter(), searches: newMeter() } };
  }

  async function count(token: string, now: number, rules: { limit: number; isSearch: boolean }) {
    let before = known.get(token) ?? (await read(token));
    for (;;) {
      const { state, reading } = judgeBoth(before.state, now, rules);
      const expire_time = Math.max(meterEnd(state.all), meterEnd(state.searches));
      const kept = { token, version: before.version, state: JSON.stringify(state), expire_time };
      if (await keepMeter(db, kept)) {
        if (known.size >= CAPACITY) known.clear();
        known.set(token, { version: before.version + 1, state });
        return reading;
      }
      before = await read(token);
    }
  }

  /** Counts a request of a token, one after the other within this process. */
  return async function take(
    token: string,
    now: number,
    rules: { limit: number; isSearch: boolean },
  ): Promise<Reading> {
    const turn = (queues.get(token) ?? Promise.resolve()).then(() => count(token, now, rules));
    const tail = turn.catch(() => undefined);
    queues.set(token, tail);
    try {
      return await turn;
    } finally {
      if (queues.get(token) === tail) queues.delete(token);
    }
  };
}

function judgeBoth(
  before: State,
  now: number,
  { limit, isSearch }: { limit: number; isSearch: boolean },
): { state: State; reading: Reading } {
  const all = judge(before.all, now, limit);
  const ofAll: Reading = { limit, ...all.verdict };
  if (!isSearch || all.verdict.outcome !== "pass")
    return { state: { ...before, all: all.meter }, reading: ofAll };
  const search = judge(before.searches, now, SEARCHES);
  const state = {
    searches: search.meter,
    all: search.verdict.outcome === "pass" ? all.meter : before.all,
  };
  return { state, reading: { limit: SEARCHES, ...search.verdict } };
}
