import { type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import { besides } from "./besides.ts";
import { isPlaced, seenSql } from "./few-seen.ts";
import type { Condition, Leader, List, ListOrder, Page, Part, Place, Query, Values } from "./list-shape.ts";
import type { Engine } from "./prepared.ts";
import { type SightShape, sightShape, sightValues } from "./sight.ts";

// biome-ignore lint/suspicious/noExplicitAny: table and columns differ by list, which Kysely's types cannot follow
type Rows = SelectQueryBuilder<any, any, any>;

/** What a statement on a list depends on beside its values. */
type Shape<Where extends string> = {
  wheres: readonly Where[];
  whole: ListOrder;
  part: {
    tied: readonly string[];
    order: ListOrder;
    walk: Part["walk"];
    from: "from" | "after" | undefined;
    until: boolean;
  };
  /** Whether the page begins with a known row. */
  resumes: boolean;
  sight: SightShape;
  /** What a filter asks, without its values. */
  filter?: unknown;
  led?: Leader | undefined;
  leaders?: readonly Leader[] | undefined;
};

type Scope<Where extends string> = {
  declared: List<Where, unknown>;
  shape: Shape<Where>;
  p: Values;
  engine: Engine;
};

const scopeOf = <Where extends string, Filter>(
  declared: List<Where, Filter>,
  shape: string,
  bound: { p: Values; engine: Engine },
) => ({ declared, shape: JSON.parse(shape), ...bound }) as Scope<Where>;

/** The rows of a page. */
export const pageOf =
  <Where extends string, Filter>(declared: List<Where, Filter>) =>
  (text: string) =>
  (q: Query, p: Values, engine: Engine) => {
    const scope = scopeOf(declared, text, { p, engine });
    const { shape } = scope;
    const ids = sorted(foundRows(q, scope), scope)
      .select(`${declared.table}.id`)
      .limit(p.limit)
      .offset(p.offset);
    const shown = declared.shown(q, shape.sight, scope) as Rows;
    const rows = shown
      .select(shape.whole.map(({ column }) => `${declared.table}.${column}`))
      .where(`${declared.table}.id`, "in", ids);
    return shape.whole.reduce(
      (some, { column, direction }) => some.orderBy(plus(comparable(scope, column), scope, true), direction),
      rows,
    );
  };

/** How many rows of a part are in the list, up to a limit. */
export const countOf =
  <Where extends string, Filter>(declared: List<Where, Filter>) =>
  (text: string) =>
  (q: Query, p: Values, engine: Engine) => {
    const rows = foundRows(q, scopeOf(declared, text, { p, engine }));
    return q.selectNoFrom(counted(rows.select(sql`1`.as("one")).limit(p.limit)).as("count"));
  };

/** How many rows each of some leaders finds, up to a limit. */
export const foundOf =
  <Where extends string, Filter>(declared: List<Where, Filter>) =>
  (text: string) =>
  (q: Query, p: Values, engine: Engine) => {
    const scope = scopeOf(declared, text, { p, engine });
    const counts = (scope.shape.leaders ?? []).map((leader) =>
      counted(sql`(select 1 from (${leaderSql(scope, leader)}) as found limit ${p.limit})`),
    );
    return q.selectNoFrom(counts.map((count, nr) => count.as(`found_${nr}`)));
  };

const counted = (rows: unknown) => sql<number>`(select count(*) from ${rows} as counted)`;

/** Where a row stands so many further on in the index that is walked, whether it is in the list or not. */
export const placeOf =
  <Where extends string, Filter>(declared: List<Where, Filter>) =>
  (text: string) =>
  (q: Query, p: Values, engine: Engine) => {
    const scope = scopeOf(declared, text, { p, engine });
    const { columns = [], by = [] } = scope.shape.part.walk ?? {};
    const inIndex = (column: string) => columns.includes(column) || column === by[0]?.column;
    const conditions = [
      ...asked(scope, (where) => inIndex(declared.conditions[where].column)),
      ...tiesSql(scope, inIndex),
      ...bordersSql(scope),
    ];
    const rows = conditions.reduce((some, one) => some.where(one), ofCompany(q, scope));
    const places = rows.select(by.map(({ column }) => sql.ref(column)) as never) as Rows;
    return by
      .reduce((some, { column, direction }) => some.orderBy(sql.ref(column), direction), places)
      .limit(1)
      .offset(p.offset)
      .$castTo<Place>();
  };

const ofCompany = (q: Query, { declared: { table }, p }: Scope<string>): Rows =>
  (q.selectFrom(table) as Rows).where(`${table}.company_id`, "=", p.company);

/** The rows of a part that are in the list. */
function foundRows<Where extends string>(q: Query, scope: Scope<Where>): Rows {
  const { declared, shape } = scope;
  const { filter, sight } = shape;
  const conditions = [
    ...asked(scope, () => true),
    ...tiesSql(scope, () => true),
    ...bordersSql(scope),
    shape.resumes && besides(standsIn(scope, shape.whole, "at"), "from"),
    filter !== undefined && declared.filtering?.asks(filter, sight, scope),
    declared.seen(sight, scope),
  ];
  const rows = shape.led === undefined ? ofCompany(q, scope) : ledRows(q, scope, shape.led);
  return conditions.reduce<Rows>((some, one) => (one ? some.where(one) : some), rows);
}

/** The rows that a leader finds. Each engine does as it is written: first what is found, then the row of each. */
function ledRows<Where extends string>(q: Query, scope: Scope<Where>, leader: Leader): Rows {
  const { declared, p, engine } = scope;
  const { table } = declared;
  const found = leaderSql(scope, leader);
  const meets = sql<boolean>`${sql.ref(`${table}.company_id`)} = ${p.company} and ${sql.ref(`${table}.id`)} = led.key`;
  if (engine === "sqlite") {
    const led = q.selectFrom(sql<{ key: number }>`(${found})`.as("led")) as unknown as Rows;
    return led.crossJoin(table).where(meets);
  }
  const rows = sql`(select one.* from (${found} offset 0) as led
    cross join lateral (select * from ${sql.table(table)} where ${meets} offset 0) as one)`;
  return q.selectFrom(rows.as(table)) as unknown as Rows;
}

/** Selects, as `key`, the ids a leader finds. */
function leaderSql<Where extends string>(scope: Scope<Where>, leader: Leader): RawBuilder<unknown> {
  const { declared, shape, p } = scope;
  const { table, filtering, halves, conditions } = declared;
  if (leader === "sight") {
    if (!isPlaced(table)) throw new Error("a list is led by what may be seen where indexes know that");
    return seenSql({ table, halves: [0], glue: "union" }, shape.sight, scope);
  }
  if ("filter" in leader) {
    if (!filtering) throw new Error("a list is led by what its filter asks");
    return filtering.found(shape.filter, leader.filter, shape.sight, scope);
  }
  const free = { ...scope, shape: { ...shape, led: undefined, part: { ...shape.part, walk: undefined } } };
  const own = asked(
    free,
    (where) =>
      [...halves, leader.column].includes(conditions[where].column) && conditions[where].is !== "other",
  );
  return sql`select ${sql.ref(`${table}.id`)} as key from ${sql.table(table)}
    where ${sql.join([sql`${sql.ref(`${table}.company_id`)} = ${p.company}`, ...own], sql` and `)}`;
}

/** What a list asks by its conditions. */
const asked = <Where extends string>(
  scope: Scope<Where>,
  which: (where: Where) => boolean,
): RawBuilder<boolean>[] =>
  scope.shape.wheres.filter(which).map((where) => {
    const { column, asks } = scope.declared.conditions[where];
    return asks(askedOf(scope, column), scope.p, { ...scope, sight: scope.shape.sight });
  });

const tiesSql = (scope: Scope<string>, which: (column: string) => boolean): RawBuilder<boolean>[] =>
  scope.shape.part.tied
    .filter(which)
    .map((column) => sql`${askedOf(scope, column)} = ${scope.p[`tied_${column}`]}`);

/** What keeps rows between where a part begins and where the next one does. */
function bordersSql(scope: Scope<string>): RawBuilder<boolean>[] {
  const { from, until, walk } = scope.shape.part;
  const by = walk?.by ?? [];
  return [
    ...(from ? [besides(standsIn(scope, by, "from"), from)] : []),
    ...(until ? [besides(standsIn(scope, by, "until"), "before")] : []),
  ];
}

const standsIn = (scope: Scope<string>, order: ListOrder, name: "at" | "from" | "until") =>
  order.map(({ column, direction }) => ({
    column: comparable(scope, column),
    direction,
    value: scope.p[`${name}_${column}`],
  }));

/** In order: where few are found, by no index, for SQLite would rather walk the whole table in that order. */
const sorted = (rows: Rows, scope: Scope<string>): Rows =>
  scope.shape.part.order.reduce(
    (some, { column, direction }) =>
      some.orderBy(plus(comparable(scope, column), scope, scope.shape.led !== undefined), direction),
    rows,
  );

/** A column of which something is asked. SQLite is to find rows by none that is not of the index walked. */
function askedOf(scope: Scope<string>, column: string): RawBuilder<unknown> {
  const { led, part } = scope.shape;
  const { walk } = part;
  const isWalked = walk === undefined || walk.columns.includes(column) || walk.by[0]?.column === column;
  return plus(columnOf(scope, column), scope, led !== undefined || !isWalked);
}

/** In SQLite, an index is not used for what stands after a `+`. */
const plus = (column: RawBuilder<unknown>, { engine }: Scope<string>, is: boolean): RawBuilder<unknown> =>
  is && engine === "sqlite" ? sql`+${column}` : column;

const columnOf = ({ declared }: Scope<string>, column: string): RawBuilder<unknown> =>
  sql.ref(`${declared.table}.${column}`);

/** Both engines put a missing value first, ascending. */
const comparable = (scope: Scope<string>, column: string): RawBuilder<unknown> =>
  scope.declared.nullable?.includes(column)
    ? sql`coalesce(${columnOf(scope, column)}, 0)`
    : columnOf(scope, column);

export type Stated<Where extends string, Filter> = {
  list: Page<Where, Filter>;
  part: Part;
  led?: Leader | undefined;
  leaders?: readonly Leader[];
  /** Whether rows before the one the page begins with are left out by themselves. */
  resumes: boolean;
};

/** What the statement on a part of a list depends on, as text. */
export function shapeOf<Where extends string, Filter>(
  { conditions }: List<Where, Filter>,
  { list, part, led, leaders, resumes }: Stated<Where, Filter>,
): string {
  const { tied, order, walk, from, after, until } = part;
  const shape: Shape<Where> = {
    wheres: wheresOf(conditions, list.given),
    whole: list.order,
    part: {
      tied: Object.keys(tied),
      order,
      walk,
      from: from && (after ? "after" : "from"),
      until: until !== undefined,
    },
    resumes,
    sight: sightShape(list.viewer.sees),
    filter: list.filter?.shape,
    led,
    leaders,
  };
  return JSON.stringify(shape);
}

export const wheresOf = <Where extends string>(
  conditions: Record<Where, Condition>,
  given: object,
): Where[] => (Object.keys(conditions) as Where[]).filter((where) => given[where as never] !== undefined);

/** What it binds. */
export function valuesOf(
  { list, part }: Stated<string, unknown>,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Values {
  const { viewer, given, filter, begin } = list;
  const named = (to: string, place: Place = {}) =>
    Object.entries(place).map(([column, value]) => [`${to}_${column}`, value]);
  return {
    ...given,
    ...filter?.values,
    ...Object.fromEntries([
      ...named("at", "at" in begin ? begin.at : {}),
      ...named("tied", part.tied),
      ...named("from", part.from),
      ...named("until", part.until),
    ]),
    ...sightValues(viewer.sees),
    company: viewer.company_id,
    limit,
    offset,
  };
}
