import { sql } from "kysely";
import { first, type Tx } from "../storage/db.ts";
import { prepare, prepareByShape } from "../storage/prepared.ts";

/** FTS5 is told by inserting: a negative number begins to put everything together, a positive one goes on. */
const merge = prepare((q, p: { pages: number }) =>
  q.insertInto("search_tokens").values({ search_tokens: "merge", rank: p.pages }),
);

/** From how many deleted entries in a hundred on a part of the index is written anew; 0: by no number. */
type Share = "0" | "10" | "50";

const setShare = prepareByShape(
  (share: Share) => (q) =>
    q.insertInto("search_tokens").values({ search_tokens: "deletemerge", rank: sql.lit(Number(share)) }),
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

/**
 * Rids the index of some of what was deleted, where that is so much of a part of it. Answers whether anything is left
 * to. By itself FTS5 would do that beside the deletions, for which it took seconds at a time: see migration 0029.
 */
export async function dropDeleted(
  tx: Tx,
  { pages, share }: { pages: number; share: Exclude<Share, "0"> },
): Promise<boolean> {
  if (tx.engine === "postgres") return false;
  await tx.all(setShare(share), {});
  const more = await tidyIndex(tx, { pages, begins: false });
  await tx.all(setShare("0"), {});
  return more;
}
