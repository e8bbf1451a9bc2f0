import type { Refusal } from "@leadfoyer/contract";
import type { Insertable, Selectable } from "kysely";
import { sql } from "kysely";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";

export type OperationRow = Selectable<Database["operations"]>;
export type OperationKind = "bulk" | "delete" | "undo" | "merge" | "conversion" | "import";
type Key = { company: number; id: number };

const insert = prepare((q, p: Insertable<Database["operations"]>) =>
  q.insertInto("operations").values({
    company_id: p.company_id,
    id: p.id,
    user_id: p.user_id,
    kind: p.kind,
    what: p.what,
    state: p.state,
    source: p.source,
    undoes: p.undoes,
    parent_id: p.parent_id,
    force: p.force,
    undone_by: null,
    total: p.total,
    done: p.done,
    changed: p.changed,
    refused: 0,
    refusals: "[]",
    place: p.place,
    add_time: p.add_time,
    touch_time: p.add_time,
    end_time: p.end_time,
  }),
);

const select = prepare((q, p: Key) =>
  q.selectFrom("operations").selectAll().where("company_id", "=", p.company).where("id", "=", p.id),
);

/** On PostgreSQL whoever is second waits for the first here, and finds what the first left. */
const take = prepare((q, p: Key & { now: number }) =>
  q
    .updateTable("operations")
    .set({ touch_time: p.now })
    .where("company_id", "=", p.company)
    .where("id", "=", p.id)
    .where("end_time", "is", null)
    .returningAll(),
);

type Progress = Key &
  Pick<OperationRow, "state" | "total" | "done" | "changed" | "refused" | "refusals" | "place" | "end_time">;

const update = prepare((q, p: Progress) =>
  q
    .updateTable("operations")
    .set({
      state: p.state,
      total: p.total,
      done: p.done,
      changed: p.changed,
      refused: p.refused,
      refusals: p.refusals,
      place: p.place,
      end_time: p.end_time,
    })
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

const grow = prepare((q, p: Key & { more: number }) =>
  q
    .updateTable("operations")
    .set((eb) => ({
      total: eb("total", "+", p.more),
      done: eb("done", "+", p.more),
      changed: eb("changed", "+", p.more),
    }))
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

const selectOfUser = prepare(
  (q, p: { company: number; user: number; until: number; since: number; limit: number }) =>
    q
      .selectFrom("operations")
      .selectAll()
      .where("company_id", "=", p.company)
      .where("user_id", "=", p.user)
      .where("id", "<=", p.until)
      .where("add_time", ">=", p.since)
      .where("kind", "!=", "undo")
      .where("parent_id", "is", null)
      .orderBy("id", "desc")
      .limit(p.limit),
);

const countAdded = prepare((q, p: Key) =>
  q
    .selectFrom("events")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("company_id", "=", p.company)
    .where("operation_id", "=", p.id)
    .where("object", "=", "lead")
    .where("action", "=", "create"),
);

const selectUndo = prepare((q, p: Key) =>
  q
    .selectFrom("operations")
    .selectAll()
    .where("company_id", "=", p.company)
    .where("undoes", "=", p.id)
    .where("undone_by", "is", null)
    .where("state", "!=", "failed")
    .orderBy("id", "desc")
    .limit(1),
);

const selectPart = prepare((q, p: Key & { before: number }) =>
  q
    .selectFrom("operations")
    .selectAll()
    .where("company_id", "=", p.company)
    .where("parent_id", "=", p.id)
    .where("id", "<", p.before)
    .orderBy("id", "desc")
    .limit(1),
);

const markUndone = prepare((q, p: Key & { by: number | null }) =>
  q
    .updateTable("operations")
    .set({ undone_by: p.by })
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

const selectOpen = prepare((q, _: object) =>
  q
    .selectFrom("operations")
    .selectAll()
    .where(sql<boolean>`state in ('collecting', 'running')`) // as the index in part has it
    .orderBy("id"),
);

const selectOld = prepare((q, p: { before: number }) =>
  q
    .selectFrom("operations")
    .select(["company_id", "id"])
    .where("add_time", "<", p.before)
    .where("kind", "<>", sql.lit("conversion")) // those can be taken back for ever
    .where("end_time", "is not", null)
    .orderBy("add_time")
    .limit(1),
);

const dropKept = prepare((q, p: Key & { limit: number }) =>
  q
    .deleteFrom("operation_kept")
    .where("company_id", "=", p.company)
    .where("operation_id", "=", p.id)
    .where("object_id", "in", (inner) =>
      inner
        .selectFrom("operation_kept")
        .select("object_id")
        .where("company_id", "=", p.company)
        .where("operation_id", "=", p.id)
        .limit(p.limit),
    )
    .returning("object_id"),
);

const remove = prepare((q, p: Key) =>
  q.deleteFrom("operations").where("company_id", "=", p.company).where("id", "=", p.id),
);

type KeptKey = Key & { object: string; objectId: string };

const upsertKept = prepare((q, p: KeptKey & { rows: string }) =>
  q
    .insertInto("operation_kept")
    .values({
      company_id: p.company,
      operation_id: p.id,
      object: p.object,
      object_id: p.objectId,
      rows: p.rows,
    })
    .onConflict((key) =>
      key.columns(["company_id", "operation_id", "object", "object_id"]).doUpdateSet({ rows: p.rows }),
    ),
);

const selectKept = prepare((q, p: KeptKey) =>
  q
    .selectFrom("operation_kept")
    .select("rows")
    .where("company_id", "=", p.company)
    .where("operation_id", "=", p.id)
    .where("object", "=", p.object)
    .where("object_id", "=", p.objectId),
);

export const insertOperation = async (tx: Tx, row: Insertable<Database["operations"]>): Promise<void> =>
  void (await tx.all(insert, row));

export const findOperation = (db: Db, company: number, id: number): Promise<OperationRow | undefined> =>
  first(db, select, { company, id });

/** An operation that has not ended, for whoever is to get on with it in this transaction. */
export const takeOperation = (tx: Tx, company: number, id: number): Promise<OperationRow | undefined> =>
  first(tx, take, { company, id, now: tx.now });

export const updateOperation = async (tx: Tx, { company_id: company, ...row }: OperationRow): Promise<void> =>
  void (await tx.all(update, { company, ...row }));

/** Leads an operation turns out to be about, beside those known before. */
export const addToOperation = async (tx: Tx, more: Key & { more: number }): Promise<void> =>
  void (await tx.all(grow, more));

/** Whatever has not ended, of any company. */
export const openOperations = (db: Db): Promise<OperationRow[]> => db.all(selectOpen, {});

/** Forgets a bounded part of the oldest operation from before a time. Answers whether more may be left. */
export async function forgetSome(tx: Tx, before: number, limit: number): Promise<boolean> {
  const old = await first(tx, selectOld, { before });
  if (!old) return false;
  const key = { company: old.company_id, id: old.id };
  const gone = await tx.all(dropKept, { ...key, limit });
  if (gone.length === 0) await tx.all(remove, key);
  return true;
}

/** How many leads were added in an operation. */
export const leadsAddedIn = async (db: Db, company: number, id: number): Promise<number> =>
  Number((await first(db, countAdded, { company, id }))?.count ?? 0);

/** What a user began, undoing aside, the latest first. */
export const operationsOfUser = (
  db: Db,
  page: { company: number; user: number; until: number; since: number; limit: number },
): Promise<OperationRow[]> => db.all(selectOfUser, page);

/** The last undo of an operation, or of an event, that was not undone itself. */
export const findUndoOf = (db: Db, company: number, id: number): Promise<OperationRow | undefined> =>
  first(db, selectUndo, { company, id });

/** The last part of an operation before another; undefined where it has none, or no more. */
export const partBefore = (
  db: Db,
  { company, id }: Key,
  before = Number.MAX_SAFE_INTEGER,
): Promise<OperationRow | undefined> => first(db, selectPart, { company, id, before });

/**
 * Keeps by which undo an operation, or an event, is undone. Where it is an undo itself, what it undid stands again; and
 * where that is one, what that undid is undone again, and so on.
 */
export async function setUndoneBy(tx: Tx, company: number, id: number, by: number): Promise<void> {
  let [undone, undo]: [number | null, number | null] = [id, by];
  for (let stands = false; undone !== null; stands = !stands) {
    await tx.all(markUndone, { company, id: undone, by: stands ? null : undo });
    const row = await findOperation(tx, company, undone);
    [undone, undo] = [row?.undoes ?? null, undone];
  }
}

export const putKept = async (tx: Tx, key: KeptKey, rows: object): Promise<void> =>
  void (await tx.all(upsertKept, { ...key, rows: JSON.stringify(rows) }));

export const findKept = async (db: Db, key: KeptKey): Promise<unknown> => {
  const row = await first(db, selectKept, key);
  return row && JSON.parse(row.rows);
};

/** Refusals told of: the rest is counted. */
const TOLD = 100;

/** What became of some leads. */
export type Tally = { done: number; changed: number; refusals: Refusal[] };

/** An operation that has come further. */
export function advanced(row: OperationRow, { done, changed, refusals }: Tally): OperationRow {
  const told = [...JSON.parse(row.refusals), ...refusals].slice(0, TOLD);
  return {
    ...row,
    done: row.done + done,
    changed: row.changed + changed,
    refused: row.refused + refusals.length,
    refusals: JSON.stringify(told),
  };
}
