import type { LeadLabel } from "@leadfoyer/contract";
import { toMsTime } from "../lib/clock.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

type Key = { company: number; id: string };
type Row = { id: string; name: string; color: string; add_time: number; update_time: number };

const select = prepare((q, p: { company: number }) =>
  q
    .selectFrom("lead_labels")
    .select(["id", "name", "color", "add_time", "update_time"])
    .where("company_id", "=", p.company)
    .orderBy("seq"),
);

const selectOne = prepare((q, p: Key) =>
  q
    .selectFrom("lead_labels")
    .select(["id", "seq", "name", "color", "add_time", "update_time"])
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

const insert = prepare((q, p: Row & { company: number; seq: number }) =>
  q.insertInto("lead_labels").values({
    company_id: p.company,
    id: p.id,
    seq: p.seq,
    name: p.name,
    color: p.color,
    add_time: p.add_time,
    update_time: p.update_time,
  }),
);

const update = prepare((q, p: Key & { name: string; color: string; now: number }) =>
  q
    .updateTable("lead_labels")
    .set({ name: p.name, color: p.color, update_time: p.now })
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

const remove = prepare((q, p: Key) =>
  q.deleteFrom("lead_labels").where("company_id", "=", p.company).where("id", "=", p.id).returning("id"),
);

const toLabel = (row: Row): LeadLabel => ({
  id: row.id,
  name: row.name,
  color: row.color as LeadLabel["color"], // only colours of the contract are ever stored
  add_time: toMsTime(row.add_time),
  update_time: toMsTime(row.update_time),
});

export const listLabels = async (db: Db, company: number): Promise<LeadLabel[]> =>
  (await db.all(select, { company })).map(toLabel);

export async function findLabel(db: Db, company: number, id: string): Promise<LeadLabel | undefined> {
  const row = await first(db, selectOne, { company, id });
  return row && toLabel(row);
}

/** The place of a label among the others. */
export const placeOfLabel = async (db: Db, company: number, id: string): Promise<number | undefined> =>
  (await first(db, selectOne, { company, id }))?.seq;

export async function insertLabel(tx: Tx, company: number, seq: number, label: LeadLabel): Promise<void> {
  const [add_time, update_time] = [Date.parse(label.add_time), Date.parse(label.update_time)];
  await tx.all(insert, { ...label, company, seq, add_time, update_time });
}

export async function updateLabel(tx: Tx, company: number, label: LeadLabel): Promise<void> {
  const { id, name, color, update_time } = label;
  await tx.all(update, { company, id, name, color, now: Date.parse(update_time) });
}

/** Whether there was such a label. */
export const removeLabel = async (tx: Tx, company: number, id: string): Promise<boolean> =>
  (await first(tx, remove, { company, id })) !== undefined;
