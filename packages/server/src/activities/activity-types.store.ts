import type { ActivityType } from "@leadfoyer/contract";
import { toSpacedTime } from "../lib/clock.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";

/** An activity type as it is kept. */
export type StoredType = Omit<Database["activity_types"], "company_id">;

const columns = [
  "id",
  "order_nr",
  "name",
  "key_string",
  "icon_key",
  "color",
  "is_active",
  "is_custom",
  "add_time",
  "update_time",
] as const;

const select = prepare((q, p: { company: number }) =>
  q
    .selectFrom("activity_types")
    .select(columns)
    .where("company_id", "=", p.company)
    .orderBy("order_nr")
    .orderBy("id"),
);

const selectOne = prepare((q, p: { company: number; id: number }) =>
  q.selectFrom("activity_types").select(columns).where("company_id", "=", p.company).where("id", "=", p.id),
);

const selectByKey = prepare((q, p: { company: number; key: string }) =>
  q
    .selectFrom("activity_types")
    .select(columns)
    .where("company_id", "=", p.company)
    .where("key_string", "=", p.key),
);

const insert = prepare((q, p: StoredType & { company: number }) =>
  q.insertInto("activity_types").values({
    company_id: p.company,
    id: p.id,
    key_string: p.key_string,
    is_custom: p.is_custom,
    add_time: p.add_time,
    ...changing(p),
  }),
);

const update = prepare((q, p: StoredType & { company: number }) =>
  q.updateTable("activity_types").set(changing(p)).where("company_id", "=", p.company).where("id", "=", p.id),
);

const changing = (p: StoredType) => ({
  order_nr: p.order_nr,
  name: p.name,
  icon_key: p.icon_key,
  color: p.color,
  is_active: p.is_active,
  update_time: p.update_time,
});

/** A type as it is answered. */
export const toActivityType = (row: StoredType): ActivityType => ({
  id: row.id,
  order_nr: row.order_nr,
  name: row.name,
  key_string: row.key_string,
  icon_key: row.icon_key as ActivityType["icon_key"], // only icons of the contract are ever stored
  active_flag: row.is_active === 1,
  color: row.color,
  is_custom_flag: row.is_custom === 1,
  add_time: toSpacedTime(row.add_time),
  update_time: toSpacedTime(row.update_time),
});

/** All types of a company, deleted ones too, in their order. */
export const listTypes = (db: Db, company: number): Promise<StoredType[]> => db.all(select, { company });

export const findType = (db: Db, company: number, id: number): Promise<StoredType | undefined> =>
  first(db, selectOne, { company, id });

export const findTypeByKey = (db: Db, company: number, key: string): Promise<StoredType | undefined> =>
  first(db, selectByKey, { company, key });

export const insertType = async (tx: Tx, company: number, type: StoredType): Promise<void> =>
  void (await tx.all(insert, { company, ...type }));

export const updateType = async (tx: Tx, company: number, type: StoredType): Promise<void> =>
  void (await tx.all(update, { company, ...type }));
