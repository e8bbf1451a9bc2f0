import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Sight } from "../lib/actor.ts";
import { idsAmong } from "./among.ts";
import { type Db, first } from "./db.ts";
import { type Engine, prepareByShape } from "./prepared.ts";
import type { Database } from "./schema.ts";
import { type SightShape, type SightValues, seenObject, sightShape, sightValues } from "./sight.ts";

/** Things worth looking at one by one, rather than walking all of a list's order to find them. */
export const FEW = 2_000;
/** How often an answer is given again before it is asked for anew: it only says which way is shorter. */
const ASKED_AGAIN = 50;
/** Answers kept at once, of one database. */
const CAPACITY = 10_000;

/** By what things are known, and the column that stands before their owner and their level in indexes. */
const places = {
  leads: { key: "seq", half: "is_archived" },
  persons: { key: "id", half: "is_deleted" },
  organizations: { key: "id", half: "is_deleted" },
} as const;
type Table = keyof typeof places;

/** Whether it is known by indexes what of a table may be seen. */
export const isPlaced = (table: string): table is Table => Object.hasOwn(places, table);

type Bound = { p: SightValues & { company: number }; engine: Engine };

export type Asked = { table: Table; halves: readonly (0 | 1)[]; glue: "union" | "union all" };

/**
 * Selects, as `key`, everything that may be seen, by indexes: what those own whose things may be seen, what is shared
 * further, and what is followed. Some too many: whether each is seen is asked after. By `union all` some come twice,
 * but no more are looked at than are taken.
 */
export function seenSql(
  { table, halves, glue }: Asked,
  shape: SightShape,
  bound: Bound,
): RawBuilder<unknown> {
  const { p } = bound;
  const { key, half } = places[table];
  const { column, inHalves } = columnsOf(table, halves);
  // What a whole company sees begins at 3; in one with groups, 3 is a group's own, which is found by its owners.
  const levels = shape === "alone" ? sql`(3, 5, 7)` : sql`(5, 7)`;
  const glued = sql.raw(glue);
  // A `+` keeps SQLite from walking all of a company in the order of the key.
  const apart = sql.raw(bound.engine === "sqlite" ? "+" : "");
  return sql`${ofOwners({ table, halves, glue }, shape, bound)}
    ${glued} select ${apart}${sql.ref(key)} from ${sql.table(table)}
      where ${column("company_id")} = ${p.company} and ${inHalves(half)}
      and ${column("visible_to")} in ${levels} and ${column("visible_to")} > 1
    ${glued} select item_id from followers
      where company_id = ${p.company} and user_id = ${p.me} and object = ${sql.lit(seenObject(table))}`;
}

function columnsOf(table: Table, halves: readonly (0 | 1)[]) {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const inHalves = (name: string) =>
    sql`${column(name)} in (${sql.join(halves.map((half) => sql.lit(half)))})`;
  return { column, inHalves };
}

function ofOwners({ table, halves }: Asked, shape: SightShape, { p, engine }: Bound): RawBuilder<unknown> {
  const { key, half } = places[table];
  const { column, inHalves } = columnsOf(table, halves);
  const ofCompany = sql`${column("company_id")} = ${p.company} and ${inHalves(half)}`;
  if (shape === "alone")
    return sql`select ${column(key)} as key from ${sql.table(table)} where ${ofCompany} and ${column("owner_id")} = ${p.me}`;
  const roles = sql`(users.role_id = ${p.my_role} or users.role_id in ${idsAmong(engine, p.below)})`;
  const owners = sql`users.company_id = ${p.company} and (users.id = ${p.me} or ${roles})`;
  const owned = sql`${ofCompany} and ${column("owner_id")} = users.id`;
  // Either engine does as it is written: from the few owners to what is theirs.
  return engine === "sqlite"
    ? sql`select ${column(key)} as key from users cross join ${sql.table(table)} where ${owners} and ${owned}`
    : sql`select owned.key from users
        cross join lateral (select ${sql.ref(key)} as key from ${sql.table(table)} where ${owned} offset 0) as owned
        where ${owners}`;
}

type Values = SightValues & { company: number; limit: number };

const countSeen = prepareByShape((text: string) => (q: Kysely<Database>, p: Values, engine: Engine) => {
  const { shape, ...asked }: { shape: SightShape } & Omit<Asked, "glue"> = JSON.parse(text);
  const seen = seenSql({ ...asked, glue: "union all" }, shape, { p, engine });
  return q.selectNoFrom(
    sql<number>`(select count(*) from (select 1 from (${seen}) as seen limit ${p.limit}) as counted)`.as(
      "count",
    ),
  );
});

type Answer = { few: boolean; left: number };
const known = new WeakMap<Db, Map<string, Answer>>();

type Question = { table: Table; company: number; sees: Sight | null; halves: readonly (0 | 1)[] };

/** Whether someone may see few of a company's things at all, so that those alone are looked at. */
export async function seesFew(db: Db, { table, company, sees, halves }: Question): Promise<boolean> {
  if (sees === null) return false;
  const answers = known.get(db) ?? new Map<string, Answer>();
  known.set(db, answers);
  const shape = sightShape(sees);
  const name = [table, company, sees.user_id, sees.role_id, shape, ...halves].join(" ");
  const answer = answers.get(name);
  if (answer && answer.left > 0) {
    answer.left -= 1;
    return answer.few;
  }
  const values = { company, limit: FEW + 1, ...sightValues(sees) };
  const { count = 0 } = (await first(db, countSeen(JSON.stringify({ table, halves, shape })), values)) ?? {};
  if (answers.size >= CAPACITY) answers.clear();
  const few = Number(count) <= FEW;
  answers.set(name, { few, left: ASKED_AGAIN });
  return few;
}
