import { sql } from "kysely";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare, prepareByShape } from "../storage/prepared.ts";

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

/** FTS5 is told by inserting: a negative number begins to put everything together, a positive one goes on. */
const merge = prepare((q, p: { pages: number }) =>
  q.insertInto("search_tokens").values({ search_tokens: "merge", rank: p.pages }),
);

const changes = prepare((q, _: object) => q.selectNoFrom(sql<number>`total_changes()`.as("count")));

/** Puts some of the index together. Answers whether anything is left to. PostgreSQL keeps its own in order. */
export async function tidyIndex(
  tx: Tx,
  { pages, begins }: { pages: number; begins: boolean },
): Promise<boolean> {
  if (tx.engine === "postgres") return false;
  const changed = async () => (await first(tx, changes, {}))?.count ?? 0;
  const before = await changed();
  await tx.all(merge, { pages: begins ? -pages : pages });
  return (await changed()) - before >= 2; // the order itself counts as one
}
