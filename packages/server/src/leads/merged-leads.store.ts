import type { Viewer } from "../lib/actor.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import { findLead } from "./leads.store.ts";

type Key = { company: number; id: string };
type Merged = Key & { into: string; user: number; now: number };

const insert = prepare((q, p: Merged) =>
  q
    .insertInto("merged_leads")
    .values({ company_id: p.company, id: p.id, into_id: p.into, user_id: p.user, add_time: p.now }),
);

const remove = prepare((q, p: Key) =>
  q.deleteFrom("merged_leads").where("company_id", "=", p.company).where("id", "=", p.id),
);

const select = prepare((q, p: Key) =>
  q
    .selectFrom("merged_leads")
    .select(["into_id", "user_id", "add_time"])
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

/** Leads that were merged one into the next, followed at most. */
const LONGEST_CHAIN = 100;

export const insertMerged = async (tx: Tx, merged: Merged): Promise<void> =>
  void (await tx.all(insert, merged));

/** Where a lead was merged, by whom and when. */
export const findMerged = (
  db: Db,
  key: Key,
): Promise<{ into_id: string; user_id: number; add_time: number } | undefined> => first(db, select, key);

export const removeMerged = async (tx: Tx, key: Key): Promise<void> => void (await tx.all(remove, key));

/**
 * The id of the lead that one, which is gone, was merged into, or that of what became of that; undefined where it was
 * not, and for who may not see the lead.
 */
export async function survivorOf(db: Db, viewer: Viewer, id: string): Promise<string | undefined> {
  let last = id;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const row = await findMerged(db, { company: viewer.company_id, id: last });
    if (!row) return undefined;
    if (await findLead(db, viewer, row.into_id)) return row.into_id;
    last = row.into_id;
  }
  return undefined;
}
