import type { LeadCount } from "@leadfoyer/contract";
import { sql } from "kysely";
import type { Shape as FilterShape } from "../filters/clause.ts";
import { filterScope } from "../filters/filter-scope.ts";
import { foundSql, isIndexAlone, leadersOf, searchIn } from "../filters/leading.ts";
import { type Db, first } from "../storage/db.ts";
import { FEW, seesFew } from "../storage/few-seen.ts";
import { type Engine, prepareByPassingShape, prepareByShape } from "../storage/prepared.ts";
import { findPosition } from "./lead-list.store.ts";
import type { LeadList, PageBegin } from "./lead-list.ts";
import {
  allSql,
  halvesOf,
  ledRows,
  matching,
  type Query,
  type Shape,
  toShape,
  toValues,
  type Values,
} from "./lead-list-sql.ts";
import { toLeadOrder } from "./lead-sort.ts";

/** Most leads a count looks at one by one, and most it counts in an index alone. */
const LOOKED_AT = 20_000;
const FOUND_LOOKED_AT = 5_000;
const COUNTED = 200_000;
/** Most matches counted where each is looked at. */
const MATCHES = 1_000;

const newestFirst = toLeadOrder([{ field: "add_time", direction: "desc" }]);

/** How many leads each leader of a filter finds, up to a limit. */
const foundCounts = prepareByPassingShape((text: string) => (q: Query, p: Values, engine: Engine) => {
  const shape: Shape = JSON.parse(text);
  const scope = { ...filterScope("leads", shape.sight, { p, engine }), archived: halvesOf(shape.archived) };
  const counts = leadersOf(shape.filter ?? { all: [] }).map(
    (leader) =>
      sql`(select count(*) from (select 1 from (${foundSql(leader, scope)}) as found limit ${p.limit}) as few)`,
  );
  return q.selectNoFrom(
    counts.map((count, index) => sql<number>`${count}`.as(`found_${index}`)),
  ) as unknown as ReturnType<typeof countOf>;
});

const asFound = (list: LeadList, filter: FilterShape): LeadList => ({
  ...list,
  led: searchIn(filter),
  walks: true,
});

/** Whether so many leads are in the inbox, or in the archive, or in both. */
const countAll = prepareByShape(
  (halves: string) => (q: Query, p: { company: number; limit: number }) =>
    countOf(q, sql`(${allSql(JSON.parse(halves), p.company)} limit ${p.limit})`),
);

/** The list, led by what finds few leads or by all there are where these are few; undefined where none does. */
export async function ledByFew(db: Db, list: LeadList): Promise<LeadList | undefined> {
  const led = await withLeader(db, list);
  if (led.led !== undefined) return led;
  const halves = JSON.stringify(halvesOf(list.archived));
  const all = await first(db, countAll(halves), { company: list.company, limit: FEW + 1 });
  return Number(all?.count) <= FEW ? { ...list, led: "half" } : undefined;
}

/** The list, led by what finds the fewest leads, where that is few. */
export async function withLeader(db: Db, list: LeadList): Promise<LeadList> {
  const led = await withLeaderOfFilter(db, list);
  const { company, sees, archived } = list;
  if (led.led !== undefined) return led;
  const few = await seesFew(db, { table: "leads", company, sees, halves: halvesOf(archived) });
  return few ? { ...list, led: "sight" } : led;
}

async function withLeaderOfFilter(db: Db, list: LeadList): Promise<LeadList> {
  if (!list.filter || leadersOf(list.filter.shape).length === 0) return list;
  const begin = { offset: 0 };
  const row = await first(db, foundCounts(toShape(list, begin)), toValues(list, begin, FEW + 1, 0));
  const counts = Object.values(row ?? {}).map(Number);
  const fewest = Math.min(...counts);
  if (fewest <= FEW) return { ...list, led: counts.indexOf(fewest) };
  return list.order.asFound && db.engine === "sqlite" ? asFound(list, list.filter.shape) : list;
}

/** A whole query that Kysely wrote stands in parentheses already. */
const countOf = (q: Query, counted: unknown) =>
  q.selectNoFrom(sql<number>`(select count(*) from ${counted} as counted)`.as("count"));

const count = prepareByPassingShape((text: string) => (q: Query, p: Values, engine: Engine) => {
  const shape: Shape & { since: boolean } = JSON.parse(text);
  const bound = { p, engine };
  if (shape.led !== undefined) {
    const led = ledRows(q, bound, shape).select(sql`1`.as("one"));
    return countOf(q, led.limit(p.limit));
  }
  const halves = halvesOf(shape.archived).map((archived) => {
    const rows = matching(q, bound, shape, archived).select(sql`1`.as("one"));
    const half = shape.since ? rows.where("add_time", ">=", p.after_add_time) : rows;
    return sql`select one from ${half} as half`;
  });
  return countOf(q, sql`(select 1 from (${sql.join(halves, sql` union all `)}) as few limit ${p.limit})`);
});

/** How many leads a list holds from where one begins, whatever it costs. */
export async function countFrom(db: Db, list: LeadList, begin: PageBegin): Promise<number> {
  return (await counted(db, list, { limit: Number.MAX_SAFE_INTEGER - 1, begin })).count;
}

/**
 * How many leads a list holds. Exactly where few have to be looked at or an index alone tells; otherwise among the
 * newest, and no more than a thousand of them.
 */
export async function countLeads(db: Db, given: LeadList): Promise<LeadCount> {
  const list = await withLeader(db, given);
  if (list.walks) return { ...(await counted(db, list, { limit: MATCHES, ends: true })), more: true };
  if (list.led !== undefined) return counted(db, list, { limit: FEW });
  if (list.sees === null && (!list.filter || isIndexAlone(list.filter.shape)))
    return counted(db, list, { limit: COUNTED });
  const { filter: _, ...all } = list;
  const oldest = await findPosition(db, { ...all, sees: null, order: newestFirst }, LOOKED_AT);
  const { count, more } = await counted(db, list, { limit: MATCHES, since: Number(oldest?.add_time ?? 0) });
  return { count, more: more || oldest !== undefined };
}

type Counted = { limit: number; since?: number; ends?: boolean; begin?: PageBegin };

async function counted(
  db: Db,
  list: LeadList,
  { limit, since, ends = false, begin = { offset: 0 } }: Counted,
): Promise<LeadCount> {
  const shape = JSON.stringify({ ...JSON.parse(toShape(list, begin)), since: since !== undefined, ends });
  const bounds = { ...(since !== undefined && { after_add_time: since }), reach: FOUND_LOOKED_AT };
  const values = { ...toValues(list, begin, limit + 1, 0), ...bounds };
  const found = Number((await first(db, count(shape), values))?.count ?? 0);
  return { count: Math.min(found, limit), more: found > limit };
}
