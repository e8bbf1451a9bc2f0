import { type RawBuilder, sql } from "kysely";
import type { Comparison, Leaf, Operand, Pointed, Shape } from "./clause.ts";
import {
  type ClauseScope,
  clauseSql,
  comparedSql,
  kinds,
  pointers,
  saidSql,
  type Table,
  tables,
} from "./clause-sql.ts";

/**
 * Columns by which an index finds rows: those that stand behind columns of two values (`halves`), such as whether a row is
 * in the archive, and those that stand first.
 */
const indexed: Record<
  Table,
  { halves: readonly string[]; behind: readonly string[]; first: readonly string[] }
> = {
  leads: {
    halves: ["is_archived"],
    behind: [
      ...["owner_id", "creator_id", "title_key", "was_seen"],
      ...["close_date", "next_activity_id", "add_time", "update_time"],
    ],
    first: ["person_id", "organization_id"],
  },
  deals: {
    halves: ["is_deleted", "is_archived"],
    behind: [
      ...["title_key", "owner_id", "pipeline_id", "stage_id", "status", "value"],
      ...["close_date", "add_time", "touch_time"],
    ],
    first: ["person_id", "org_id"],
  },
  persons: {
    halves: ["is_deleted"],
    behind: ["owner_id", "name_key", "add_time", "touch_time"],
    first: ["org_id"],
  },
  organizations: {
    halves: ["is_deleted"],
    behind: ["owner_id", "name_key", "add_time", "touch_time"],
    first: [],
  },
  activities: {
    halves: ["is_deleted"],
    behind: ["owner_id", "person_id", "org_id", "due_date", "add_time", "update_time"],
    first: ["deal_id"],
  },
};

const isColumnFound = (table: Table, column: string): boolean =>
  indexed[table].behind.includes(column) || indexed[table].first.includes(column);

const ordering: ReadonlySet<Comparison> = new Set(["=", "<", "<=", ">", ">="]);

/**
 * What of a filter an index can find rows by: every one of these holds for all rows the filter chooses, so that where
 * one finds few, looking at those alone is enough. In the order of the filter.
 */
export const leadersOf = (shape: Shape, table: Table = "leads"): Shape[] =>
  unitsOf(shape).filter((unit) => isFound(unit, table));

const isSearch = (shape: Shape): boolean => "operand" in shape && shape.operand.from === "search";

/** The search in a filter, as one of its leaders; -1 where there is none. */
export const searchIn = (shape: Shape): number => leadersOf(shape).findIndex(isSearch);

/** A filter without the search in it, for leads that were found by it. */
export const withoutSearch = (shape: Shape): Shape => ({
  all: unitsOf(shape).filter((unit) => !isSearch(unit)),
});

/** Whether a filter of leads asks of one column alone, so that an index tells how many there are. */
export function isIndexAlone(shape: Shape): boolean {
  const [only, ...others] = unitsOf(shape);
  const [bound] = (only && others.length === 0 && isFound(only, "leads") && boundsOf(only)) || [];
  return bound?.operand.from === "column";
}

/** The conditions that all must hold. Two bounds of one value belong together. */
function unitsOf(shape: Shape): Shape[] {
  if (!("all" in shape)) return [shape];
  return shape.all.length > 1 && boundsOf(shape) ? [shape] : shape.all.flatMap(unitsOf);
}

/** The comparisons of one value: of a leaf itself, or of bounds that belong together. */
function boundsOf(shape: Shape): readonly [Leaf<string>, ...Leaf<string>[]] | undefined {
  const leaves = "all" in shape ? shape.all : [shape];
  const [first, ...others] = leaves.filter((one): one is Leaf<string> => "operand" in one);
  if (!first || others.length + 1 !== leaves.length) return undefined;
  const operand = JSON.stringify(first.operand);
  return others.every((one) => JSON.stringify(one.operand) === operand) ? [first, ...others] : undefined;
}

function isFound(unit: Shape, table: Table): boolean {
  if ("any" in unit) return unit.any.length > 0 && unit.any.every((one) => leadersOf(one, table).length > 0);
  if ("of" in unit)
    return pointerOf(table, unit.of) !== undefined && leadersOf(unit.clause, tables[unit.of]).length > 0;
  const bounds = boundsOf(unit);
  return bounds?.every(({ operand, is }) => isIndexed(operand, is, table)) ?? false;
}

/** The column by which rows point at what is found by its id. */
function pointerOf(table: Table, of: Pointed): string | undefined {
  const column = of === "lead" ? undefined : pointers[table][of];
  return column !== undefined && isColumnFound(table, column) ? column : undefined;
}

function isIndexed(operand: Operand, is: Comparison, table: Table): boolean {
  switch (operand.from) {
    case "column":
      return isColumnFound(table, operand.column) && ordering.has(is);
    case "custom":
      return operand.part !== "extra" && !operand.whole && ordering.has(is);
    case "labels":
      return is === "=";
    case "search":
      return true;
    default:
      return false;
  }
}

export type LeaderScope = ClauseScope & {
  /** Which leads, in the archive or not, are asked for. */
  archived: readonly (0 | 1)[];
};

/** Selects, as `key`, the leads that a leader finds: each once, some too many that the whole filter then leaves out. */
export function foundSql(leader: Shape, scope: LeaderScope): RawBuilder<unknown> {
  if ("any" in leader) {
    const found = leader.any.map(
      (one) => sql`select key from (${foundSql(firstOf(one, scope), scope)}) as one`,
    );
    return sql.join(found, sql` union `);
  }
  if ("of" in leader) return pointingSql(leader, scope);
  const [first, ...others] = boundsOf(leader) ?? [];
  if (!first) throw new Error("only what leadersOf answers finds leads");
  return rowsSql([first, ...others], scope);
}

function firstOf(shape: Shape, { table }: ClauseScope): Shape {
  const [first] = leadersOf(shape, table);
  if (!first) throw new Error("only what leadersOf answers finds leads");
  return first;
}

/** What points at what is found: SQLite looks at the tables of a cross join in the order in which they are written. */
function pointingSql(
  { of, clause }: Extract<Shape, { of: string }>,
  scope: LeaderScope,
): RawBuilder<unknown> {
  const column = pointerOf(scope.table, of);
  if (!column) throw new Error("only what leadersOf answers finds rows");
  const inner = { ...scope, table: tables[of] };
  const key = scope.table === "leads" ? sql`pointing.seq` : sql`pointing.id`;
  return sql`select ${key} as key from (${foundSql(firstOf(clause, inner), inner)}) as who
    cross join ${sql.table(scope.table)} as pointing
    where pointing.company_id = ${scope.company}${halvesSql(column, "pointing", scope)}
    and ${sql.ref(`pointing.${column}`)} = who.key`;
}

function rowsSql(
  bounds: readonly [Leaf<string>, ...Leaf<string>[]],
  scope: LeaderScope,
): RawBuilder<unknown> {
  const [{ operand, value = "" }] = bounds;
  const { table, company, parameter } = scope;
  switch (operand.from) {
    case "labels":
      return sql`select link.lead_seq as key from lead_label_links as link
        where link.company_id = ${company} and link.label_id = ${parameter(value)}`;
    case "search":
      return saidSql(value, scope);
    case "custom": {
      const at = sql.ref(`held.${operand.part}`);
      // A text has no number: named, the index goes on to the text.
      const numberless = operand.part === "txt" ? sql` and held.num = 0` : sql``;
      return sql`select distinct held.holder as key from field_values as held where held.company_id = ${company}
        and held.field_id = ${sql.lit(operand.field)} and held.kind = ${sql.lit(kinds[table])}${numberless}
        and ${sql.join(
          bounds.map((leaf) => comparedSql(at, leaf, scope)),
          sql` and `,
        )}`;
    }
    default: {
      const key = table === "leads" ? sql`leads.seq` : sql.ref(`${table}.id`);
      return sql`select ${key} as key from ${sql.table(table)}
        where ${sql.ref(`${table}.company_id`)} = ${company}${operand.from === "column" ? halvesSql(operand.column, table, scope) : sql``}
        and ${clauseSql({ all: bounds }, scope)}`;
    }
  }
}

/** What stands in front of a column in its index. */
function halvesSql(column: string, alias: string, { table, archived }: LeaderScope): RawBuilder<unknown> {
  const { halves, first } = indexed[table];
  if (first.includes(column)) return sql``;
  const values = sql.join((table === "leads" ? archived : [0, 1]).map((half) => sql.lit(half)));
  return sql.join(
    halves.map((half) => sql` and ${sql.ref(`${alias}.${half}`)} in (${values})`),
    sql``,
  );
}
