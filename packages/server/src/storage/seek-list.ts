import { setImmediate } from "node:timers/promises";
import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import type { SortDirection } from "../lib/sort.ts";
import { type Db, first } from "./db.ts";
import { type Engine, prepareByPassingShape, prepareByShape } from "./prepared.ts";
import type { Database } from "./schema.ts";
import { type SightShape, type SightValues, sightShape, sightValues } from "./sight.ts";

/** Columns that put rows in an order in which no two tie: the last is `id`. None of them is ever null. */
export type ListOrder = readonly { column: string; direction: SortDirection }[];

/** The values of the order's columns in the first row of a page. */
export type Place = Record<string, number | string>;

/** Where a page begins: so many rows in, or, where the order goes one way, with a known row. */
type PageBegin = { offset: number } | { at: Place };

/** Rows looked at by one statement: of what is common, a page is among the first. */
const FIRST = 1_000;
/** Some hundredths of a second, after which others are answered. */
const NEXT = 5_000;

// biome-ignore lint/suspicious/noExplicitAny: table and columns differ by list, which Kysely's types cannot follow
type Rows = SelectQueryBuilder<any, any, any>;
// biome-ignore lint/suspicious/noExplicitAny: parameters are named by the conditions of each list
type Values = any;

type Query = Kysely<Database>;

type Shape<Where extends string> = {
  wheres: readonly Where[];
  order: ListOrder;
  resumes: boolean;
  /** Whether it reaches no further than to a known row, which is left out. */
  stops: boolean;
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
  /** Columns in whose order an index walks the rows; in that of others than `id`, those for which all of `halves` are given. */
  walked: { columns: readonly string[]; halves: readonly Where[] };
  /** Conditions that no index knows. With another, that one's index is walked. */
  loose?: readonly Where[];
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
export function prepareList<Row extends object, Where extends string, Filter = never>(
  declared: List<Where, Filter>,
) {
  const build = pageOf(declared);
  const [page, filteredPage] = [prepareByShape(build), prepareByPassingShape(build)];
  const further = prepareByShape(furtherOf(declared));
  type Wanted = Page<Where, Filter>;

  function read(db: Db, list: Wanted, begin: Stretch, limit: number): Promise<Row[]> {
    const query = (list.filter ? filteredPage : page)(shapeOf(declared, list, begin));
    return db.all(query, valuesOf(list, begin, limit)) as Promise<Row[]>;
  }

  /** A row so many further on from where a stretch begins; undefined where there are not as many. */
  function placeBeyond(db: Db, list: Wanted, begin: Stretch, count: number): Promise<Place | undefined> {
    const query = further(shapeOf(declared, { ...list, filter: undefined }, begin));
    return first(db, query, { ...valuesOf(list, begin, 1), offset: count });
  }

  /** The rows of a page and one beyond: a stretch at a time, with others answered in between. */
  async function walk(db: Db, list: Wanted): Promise<Row[]> {
    const rows: Row[] = [];
    let [begin, size] = [list.begin, FIRST];
    for (;;) {
      const until = await placeBeyond(db, list, begin, size);
      rows.push(...(await read(db, list, { ...begin, until }, list.limit + 1 - rows.length)));
      if (!until || rows.length > list.limit) return rows;
      await setImmediate();
      [begin, size] = [{ at: until }, NEXT];
    }
  }

  return async (db: Db, list: Wanted): Promise<{ rows: Row[]; next: Place | undefined }> => {
    const { order, begin, limit } = list;
    const isWalked = db.engine === "sqlite" && asksForRare(declared, list);
    const rows = isWalked ? await walk(db, list) : await read(db, list, begin, limit + 1);
    const beyond = rows[limit] as Place | undefined;
    const next = beyond && Object.fromEntries(order.map(({ column }) => [column, beyond[column] ?? 0]));
    return { rows: rows.slice(0, limit), next };
  };
}

type Stretch = PageBegin & { until?: Place | undefined };

const ofCompany = (q: Query, table: keyof Database, p: Values): Rows =>
  q.selectFrom(table).where("company_id" as never, "=", p.company);

/** The rows of a page. */
const pageOf =
  <Where extends string, Filter>({ table, shown, seen, conditions, filtered }: List<Where, Filter>) =>
  (text: string) =>
  (q: Query, p: Values, engine: Engine) => {
    const { wheres, order, resumes, stops, sight, apart, filter }: Shape<Where> = JSON.parse(text);
    const bound = { p, engine };
    let found = ofCompany(q, table, p).select("id");
    for (const where of wheres) found = conditions[where](found, p, engine, sight);
    const more = [
      filter !== undefined && filtered?.(filter as Filter, sight, bound),
      ...bordersOf(p, { order, resumes, stops }),
      seen(sight, bound),
    ];
    for (const condition of more) if (condition) found = found.where(condition);
    const ids = sort(found, order, table, apart && engine === "sqlite")
      .limit(p.limit)
      .offset(p.offset);
    const rows = (shown(q, sight, bound) as Rows).where(`${table}.id`, "in", ids);
    return sort(rows, order, table, engine === "sqlite");
  };

/** A row so many further in the order of a list, whether it is in the list or not. */
const furtherOf =
  <Where extends string, Filter>({ table, conditions, walked: { halves } }: List<Where, Filter>) =>
  (text: string) =>
  (q: Query, p: Values, engine: Engine) => {
    const { wheres, order, resumes, sight }: Shape<Where> = JSON.parse(text);
    let rows = ofCompany(q, table, p).select(order.map(({ column }) => column) as never) as Rows;
    for (const half of halves.filter((one) => wheres.includes(one)))
      rows = conditions[half](rows, p, engine, sight);
    for (const border of bordersOf(p, { order, resumes, stops: false })) rows = rows.where(border);
    return sort(rows, order, table, false).limit(1).offset(p.offset).$castTo<Place>();
  };

const wheresOf = <Where extends string>({ conditions }: List<Where, never>, given: object): Where[] =>
  (Object.keys(conditions) as Where[]).filter((where) => given[where as never] !== undefined);

function shapeOf<Where extends string, Filter>(
  declared: List<Where, Filter>,
  { viewer, order, given, filter }: Page<Where, Filter>,
  begin: Stretch,
): string {
  const shape: Shape<Where> = {
    apart: isApart(declared, given, order),
    wheres: wheresOf(declared, given),
    order,
    resumes: "at" in begin,
    stops: begin.until !== undefined,
    sight: sightShape(viewer.sees),
    filter: filter?.shape,
  };
  return JSON.stringify(shape);
}

function valuesOf({ given, filter, viewer }: Page<string, unknown>, begin: Stretch, limit: number): Values {
  const named = (to: string, place: Place = {}) =>
    Object.entries(place).map(([column, value]) => [`${to}_${column}`, value]);
  return {
    ...given,
    ...filter?.values,
    ...Object.fromEntries([...named("at", "at" in begin ? begin.at : {}), ...named("until", begin.until)]),
    ...sightValues(viewer.sees),
    company: viewer.company_id,
    offset: "offset" in begin ? begin.offset : 0,
    limit,
  };
}

const isApart = <Where extends string>(
  declared: Pick<List<Where, never>, "conditions" | "narrow">,
  given: object,
  order: ListOrder,
): boolean =>
  wheresOf(declared as List<Where, never>, given).some(
    (where) => declared.narrow[where] && declared.narrow[where] !== order[0]?.column,
  );

/**
 * Whether what a list asks for may be rare, with nothing to find it by, so that all rows are looked at in its order.
 * PostgreSQL does so beside this process.
 */
function asksForRare<Where extends string, Filter>(
  declared: List<Where, Filter>,
  { order, begin, given, filter, viewer }: Page<Where, Filter>,
): boolean {
  const { walked, loose = [] } = declared;
  const wheres = wheresOf(declared, given);
  const [by = "", ...rest] = order.map(({ column }) => column);
  const beyond = wheres.filter((where) => !walked.halves.includes(where));
  const isLoose = beyond.length > 0 && beyond.every((where) => loose.includes(where));
  const asks = filter !== undefined || viewer.sees !== null || isLoose;
  const isIndexed =
    by === "id" ||
    (walked.columns.includes(by) &&
      rest.join() === "id" &&
      walked.halves.every((half) => wheres.includes(half)));
  const isAtHand = "at" in begin || begin.offset === 0;
  return asks && isIndexed && isAtHand && goesOneWay(order) && !isApart(declared, given, order);
}

/** Rows in order; `apart`, by no index: a `+` keeps SQLite from walking the table in that order to find a few. */
const sort = (rows: Rows, order: ListOrder, table: string, apart: boolean): Rows =>
  order.reduce((result, { column, direction }) => {
    const ref = sql.ref(`${table}.${column}`);
    return result.orderBy(apart ? sql`+${ref}` : ref, direction);
  }, rows);

/** What keeps rows between those where a stretch begins and ends. */
const bordersOf = (
  p: Values,
  { order, resumes, stops }: Pick<Shape<never>, "order" | "resumes" | "stops">,
) => [
  ...(resumes ? [compared(p, order, { to: "at", asc: ">=", desc: "<=" })] : []),
  ...(stops ? [compared(p, order, { to: "until", asc: "<", desc: ">" })] : []),
];

type Compared = { to: "at" | "until"; asc: string; desc: string };

/** Rows on one side of a known one. */
function compared(p: Values, order: ListOrder, { to, ...by }: Compared) {
  const columns = sql.join(order.map(({ column }) => sql.ref(column)));
  const values = sql.join(order.map(({ column }) => p[`${to}_${column}`]));
  return sql<boolean>`(${columns}) ${sql.raw(by[order[0]?.direction ?? "asc"])} (${values})`;
}
