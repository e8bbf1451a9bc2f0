import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";

type Row = Omit<Database["pipelines"], "company_id">;

/** A pipeline as it is kept. */
export type StoredPipeline = Omit<Row, "is_deal_probability_enabled" | "is_deleted"> & {
  is_deal_probability_enabled: boolean;
  is_deleted: boolean;
};

const columns = [
  "id",
  "name",
  "order_nr",
  "is_deal_probability_enabled",
  "is_deleted",
  "add_time",
  "update_time",
] as const;

const select = prepare((q, p: { company: number }) =>
  q
    .selectFrom("pipelines")
    .select(columns)
    .where("company_id", "=", p.company)
    .orderBy("order_nr")
    .orderBy("id"),
);

const selectOne = prepare((q, p: { company: number; id: number }) =>
  q.selectFrom("pipelines").select(columns).where("company_id", "=", p.company).where("id", "=", p.id),
);

const insert = prepare((q, p: Row & { company: number }) =>
  q.insertInto("pipelines").values({ company_id: p.company, id: p.id, add_time: p.add_time, ...changing(p) }),
);

const update = prepare((q, p: Row & { company: number }) =>
  q.updateTable("pipelines").set(changing(p)).where("company_id", "=", p.company).where("id", "=", p.id),
);

const changing = (p: Row) => ({
  name: p.name,
  order_nr: p.order_nr,
  is_deal_probability_enabled: p.is_deal_probability_enabled,
  is_deleted: p.is_deleted,
  update_time: p.update_time,
});

const fromRow = (row: Row): StoredPipeline => ({
  ...row,
  is_deal_probability_enabled: row.is_deal_probability_enabled === 1,
  is_deleted: row.is_deleted === 1,
});

const toRow = (pipeline: StoredPipeline): Row => ({
  ...pipeline,
  is_deal_probability_enabled: pipeline.is_deal_probability_enabled ? 1 : 0,
  is_deleted: pipeline.is_deleted ? 1 : 0,
});

/** All pipelines of a company in their order, deleted ones too: there are a handful. */
export const listPipelines = async (db: Db, company: number): Promise<StoredPipeline[]> =>
  (await db.all(select, { company })).map(fromRow);

export async function findPipeline(db: Db, company: number, id: number): Promise<StoredPipeline | undefined> {
  const row = await first(db, selectOne, { company, id });
  return row && fromRow(row);
}

export const insertPipeline = async (tx: Tx, company: number, pipeline: StoredPipeline): Promise<void> =>
  void (await tx.all(insert, { company, ...toRow(pipeline) }));

export const updatePipeline = async (tx: Tx, company: number, pipeline: StoredPipeline): Promise<void> =>
  void (await tx.all(update, { company, ...toRow(pipeline) }));
