import { sql } from "kysely";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare, prepareByShape } from "../storage/prepared.ts";
import { itemTables } from "./search.store.ts";
import { type ItemKind, kindNumbers } from "./search-tokens.ts";

/** Items of a kind in a company, after one of them, that are not in the index yet. */
export type Backlog = { company_id: number; kind: number; after: number };

const selectNext = prepareByShape((shape: "any" | "company") => (q, p: { company: number }) => {
  const rows = q.selectFrom("search_backlog").selectAll().orderBy("company_id").orderBy("kind").limit(1);
  return shape === "company" ? rows.where("company_id", "=", p.company) : rows;
});

const move = prepare((q, p: Backlog) =>
  q
    .updateTable("search_backlog")
    .set({ after: p.after })
    .where("company_id", "=", p.company_id)
    .where("kind", "=", p.kind),
);

const end = prepare((q, p: Backlog) =>
  q.deleteFrom("search_backlog").where("company_id", "=", p.company_id).where("kind", "=", p.kind),
);

/** What comes next, of one company or of any. */
export const nextBacklog = (db: Db, company?: number): Promise<Backlog | undefined> =>
  first(db, selectNext(company === undefined ? "any" : "company"), { company: company ?? 0 });

export const moveBacklog = async (tx: Tx, backlog: Backlog): Promise<void> =>
  void (await tx.all(move, backlog));

export const endBacklog = async (tx: Tx, backlog: Backlog): Promise<void> =>
  void (await tx.all(end, backlog));

const selectAll = prepare((q, _: object) => q.selectFrom("search_backlog").selectAll());

/** By the places alone, as long as they are the company's: a `+` keeps SQLite from looking at all of its leads. */
const lastPlace = prepareByShape((kind: ItemKind) => (q, p: { company: number }, engine) => {
  const { table, key } = itemTables[kind];
  return q
    .selectFrom(table)
    .select(sql<number>`${sql.ref(key)}`.as("place"))
    .where(engine === "sqlite" ? sql<number>`+company_id` : sql.ref<number>("company_id"), "=", p.company)
    .orderBy(sql.ref(key), "desc")
    .limit(1);
});

/** How far there is to go, in places, until everything is in the index. */
export async function leftToFill(db: Db): Promise<number> {
  let left = 0;
  for (const { company_id: company, kind, after } of await db.all(selectAll, {})) {
    const named = (Object.keys(itemTables) as ItemKind[]).find((one) => kindNumbers[one] === kind); // all keys there are
    const last = named && (await first(db, lastPlace(named), { company }));
    left += Math.max((last?.place ?? 0) - after, 0) + 1;
  }
  return left;
}
