import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import type { SortDirection } from "../lib/sort.ts";
import type { Db } from "./db.ts";
import { type Engine, prepareByPassingShape, prepareByShape } from "./prepared.ts";
import type { Database } from "./schema.ts";
import { type SightShape, type SightValues, sightShape, sightValues } from "./sight.ts";

/** Columns that put rows in an order in which no two tie: the last is `id`. None of them is ever null. */
export type ListOrder = readonly { column: string; direction: SortDirection }[];

/** The values of the order's columns in the first row of a page. */
export type Place = Record<string, number | string>;

/** Where a page begins: so many rows in, or, where the order goes one way, with a known row. */
type PageBegin = { offset: number } | { at: Place };

// biome-ignore lint/suspicious/noExplicitAny: table and columns differ by list, which Kysely's types cannot follow
type Rows = SelectQueryBuilder<any, any, any>;
// biome-ignore lint/suspicious/noExplicitAny: parameters are named by the conditions of each list
type Values = any;

type Query = Kysely<Database>;

type Shape<Where extends string> = {
  wheres: readonly Where[];
  order: ListOrder;
  resumes: boolean;
  sight: SightShape;
  /** What a filter asks, without its values. */
  filter?: unknown;
  /** Whether few rows are left to sort, for which no index does. */
  apart: boolean;
};

/** What a query knows of who asks. */
export type Bound = { p: SightValues & { company: number }; engine: Engine };

/** The condition under which a row is seen; undefined for those who see everything. */
export type Seen = (shape: SightShape, bound: Bound) => RawBuilder<boolean> | undefined;

type List<Where extends string, Filter> = {
  table: keyof Database;
  /** The rows of a page with all they show, before they are narrowed to the page. */
  shown: (q: Query, shape: SightShape, bound: Bound) => unknown;
  seen: Seen;
  /** Every condition a list may have, by the parameter that carries its value. */
  conditions: Record<Where, (rows: Rows, p: Values, engine: Engine, sight: SightShape) => Rows>;
  /**
   * Conditions that leave few rows, with the column by which their own index goes on. In any other order SQLite would
   * rather walk the whole table in that order than sort those few.
   */
  narrow: { [W in Where]?: string };
  /** What a filter asks of a row. */
  filtered?: (filter: Filter, shape: SightShape, bound: Bound & { p: object }) => RawBuilder<boolean>;
};

type Page<Where extends string, Filter> = {
  viewer: Viewer;
  order: ListOrder;
  /** Values of the conditions; those undefined do not hold. */
  given: { [W in Where]?: unknown };
  begin: PageBegin;
  limit: number;
  filter?: { shape: Filter; values: object } | undefined;
};

/** Whether one row tells where a page begins. */
export const goesOneWay = (order: ListOrder): boolean =>
  order.every(({ direction }) => direction === order[0]?.direction);

/**
 * Declares lists over a table, compiled once per shape. Ids are found in an index alone where one fits; the rows of
 * the page, which may be wide, are read after. Answers one page and the place of the next, undefined after the last.
 */
export function prepareList<Row extends object, Where extends string, Filter = never>({
  table,
  shown,
  seen,
  conditions,
  narrow,
  filtered,
}: List<Where, Filter>) {
  const chosen = (filter: Filter | undefined, sight: SightShape, bound: Bound) =>
    filter && filtered?.(filter, sight, bound);

  const build = (text: string) => (q: Query, p: Values, engine: Engine) => {
    const { wheres, order, resumes, sight, apart, filter }: Shape<Where> = JSON.parse(text);
    let found = q
      .selectFrom(table)
      .select("id" as never)
      .where("company_id" as never, "=", p.company) as unknown as Rows;
    for (const where of wheres) found = conditions[where](found, p, engine, sight);
    const more = [
      chosen(filter as Filter | undefined, sight, { p, engine }),
      resumes && from(p, order),
      seen(sight, { p, engine }),
    ];
    for (const condition of more) if (condition) found = found.where(condition as RawBuilder<boolean>);
    const ids = sort(found, order, table, apart && engine === "sqlite")
      .limit(p.limit)
      .offset(p.offset);
    const rows = (shown(q, sight, { p, engine }) as Rows).where(`${table}.id`, "in", ids);
    return sort(rows, order, table, engine === "sqlite");
  };
  const [page, filteredPage] = [prepareByShape(build), prepareByPassingShape(build)];

  return async (
    db: Db,
    { viewer, order, given, begin, limit, filter }: Page<Where, Filter>,
  ): Promise<{ rows: Row[]; next: Place | undefined }> => {
    const wheres = (Object.keys(conditions) as Where[]).filter((where) => given[where] !== undefined);
    const apart = wheres.some((where) => narrow[where] && narrow[where] !== order[0]?.column);
    const shape: Shape<Where> = {
      apart,
      wheres,
      order,
      resumes: "at" in begin,
      sight: sightShape(viewer.sees),
      filter: filter?.shape,
    };
    const at =
      "at" in begin ? Object.entries(begin.at).map(([column, value]) => [`at_${column}`, value]) : [];
    const rows = await db.all((filter ? filteredPage : page)(JSON.stringify(shape)), {
      ...given,
      ...filter?.values,
      ...Object.fromEntries(at),
      ...sightValues(viewer.sees),
      company: viewer.company_id,
      offset: "offset" in begin ? begin.offset : 0,
      limit: limit + 1,
    });
    const beyond = rows[limit] as Place | undefined;
    const next = beyond && Object.fromEntries(order.map(({ column }) => [column, beyond[column] ?? 0]));
    return { rows: rows.slice(0, limit) as Row[], next };
  };
}

/** Rows in order; `apart`, by no index: a `+` keeps SQLite from walking the table in that order to find a few. */
const sort = (rows: Rows, order: ListOrder, table: string, apart: boolean): Rows =>
  order.reduce((result, { column, direction }) => {
    const ref = sql.ref(`${table}.${column}`);
    return result.orderBy(apart ? sql`+${ref}` : ref, direction);
  }, rows);

function from(p: Values, order: ListOrder) {
  const columns = sql.join(order.map(({ column }) => sql.ref(column)));
  const values = sql.join(order.map(({ column }) => p[`at_${column}`]));
  return order[0]?.direction === "desc"
    ? sql<boolean>`(${columns}) <= (${values})`
    : sql<boolean>`(${columns}) >= (${values})`;
}
