import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";

type Row = Omit<Database["stages"], "company_id">;

/** A stage as it is kept. */
export type StoredStage = Omit<Row, "is_deal_rot_enabled" | "is_deleted"> & {
  is_deal_rot_enabled: boolean;
  is_deleted: boolean;
};

const columns = [
  "id",
  "pipeline_id",
  "name",
  "order_nr",
  "deal_probability",
  "is_deal_rot_enabled",
  "days_to_rotten",
  "is_deleted",
  "add_time",
  "update_time",
] as const;

const select = prepare((q, p: { company: number }) =>
  q
    .selectFrom("stages")
    .select(columns)
    .where("company_id", "=", p.company)
    .orderBy("pipeline_id")
    .orderBy("order_nr")
    .orderBy("id"),
);

const selectOne = prepare((q, p: { company: number; id: number }) =>
  q.selectFrom("stages").select(columns).where("company_id", "=", p.company).where("id", "=", p.id),
);

const insert = prepare((q, p: Row & { company: number }) =>
  q.insertInto("stages").values({ company_id: p.company, id: p.id, add_time: p.add_time, ...changing(p) }),
);

const update = prepare((q, p: Row & { company: number }) =>
  q.updateTable("stages").set(changing(p)).where("company_id", "=", p.company).where("id", "=", p.id),
);

const changing = (p: Row) => ({
  pipeline_id: p.pipeline_id,
  name: p.name,
  order_nr: p.order_nr,
  deal_probability: p.deal_probability,
  is_deal_rot_enabled: p.is_deal_rot_enabled,
  days_to_rotten: p.days_to_rotten,
  is_deleted: p.is_deleted,
  update_time: p.update_time,
});

const fromRow = (row: Row): StoredStage => ({
  ...row,
  is_deal_rot_enabled: row.is_deal_rot_enabled === 1,
  is_deleted: row.is_deleted === 1,
});

const toRow = (stage: StoredStage): Row => ({
  ...stage,
  is_deal_rot_enabled: stage.is_deal_rot_enabled ? 1 : 0,
  is_deleted: stage.is_deleted ? 1 : 0,
});

/** All stages of a company, pipeline by pipeline in their order, deleted ones too: there are a few dozen. */
export const listStages = async (db: Db, company: number): Promise<StoredStage[]> =>
  (await db.all(select, { company })).map(fromRow);

export async function findStage(db: Db, company: number, id: number): Promise<StoredStage | undefined> {
  const row = await first(db, selectOne, { company, id });
  return row && fromRow(row);
}

export const insertStage = async (tx: Tx, company: number, stage: StoredStage): Promise<void> =>
  void (await tx.all(insert, { company, ...toRow(stage) }));

export const updateStage = async (tx: Tx, company: number, stage: StoredStage): Promise<void> =>
  void (await tx.all(update, { company, ...toRow(stage) }));
