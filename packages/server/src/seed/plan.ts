import { createRandom, type Random } from "../lib/random.ts";
import { createSchedule, type Schedule } from "./schedule.ts";
import type { List } from "./words.ts";

const MONTHS = 18;
const MAX_PERSONS = 200_000;
const MAX_ORGANIZATIONS = 50_000;

/** How much is made, and when it is said to have happened. */
export type Plan = {
  seed: number;
  leads: number;
  persons: number;
  organizations: number;
  since: number;
  until: number;
};

export function createPlan({ seed, leads, until }: { seed: number; leads: number; until: number }): Plan {
  const since = new Date(until);
  since.setUTCMonth(since.getUTCMonth() - MONTHS);
  return {
    seed,
    leads,
    persons: Math.min(Math.ceil(leads / 3), MAX_PERSONS),
    organizations: Math.min(Math.ceil(leads / 10), MAX_ORGANIZATIONS),
    since: since.getTime(),
    until,
  };
}

/** What the things made refer to: whom they belong to, which labels they may wear, where their ids begin. */
export type Ground = {
  owners: List<number>;
  labels: List<string>;
  firstPerson: number;
  firstOrganization: number;
};

export type Setting = Plan & Ground & { schedule: Schedule };

export const createSetting = (plan: Plan, ground: Ground): Setting => ({
  ...plan,
  ...ground,
  schedule: createSchedule(plan),
});

const kinds = { organization: 1, person: 2, lead: 3, leadIds: 4, work: 5 } as const;

/**
 * The random numbers of the n-th thing of a kind. Each has its own, so that a lead can name a person without
 * the person being kept; and the first id is among the seeds, so that a second run makes other people.
 */
export const randomFor = ({ seed, firstPerson }: Setting, kind: keyof typeof kinds, index: number): Random =>
  createRandom(seed, firstPerson, kinds[kind], index);

/** How many of `count` things spread evenly over the plan are there after a fraction of it: at least one. */
export const thereAfter = (fraction: number, count: number): number =>
  Math.min(Math.floor(fraction * count) + 1, count);
