import { type RawBuilder, sql } from "kysely";
import { FOUND_LENGTH } from "../fields/custom-values.ts";
import { SORT_KEY_LENGTH } from "../lib/sort-key.ts";
import { kindNumbers } from "../search/search-tokens.ts";
import type { Engine } from "../storage/prepared.ts";
import type { Leaf, Operand, Pointed, Shape } from "./clause.ts";

export type Table = "leads" | "deals" | "persons" | "organizations" | "activities";
type Expression = RawBuilder<unknown>;

/** Where a clause is asked: of rows of `table`, in one company. `parameter` gives a value of the shape by name. */
export type ClauseScope = {
  table: Table;
  company: unknown;
  engine: Engine;
  parameter: (name: string) => unknown;
  /** Leaves out rows of another table that who asks may not see. */
  seen: (table: Table) => RawBuilder<boolean> | undefined;
};

export const tables = {
  person: "persons",
  organization: "organizations",
  deal: "deals",
  lead: "leads",
  activity: "activities",
} as const satisfies Record<Pointed, Table>;
export const kinds: Record<Table, string> = {
  leads: "lead",
  deals: "deal",
  persons: "person",
  organizations: "organization",
  activities: "activity",
};

/** The columns by which rows point at other things. */
export const pointers: Record<Table, Partial<Record<Pointed, string>>> = {
  leads: { person: "person_id", organization: "organization_id" },
  deals: { person: "person_id", organization: "org_id" },
  persons: { organization: "org_id" },
  organizations: {},
  activities: { person: "person_id", organization: "org_id", deal: "deal_id", lead: "lead_id" },
};

/** A condition on rows of a table that is true or false, never null. */
export function clauseSql(shape: Shape, scope: ClauseScope): RawBuilder<boolean> {
  if ("all" in shape) return joined(shape.all, scope, sql` and `, sql`true`);
  if ("any" in shape) return joined(shape.any, scope, sql` or `, sql`false`);
  if ("not" in shape) return sql`not ${clauseSql(shape.not, scope)}`;
  if ("of" in shape) return ofSql(shape, scope);
  return leafSql(shape, scope);
}

function joined(
  clauses: readonly Shape[],
  scope: ClauseScope,
  glue: RawBuilder<unknown>,
  none: RawBuilder<unknown>,
): RawBuilder<boolean> {
  if (clauses.length === 0) return sql`(${none})`;
  return sql`(${sql.join(
    clauses.map((clause) => clauseSql(clause, scope)),
    glue,
  )})`;
}

function ofSql({ of, clause }: Extract<Shape, { of: string }>, scope: ClauseScope): RawBuilder<boolean> {
  const table = tables[of];
  const meets = meetsSql(table, scope);
  if (!meets) return sql`(false)`;
  const seen = scope.seen(table) ?? sql`true`;
  return sql`exists (select 1 from ${sql.table(table)} where ${sql.ref(`${table}.company_id`)} = ${scope.company}
    and ${meets} and ${seen} and ${clauseSql(clause, { ...scope, table })})`;
}

/** Which rows of another table a row points at, or of activities, which point at it. */
function meetsSql(table: Table, scope: ClauseScope): RawBuilder<boolean> | undefined {
  const at = (of: Table, column: string) => sql.ref(`${of}.${column}`);
  const pointer = Object.entries(pointers[scope.table]).find(([of]) => tables[of as Pointed] === table)?.[1];
  if (pointer) return sql`${at(table, "id")} = ${at(scope.table, pointer)}`;
  if (table !== "activities" || scope.table !== "deals") return undefined;
  return sql`${at(table, "deal_id")} = ${at("deals", "id")} and ${at(table, "is_deleted")} = 0`;
}

function leafSql(leaf: Leaf<string>, scope: ClauseScope): RawBuilder<boolean> {
  const { operand } = leaf;
  switch (operand.from) {
    case "column": {
      const column = sql.ref(`${scope.table}.${operand.column}`);
      return present(column, operand.unset, comparedSql(column, leaf, scope));
    }
    case "json": {
      const member = memberOf(scope, operand.column, operand.path, operand.as);
      return present(member, undefined, comparedSql(member, leaf, scope));
    }
    case "keyed":
      return sql`(${comparedSql(keyed(operand, scope), { ...leaf, folded: true }, scope)})`;
    case "each":
      return eachSql(operand, leaf, scope);
    case "labels":
      return labelSql(leaf, scope);
    case "search":
      return searchSql(leaf, scope);
    case "custom":
      return customSql(operand, leaf, scope);
  }
}

function present(expression: Expression, unset: 0 | "" | undefined, test: Expression): RawBuilder<boolean> {
  const is = unset === undefined ? sql`is not null` : unset === 0 ? sql`<> 0` : sql`<> ''`;
  return sql`(${expression} ${is} and ${test})`;
}

/** The comparison itself, of an expression that is not null. */
export function comparedSql(
  expression: Expression,
  leaf: Leaf<string> & { folded?: boolean },
  { engine, parameter }: ClauseScope,
): Expression {
  const { is, values = [] } = leaf;
  const value = leaf.value === undefined ? undefined : parameter(leaf.value);
  const text = leaf.folded ? expression : folded(expression, engine);
  switch (is) {
    case "present":
      return sql`true`;
    case "other":
      return sql`${expression} not in (${sql.join(values.map(parameter))})`;
    case "is":
      return sql`${text} = ${value}`;
    case "contains":
      return engine === "sqlite" ? sql`instr(${text}, ${value}) > 0` : sql`strpos(${text}, ${value}) > 0`;
    case "starts":
      return engine === "sqlite"
        ? sql`substr(${text}, 1, length(${value})) = ${value}`
        : sql`starts_with(${text}, ${value})`;
    case "ends":
      return engine === "sqlite"
        ? sql`substr(${text}, -length(${value})) = ${value}`
        : sql`right(${text}, length(${value})) = ${value}`;
    default:
      return sql`${expression} ${sql.raw(is)} ${value}`;
  }
}

/** What `fold` of lib/sort-key.ts makes of a text, in the database. */
const folded = (text: Expression, engine: Engine): Expression =>
  engine === "sqlite"
    ? sql`foyer_fold(${text})`
    : sql`lower(normalize(${text}, nfkc) collate "und-x-icu") collate "C"`;

/** A key as long as keys can be may be cut; below that it is the whole folded text, which then need not be read. */
const wholeText = (key: Expression, length: number, text: Expression, engine: Engine): Expression =>
  sql`case when octet_length(${key}) < ${sql.lit(length)} then ${key} else ${folded(text, engine)} end`;

function keyed({ key, column, path }: Extract<Operand, { from: "keyed" }>, scope: ClauseScope): Expression {
  const text = path ? memberOf(scope, column, path, "text") : sql.ref(`${scope.table}.${column}`);
  return wholeText(sql.ref(`${scope.table}.${key}`), SORT_KEY_LENGTH, text, scope.engine);
}

function memberOf(
  { table, engine }: ClauseScope,
  column: string,
  path: readonly string[],
  as: "number" | "text",
): Expression {
  const ref = sql.ref(`${table}.${column}`);
  if (engine === "sqlite") return sql`json_extract(${ref}, ${sql.lit(sqlitePath(path))})`;
  const text = sql`(${ref}::jsonb #>> ${sql.lit(`{${path.join(",")}}`)})`;
  return as === "number" ? sql`${text}::double precision` : text;
}

const sqlitePath = (path: readonly string[]): string => `$${path.map((member) => `."${member}"`).join("")}`;

function eachSql(
  { column, path = [], member, as }: Extract<Operand, { from: "each" }>,
  leaf: Leaf<string>,
  scope: ClauseScope,
): RawBuilder<boolean> {
  const ref = sql.ref(`${scope.table}.${column}`);
  if (scope.engine === "sqlite") {
    const value = member
      ? sql`json_extract(element.value, ${sql.lit(sqlitePath([member]))})`
      : sql`element.value`;
    return sql`exists (select 1 from json_each(${ref}, ${sql.lit(sqlitePath(path))}) as element
      where ${value} is not null and ${comparedSql(value, leaf, scope)})`;
  }
  const text = member ? sql`(element.value ->> ${sql.lit(member)})` : sql`(element.value #>> '{}')`;
  const value = as === "number" ? sql`${text}::double precision` : text;
  return sql`exists (select 1
    from jsonb_array_elements(${ref}::jsonb #> ${sql.lit(`{${path.join(",")}}`)}) as element(value)
    where ${value} is not null and ${comparedSql(value, leaf, scope)})`;
}

function labelSql(leaf: Leaf<string>, scope: ClauseScope): RawBuilder<boolean> {
  return sql`exists (select 1 from lead_label_links as link where link.company_id = ${scope.company}
    and ${comparedSql(sql`link.label_id`, leaf, scope)} and link.lead_seq = leads.seq)`;
}

/**
 * FTS5 takes long to answer for one lead and soon answers for all: so it is asked once, and never led by (`+`) where
 * it finds many. PostgreSQL is asked of one lead after the other.
 */
function searchSql({ value = "" }: Leaf<string>, scope: ClauseScope): RawBuilder<boolean> {
  if (scope.engine === "sqlite")
    return sql`+leads.seq in (select key from (${saidSql(value, scope)}) as found)`;
  return sql`exists (select 1 from (select tokens from search_documents where company_id = ${scope.company}
    and kind = ${sql.lit(kindNumbers.lead)} and item_id = leads.seq offset 0) as said
    where said.tokens @@ ${scope.parameter(value)}::tsquery)`;
}

/** Selects, as `key`, the leads that a search finds; in SQLite with their place in its index, newest last. */
export function saidSql(value: string, { company, engine, parameter }: ClauseScope): RawBuilder<unknown> {
  const of = sql`said.company_id = ${company} and said.kind = ${sql.lit(kindNumbers.lead)}`;
  return engine === "sqlite"
    ? sql`select said.item_id as key, search_tokens.rowid as at from search_tokens cross join search_documents as said
        where search_tokens match ${parameter(value)} and said.doc = search_tokens.rowid and ${of}`
    : sql`select said.item_id as key from search_documents as said
        where ${of} and said.tokens @@ ${parameter(value)}::tsquery`;
}

function customSql(
  { field, part, whole }: Extract<Operand, { from: "custom" }>,
  leaf: Leaf<string>,
  scope: ClauseScope,
): RawBuilder<boolean> {
  const at = sql.ref(`held.${part}`);
  const value = whole
    ? wholeText(at, FOUND_LENGTH, memberOf(scope, whole.column, whole.path, "text"), scope.engine)
    : at;
  const set = part === "extra" ? sql` and held.extra <> ''` : sql``;
  const holder = sql.ref(`${scope.table}.${scope.table === "leads" ? "seq" : "id"}`);
  return sql`exists (select 1 from field_values as held where held.company_id = ${scope.company}
    and held.kind = ${sql.lit(kinds[scope.table])} and held.holder = ${holder} and held.field_id = ${sql.lit(field)}${set}
    and ${comparedSql(value, { ...leaf, folded: whole !== undefined }, scope)})`;
}
