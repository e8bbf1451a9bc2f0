import { type RawBuilder, sql } from "kysely";
import type { Engine } from "../storage/prepared.ts";
import { type SightShape, type SightValues, visible } from "../storage/sight.ts";
import type { SortColumn } from "./lead-sort.ts";
import type { ContactTable, Standing } from "./lead-stretches.ts";

type Sql = RawBuilder<unknown>;
/** A condition, true or false. */
type Condition = RawBuilder<boolean>;

/** What the SQL of an order knows. */
export type Scope = {
  p: SightValues & { company: number; rank: string; before: string; ranks: string; places: string };
  engine: Engine;
  sight: SightShape;
};

/** Rows of another table, in their order, each with the leads that stand at it. */
export type Loop = {
  /** Selects the rows, in columns of names no lead has; in SQLite `stood_row` is their place in the table. */
  stood: Sql;
  /** How many of the columns of the order are those of `stood`, from the first. */
  width: number;
  /** What lies between those and the leads. */
  between?: { rows: Sql; meets: Condition };
  /** Which leads stand at a row. */
  meets: Condition;
};

/** The columns by which leads that stand somewhere, or at one rank, follow each other. */
export const heldColumns: Record<Standing["by"], readonly SortColumn[]> = {
  amount: ["amount", "add_time", "seq"],
  owner: ["add_time", "seq"],
  label: ["holder"],
  activity: ["due_date", "due_time", "next"],
  contact: ["who_key", "who", "add_time", "seq"],
  value: ["num", "txt", "holder"],
  option: ["holder"],
  named: ["who_key", "who", "holder"],
};

/** How leads are put in the order of where they stand. */
export type Walk = {
  /** Those leads: by an index of their own, or by loops over other tables, each in the same order. */
  held: { own: Condition; at: "begin" | "all" } | { loops: readonly Loop[] };
  /** Which leads stand nowhere. */
  lacks: Condition;
  /** Where a lead stands, column by column, null for nowhere; `timed` ones go on by the time they were added. */
  places: readonly Sql[];
  timed: boolean;
};

const LEAST = sql.lit(-Number.MAX_VALUE);

const exists = (rows: Sql, { engine }: Scope): Condition =>
  // PostgreSQL would otherwise join with the whole table.
  engine === "sqlite" ? sql`exists (${rows})` : sql`exists (${rows} offset 0)`;

/** How leads stand in an order. */
export function walkOf(standing: Standing, scope: Scope): Walk {
  switch (standing.by) {
    case "amount":
      return byAmount();
    case "owner":
      return byOwner(scope);
    case "label":
      return byLabel(scope);
    case "activity":
      return byActivity(scope);
    case "contact":
      return byContact(standing.table, scope);
    case "value":
      return byValue(standing.field, scope);
    case "option":
      return byOption(standing, scope);
    case "named":
      return byNamed(standing.field, standing.table, scope);
  }
}

const byAmount = (): Walk => ({
  held: { own: sql`amount >= ${LEAST}`, at: "begin" },
  lacks: sql`amount is null`,
  places: [sql`leads.amount`],
  timed: true,
});

const byOwner = (scope: Scope): Walk => ({
  held: { own: sql`owner_id = ${scope.p.rank}`, at: "all" },
  lacks: sql`false`,
  places: [placeSql(sql`leads.owner_id`, "bigint", scope)],
  timed: true,
});

function byLabel(scope: Scope): Walk {
  const { p, engine } = scope;
  const links = (at: Sql, seq: Sql) => sql`select 1 from lead_label_links as link
    where link.company_id = ${p.company} and link.label_id ${at} and link.lead_seq = ${seq}`;
  const stood = sql`select lead_seq as holder from lead_label_links
    where company_id = ${p.company} and label_id = ${p.rank}`;
  const isFirst = sql`not ${exists(links(oneOf(p.before, "text", engine), sql`stood.holder`), scope)}`;
  return {
    held: { loops: [{ stood, width: 1, meets: sql`leads.seq = stood.holder and ${isFirst}` }] },
    lacks: sql`not ${exists(links(oneOf(p.ranks, "text", engine), sql`leads.seq`), scope)}`,
    places: [sql`(select min(${placeSql(sql`worn.value`, "text", scope)}) from ${wornSql(engine)})`],
    timed: false,
  };
}

function byOption({ field, several }: Extract<Standing, { by: "option" }>, scope: Scope): Walk {
  const { p, engine } = scope;
  const chosen = (at: Sql, seq: Sql) => sql`select 1 from field_values as other
    where ${ofField("other", field, p)} and other.holder = ${seq} and other.num ${at}`;
  const stood = sql`select holder from field_values as held
    where ${ofField("held", field, p)} and held.num = ${p.rank} and held.txt = ''`;
  const meets = sql<boolean>`leads.seq = stood.holder`;
  const isFirst = sql`not ${exists(chosen(oneOf(p.before, "double precision", engine), sql`stood.holder`), scope)}`;
  return {
    held: { loops: [{ stood, width: 1, meets: several ? sql`${meets} and ${isFirst}` : meets }] },
    lacks: sql`not ${exists(chosen(oneOf(p.ranks, "double precision", engine), sql`leads.seq`), scope)}`,
    places: [
      sql`(select min(${placeSql(sql`cast(held.num as bigint)`, "bigint", scope)}) from field_values as held
        where ${ofField("held", field, p)} and held.holder = leads.seq)`,
    ],
    timed: false,
  };
}

function byActivity({ p, engine }: Scope): Walk {
  const of = sql`from activities where company_id = ${p.company}`;
  const stood = sql`select id as next, due_date, due_time${rowOf(engine)} ${of}
    and lead_id is not null and is_deleted = 0 and done = 0`;
  const place = (column: "due_date" | "due_time" | "id") =>
    sql`(select ${sql.ref(column)} ${of} and id = nullif(leads.next_activity_id, 0))`;
  return {
    held: { loops: [{ stood, width: 3, meets: sql`leads.next_activity_id = stood.next` }] },
    lacks: sql`leads.next_activity_id = 0`,
    places: [place("due_date"), place("due_time"), place("id")],
    timed: false,
  };
}

function byContact(table: ContactTable, scope: Scope): Walk {
  const pointer = sql.ref(table === "persons" ? "leads.person_id" : "leads.organization_id");
  const meets = sql<boolean>`${pointer} = stood.who`;
  return {
    held: { loops: namedLoops(table, scope).map((stood) => ({ stood, width: 2, meets })) },
    lacks: sql`not ${exists(sql`select 1 ${namedSql(table, pointer, scope)}`, scope)}`,
    places: (["name_key", "id"] as const).map(
      (column) => sql`(select ${sql.ref(`${table}.${column}`)} ${namedSql(table, pointer, scope)})`,
    ),
    timed: true,
  };
}

function byNamed(field: number, table: ContactTable, scope: Scope): Walk {
  const { p } = scope;
  const rows = sql`select holder, num as pointed from field_values as held
    where ${ofField("held", field, p)} and held.txt = ''`;
  const between = { rows, meets: sql<boolean>`held.pointed = stood.who` };
  const meets = sql<boolean>`leads.seq = held.holder`;
  const pointer = sql`(select held.num from field_values as held
    where ${ofField("held", field, p)} and held.holder = leads.seq)`;
  return {
    held: { loops: namedLoops(table, scope).map((stood) => ({ stood, width: 2, between, meets })) },
    lacks: sql`not ${exists(sql`select 1 ${namedSql(table, pointer, scope)}`, scope)}`,
    places: (["name_key", "id"] as const).map(
      (column) => sql`(select ${sql.ref(`${table}.${column}`)} ${namedSql(table, pointer, scope)})`,
    ),
    timed: false,
  };
}

function byValue(field: number, scope: Scope): Walk {
  const { p } = scope;
  const of = sql`from field_values as held where ${ofField("held", field, p)}`;
  const place = (column: "num" | "txt") =>
    sql`(select ${sql.ref(`held.${column}`)} ${of} and held.holder = leads.seq)`;
  return {
    held: {
      loops: [{ stood: sql`select holder, num, txt ${of}`, width: 3, meets: sql`leads.seq = stood.holder` }],
    },
    lacks: sql`not ${exists(sql`select 1 ${of} and held.holder = leads.seq`, scope)}`,
    places: [place("num"), place("txt")],
    timed: false,
  };
}

/** The contacts that are seen, by name: those that are there, and those that were deleted, whose names still show. */
function namedLoops(table: ContactTable, scope: Scope): Sql[] {
  const { p, engine, sight } = scope;
  const seen = visible(table, sight, scope) ?? sql`true`;
  return [0, 1].map(
    (deleted) => sql`select id as who, name_key as who_key${rowOf(engine)} from ${sql.table(table)}
      where company_id = ${p.company} and is_deleted = ${sql.lit(deleted)} and ${seen}`,
  );
}

/** The contact a lead points at, where that is seen. */
function namedSql(table: ContactTable, pointer: Sql, scope: Scope): Sql {
  const seen = visible(table, scope.sight, scope) ?? sql`true`;
  const column = (name: string) => sql.ref(`${table}.${name}`);
  return sql`from ${sql.table(table)} where ${column("company_id")} = ${scope.p.company}
    and ${column("id")} = ${pointer} and ${seen}`;
}

const ofField = (alias: string, field: number, p: Scope["p"]): Sql => {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`${column("company_id")} = ${p.company} and ${column("field_id")} = ${sql.lit(field)}
    and ${column("kind")} = 'lead'`;
};

/** SQLite takes rows of an index for many with the same columns unless their place in the table is among them. */
const rowOf = (engine: Engine): Sql => (engine === "sqlite" ? sql`, rowid as stood_row` : sql``);

/** The labels of a lead: no index has them by lead. */
const wornSql = (engine: Engine): Sql =>
  engine === "sqlite"
    ? sql`json_each(leads.doc, '$.label_ids') as worn`
    : sql`jsonb_array_elements_text(leads.doc::jsonb -> 'label_ids') as worn (value)`;

type RankType = "text" | "bigint" | "double precision";

/** The ranks, which PostgreSQL so reads once, and not anew for each lead. */
const ranksSql = (ranks: string, type: RankType): Sql =>
  sql`(select array_agg(value) from jsonb_array_elements_text(${ranks}::jsonb))::${sql.raw(type)}[]`;

/** The place of a rank among all; null where it is none. */
const placeSql = (rank: Sql, type: RankType, { p, engine }: Scope): Sql =>
  engine === "sqlite"
    ? sql`json_extract(${p.places}, '$."' || ${rank} || '"')`
    : sql`array_position(${ranksSql(p.ranks, type)}, ${rank})`;

/** Whether what stands before it is one of the ranks. */
const oneOf = (ranks: string, type: RankType, engine: Engine): Sql =>
  engine === "sqlite"
    ? sql`in (select value from json_each(${ranks}))`
    : sql`= any (${ranksSql(ranks, type)})`;
