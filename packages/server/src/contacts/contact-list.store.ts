import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { Compiled, Shape as FilterShape } from "../filters/clause.ts";
import { clauseSql } from "../filters/clause-sql.ts";
import { filterScope } from "../filters/filter-scope.ts";
import type { Sight } from "../lib/actor.ts";
import type { SortDirection } from "../lib/sort.ts";
import { idsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { seenSql, seesFew } from "../storage/few-seen.ts";
import { type Engine, prepareByPassingShape, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";

export type ContactTable = "persons" | "organizations";
export type SortColumn = "id" | "name_key" | "owner_id" | "org_id" | "visible_to" | "add_time" | "touch_time";
export type ContactOrder = readonly { column: SortColumn; direction: SortDirection }[];

/** Which contacts of a company, in which order. Deleted ones are in no list. */
export type ContactList = {
  order: ContactOrder;
  /** What is left out for who asks. */
  sees: Sight | null;
  filter?: Compiled | undefined;
  owner_id?: number | undefined;
  org_id?: number | undefined;
  /** The deal the persons take part in. */
  deal_id?: number | undefined;
  /** A JSON array. */
  ids?: string | undefined;
  /** Milliseconds, inclusive. */
  since?: number | undefined;
  /** Milliseconds, exclusive. */
  until?: number | undefined;
  /** Beginning of the name's sort key. */
  prefix?: string | undefined;
};

const conditions = ["owner_id", "org_id", "deal_id", "ids", "since", "until", "prefix"] as const;
type Condition = (typeof conditions)[number];

/** The first item of a page, in a list whose order goes one way. */
export type Position = { id: number; value: number | string };

/** Where a page begins: so many items in, or, in such a list, with a known item. */
type PageBegin = { offset: number } | { at: Position };

type Shape = {
  sight: SightShape;
  table: ContactTable;
  columns: readonly string[];
  wheres: readonly Condition[];
  filter?: FilterShape | undefined;
  order: ContactOrder;
  resumes: boolean;
  /** Whether the few that are seen are looked at alone. */
  few: boolean;
};
type Values = Record<
  "company" | "limit" | "offset" | "at_id" | "owner_id" | "org_id" | "deal_id" | "since" | "until",
  number
> &
  Record<"ids" | "prefix" | "prefix_end" | "at_value", string> &
  SightValues;

// biome-ignore lint/suspicious/noExplicitAny: table and columns differ by shape, which Kysely's types cannot follow
type Rows = SelectQueryBuilder<Database, "persons", any>;

const buildPage = (text: string) => (q: Kysely<Database>, p: Values, engine: Engine) => {
  const { table, columns, wheres, order, resumes, filter, sight, few }: Shape = JSON.parse(text);
  const all = q.selectFrom(table as "persons").where("company_id", "=", p.company) as Rows;
  const looked = few ? fewRows(q, table, sight, { p, engine }) : all;
  let found = looked.select("id").where("is_deleted", "=", 0) as Rows;
  for (const where of wheres) found = narrow[where](found, p, engine);
  if (filter) found = found.where(clauseSql(filter, filterScope(table, sight, { p, engine })));
  if (resumes) found = found.where(from(p, order));
  found = onlySeen(found, table, sight, { p, engine });
  // Ids are found in an index alone; the rows of the page, which are wide, are read after.
  const apart = few && engine === "sqlite";
  const ids = sorted(found, order, apart).limit(p.limit).offset(p.offset);
  return sorted(all.select(columns as never).where("id", "in", ids) as Rows, order, apart);
};
const [page, filteredPage] = [prepareByShape(buildPage), prepareByPassingShape(buildPage)];

/** The few contacts that may be seen. Each engine does as it is written: first what is found, then the row of each. */
function fewRows(
  q: Kysely<Database>,
  table: ContactTable,
  sight: SightShape,
  bound: { p: Values; engine: Engine },
): Rows {
  const found = seenSql({ table, halves: [0], glue: "union" }, sight, bound);
  const at = (column: string) => sql.ref(`${table}.${column}`);
  const meets = sql<boolean>`${at("company_id")} = ${bound.p.company} and ${at("id")} = led.key`;
  if (bound.engine === "sqlite") {
    const led = q.selectFrom(sql<{ key: number }>`(${found})`.as("led"));
    return led.crossJoin(table as "persons").where(meets) as unknown as Rows;
  }
  const rows = sql<Database["persons"]>`(select one.* from (${found} offset 0) as led
    cross join lateral (select * from ${sql.table(table)} where ${meets} offset 0) as one)`;
  return q.selectFrom(rows.as(table as "persons")) as unknown as Rows;
}

/** Rows in order; `apart`, by no index: a `+` keeps SQLite from walking all contacts to find a few. */
const sorted = (rows: Rows, order: ContactOrder, apart: boolean): Rows =>
  order.reduce((result, { column, direction }) => {
    const by = sortable(column);
    return result.orderBy(apart ? sql`+${by}` : by, direction);
  }, rows);

const narrow: Record<Condition, (rows: Rows, p: Values, engine: Engine) => Rows> = {
  owner_id: (rows, p) => rows.where("owner_id", "=", p.owner_id),
  org_id: (rows, p) => rows.where("org_id", "=", p.org_id),
  deal_id: (rows, p) =>
    rows.where(
      "id",
      "in",
      sql<number>`(select person_id from deal_participants where company_id = ${p.company} and deal_id = ${p.deal_id})`,
    ),
  ids: (rows, p, engine) => rows.where("id", "in", idsAmong(engine, p.ids)),
  since: (rows, p) => rows.where("touch_time", ">=", p.since),
  until: (rows, p) => rows.where("touch_time", "<", p.until),
  prefix: (rows, p) => rows.where("name_key", ">=", p.prefix).where("name_key", "<", p.prefix_end),
};

/** Both engines put a missing organization first, ascending. */
const sortable = (column: SortColumn) =>
  column === "org_id" ? sql<number>`coalesce(org_id, 0)` : sql.ref<number | string>(column);

function from(p: Values, order: ContactOrder) {
  const columns = sql.join(order.map(({ column }) => sortable(column)));
  const values = sql.join(order.map(({ column }) => (column === "id" ? p.at_id : p.at_value)));
  return order[0]?.direction === "desc"
    ? sql<boolean>`(${columns}) <= (${values})`
    : sql<boolean>`(${columns}) >= (${values})`;
}

type Query = {
  company: number;
  table: ContactTable;
  columns: readonly string[];
  list: ContactList;
  begin: PageBegin;
};

/** The rows of one page, and the first of the next; undefined after the last. */
export async function listContacts<Row extends object>(
  db: Db,
  query: Query,
  limit: number,
): Promise<{ rows: Row[]; next: Position | undefined }> {
  const { company, table, list } = query;
  const few = await seesFew(db, { table, company, sees: list.sees, halves: [0] });
  return pageOfContacts(db, query, { limit, few });
}

/** The same; `few`: by looking at what may be seen alone, rather than at all in their order. */
export async function pageOfContacts<Row extends object>(
  db: Db,
  { company, table, columns, list, begin }: Query,
  { limit, few }: { limit: number; few: boolean },
): Promise<{ rows: Row[]; next: Position | undefined }> {
  const { order, filter, sees, ...given } = list;
  const first = order[0]?.column ?? "id";
  const wheres = conditions.filter((condition) => given[condition] !== undefined);
  const shown = [...new Set([...columns, first])];
  const shape: Shape = {
    table,
    columns: shown,
    wheres,
    order,
    resumes: "at" in begin,
    sight: sightShape(sees),
    few,
    filter: filter?.shape,
  };
  const at = "at" in begin ? { at_id: begin.at.id, at_value: begin.at.value } : {};
  const rows = await db.all((filter ? filteredPage : page)(JSON.stringify(shape)), {
    ...given,
    ...at,
    ...filter?.values,
    ...sightValues(sees),
    company,
    prefix_end: `${given.prefix}\u{10ffff}`,
    offset: "offset" in begin ? begin.offset : 0,
    limit: limit + 1,
  } as Values); // the values a shape does not ask for stay undefined and are never bound
  const beyond = rows[limit];
  return { rows: rows.slice(0, limit), next: beyond && { id: beyond.id, value: beyond[first] ?? 0 } };
}
