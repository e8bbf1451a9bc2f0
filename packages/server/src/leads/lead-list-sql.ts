import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Shape as FilterShape } from "../filters/clause.ts";
import { clauseSql } from "../filters/clause-sql.ts";
import { filterScope } from "../filters/filter-scope.ts";
import { foundSql, leadersOf, searchIn, withoutSearch } from "../filters/leading.ts";
import { besides } from "../storage/besides.ts";
import { seenSql } from "../storage/few-seen.ts";
import type { ListOrder, Part, Walk } from "../storage/list-shape.ts";
import type { Engine } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";
import type { ArchivedStatus, Leader, LeadList, LeadPosition, PageBegin } from "./lead-list.ts";
import type { LeadOrder, SortColumn } from "./lead-sort.ts";

/** What a statement on a list of leads depends on beside its values. */
export type Shape = {
  sight: SightShape;
  archived: ArchivedStatus;
  wheres: readonly Where[];
  filter?: FilterShape | undefined;
  led?: Leader | undefined;
  walks?: true | undefined;
  /** Whether a walk ends after `reach` of what search finds. */
  ends?: boolean;
  order: LeadOrder["columns"];
  resumes: boolean;
  /** Whether it reaches no further than to a known lead. */
  stops: boolean;
  /** The part of the list it is of, in the order of which it then is, and the order of the whole. */
  part?: {
    tied: readonly string[];
    walk: Walk | undefined;
    from: "from" | "after" | undefined;
    until: boolean;
  };
  whole?: LeadOrder["columns"];
};
type Where = "owner_id" | "person_id" | "organization_id" | "updated_since";

export type Values = Record<
  Where | "company" | "limit" | "offset" | "reach" | `${"after" | "until" | "from" | "tied"}_${SortColumn}`,
  number
> &
  SightValues;
export type Query = Kysely<Database>;

// biome-ignore lint/suspicious/noExplicitAny: the columns selected differ by shape, which Kysely's types cannot follow
export type Rows = SelectQueryBuilder<Database, "leads", any>;

export type Bound = { p: Values; engine: Engine };

/** Leads of a list, in order. */
export function ordered(
  q: Query,
  bound: Bound,
  shape: Shape,
  columns: readonly ("doc" | SortColumn)[],
): Rows {
  if (shape.led !== undefined)
    return sorted(ledRows(q, bound, shape), shape, columns, bound.engine === "sqlite");
  if (shape.archived !== "all")
    return sorted(matching(q, bound, shape, shape.archived === "archived" ? 1 : 0), shape, columns);
  const wanted = [...new Set([...columns, ...shape.order.map(({ column }) => column)])];
  // Either half walks its own index as far as the page reaches; together they need no sort of the whole table.
  const half = (archived: 0 | 1) =>
    q
      .selectFrom(
        sorted(matching(q, bound, shape, archived), shape, wanted)
          .limit(bound.p.reach)
          .as("half"),
      )
      .selectAll();
  const both = q.selectFrom(half(0).unionAll(half(1)).as("leads")) as unknown as Rows;
  return sorted(both, shape, columns);
}

export const halvesOf = (archived: ArchivedStatus): readonly (0 | 1)[] =>
  archived === "all" ? [0, 1] : [archived === "archived" ? 1 : 0];

/** Leads of the list among the few that its leader finds. */
export function ledRows(q: Query, bound: Bound, shape: Shape): Rows {
  const halves = halvesOf(shape.archived);
  const all = leadSql(shape, bound);
  const found = shape.ends ? sql`${all} order by at desc limit ${bound.p.reach}` : all;
  // Each engine does as it is written: first what is found, then the lead of each, then what else is asked of it.
  const led =
    bound.engine === "sqlite"
      ? q
          .selectFrom(sql<{ key: number }>`(${found})`.as("led"))
          .crossJoin("leads")
          .whereRef("leads.seq", "=", "led.key")
      : q
          .with(
            (cte) => cte("led").materialized(),
            () => sql`(${found})` as never,
          )
          .selectFrom(
            sql`(select one.* from led cross join lateral (select * from leads
              where leads.company_id = ${bound.p.company} and leads.seq = led.key offset 0) as one)`.as(
              "leads",
            ),
          );
  return narrowed((led as unknown as Rows).where("is_archived", "in", halves), bound, shape);
}

function leadSql(shape: Shape, bound: Bound) {
  const archived = halvesOf(shape.archived);
  if (shape.led === "sight")
    return seenSql({ table: "leads", halves: archived, glue: "union" }, shape.sight, bound);
  if (shape.led === "half") return allSql(archived, bound.p.company);
  const leader = shape.filter && leadersOf(shape.filter)[shape.led ?? 0];
  if (!leader) throw new Error("a list is led by what its filter asks");
  return foundSql(leader, { ...filterScope("leads", shape.sight, bound), archived });
}

/** Selects, as `key`, every lead of an inbox or archive. */
export const allSql = (archived: readonly (0 | 1)[], company: unknown) =>
  sql`select seq as key from leads where company_id = ${company} and is_archived in (${sql.join(archived.map((half) => sql.lit(half)))})`;

export function matching(q: Query, bound: Bound, shape: Shape, archived: 0 | 1): Rows {
  return narrowed(q.selectFrom("leads").where("is_archived", "=", archived) as Rows, bound, shape);
}

/** What a list asks of each lead, beside where it stands. */
export function narrowed(leads: Rows, bound: Bound, shape: Shape): Rows {
  const { p } = bound;
  let rows = leads.where("company_id", "=", p.company);
  for (const where of shape.wheres) {
    const column = askedOf(shape, bound, where === "updated_since" ? "update_time" : where);
    rows = rows.where(sql<boolean>`${column} ${sql.raw(where === "updated_since" ? ">=" : "=")} ${p[where]}`);
  }
  for (const border of bordersSql(bound, shape)) rows = rows.where(border);
  if (shape.filter)
    rows = rows.where(clauseSql(leftToAsk(shape, shape.filter), filterScope("leads", shape.sight, bound)));
  return onlySeen(rows, "leads", shape.sight, bound);
}

/** A column of which something is asked. SQLite is to find leads by none (`+`) that is not of the index walked. */
function askedOf({ part }: Shape, { engine }: Bound, column: string): RawBuilder<unknown> {
  const { walk } = part ?? {};
  const isWalked = walk === undefined || walk.columns.includes(column) || walk.by[0]?.column === column;
  return isWalked || engine === "postgres" ? sql.ref(column) : sql`+${sql.ref(column)}`;
}

/** Search is not asked again of what it found. */
const leftToAsk = ({ led }: Shape, filter: FilterShape): FilterShape =>
  led !== undefined && led === searchIn(filter) ? withoutSearch(filter) : filter;

/** What keeps leads behind the one a page begins after, and in the part it is of. */
function bordersSql(bound: Bound, shape: Shape): RawBuilder<boolean>[] {
  const { p } = bound;
  const { part, order, whole = order, resumes, stops } = shape;
  const stands = (name: "after" | "until" | "from", columns: ListOrder) =>
    columns.map(({ column, direction }) => ({
      column: sql.ref(column),
      direction,
      value: p[`${name}_${column as SortColumn}`],
    }));
  const by = part?.walk?.by ?? [];
  return [
    ...(resumes ? [besides(stands("after", whole), "after")] : []),
    ...(stops ? [besides(stands("until", order), "upTo")] : []),
    ...(part?.tied ?? []).map(
      (column) => sql<boolean>`${askedOf(shape, bound, column)} = ${p[`tied_${column as SortColumn}`]}`,
    ),
    ...(part?.from ? [besides(stands("from", by), part.from)] : []),
    ...(part?.until ? [besides(stands("until", by), "before")] : []),
  ];
}

/** Rows in order; `apart`, by no index: a `+` keeps SQLite from walking all leads in that order to find a few. */
function sorted(
  rows: Rows,
  { order, walks }: Shape,
  columns: readonly ("doc" | SortColumn)[],
  apart = false,
): Rows {
  let result = rows.select(columns as never) as Rows;
  if (walks) return result.orderBy("led.at" as never, "desc");
  for (const { column, direction } of order)
    result = result.orderBy(apart ? sql`+${sql.ref(column)}` : sql.ref(column), direction);
  return result;
}

export function toShape(list: LeadList, begin: PageBegin): string {
  const wheres = (["owner_id", "person_id", "organization_id", "updated_since"] as const).filter(
    (where) => list[where] !== undefined,
  );
  const shape: Shape = {
    sight: sightShape(list.sees),
    archived: list.archived,
    wheres,
    filter: list.filter?.shape,
    led: list.led,
    walks: list.walks,
    order: (begin.part?.order ?? list.order.columns) as LeadOrder["columns"],
    resumes: "after" in begin,
    stops: begin.until !== undefined,
    ...(begin.part && { part: toPartShape(begin.part), whole: list.order.columns }),
  };
  return JSON.stringify(shape);
}

const toPartShape = ({ tied, walk, from, after, until }: Part): Shape["part"] => ({
  tied: Object.keys(tied),
  walk,
  from: from && (after ? "after" : "from"),
  until: until !== undefined,
});

export function toValues(list: LeadList, begin: PageBegin, limit: number, offset: number): Values {
  const after = "after" in begin ? begin.after : {};
  const { part } = begin;
  const named = (to: "after" | "until" | "from" | "tied", at: LeadPosition = {}) =>
    Object.entries(at).map(([column, value]) => [`${to}_${column}`, value]);
  return {
    company: list.company,
    owner_id: list.owner_id,
    person_id: list.person_id,
    organization_id: list.organization_id,
    updated_since: list.updated_since,
    limit,
    offset,
    reach: offset + limit,
    ...list.filter?.values,
    ...sightValues(list.sees),
    ...Object.fromEntries([
      ...named("after", after),
      ...named("until", begin.until ?? part?.until),
      ...named("from", part?.from),
      ...named("tied", part?.tied),
    ]),
  } as Values; // the values a shape does not ask for stay undefined and are never bound
}
