import type { Selectable } from "kysely";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";

export type ConversionRow = Selectable<Database["conversions"]>;
/** What was converted. */
export type Source = ConversionRow["source"];

const insert = prepare((q, p: ConversionRow) =>
  q.insertInto("conversions").values({
    company_id: p.company_id,
    id: p.id,
    source: p.source,
    source_id: p.source_id,
    target_id: p.target_id,
    operation_id: p.operation_id,
    user_id: p.user_id,
    add_time: p.add_time,
  }),
);

type Key = { company: number; source: Source; id: string };

const selectOne = prepare((q, p: Key & { conversion: string }) =>
  q
    .selectFrom("conversions")
    .selectAll()
    .where("company_id", "=", p.company)
    .where("id", "=", p.conversion)
    .where("source", "=", p.source)
    .where("source_id", "=", p.id),
);

const selectLast = prepare((q, p: Key) =>
  q
    .selectFrom("conversions")
    .selectAll()
    .where("company_id", "=", p.company)
    .where("source", "=", p.source)
    .where("source_id", "=", p.id)
    .orderBy("operation_id", "desc")
    .limit(1),
);

const select = prepare((q, p: { company: number; conversion: string }) =>
  q.selectFrom("conversions").selectAll().where("company_id", "=", p.company).where("id", "=", p.conversion),
);

export const insertConversion = async (tx: Tx, row: ConversionRow): Promise<void> =>
  void (await tx.all(insert, row));

/** A conversion by its id, of the thing it is said to be of. */
export const findConversion = (
  db: Db,
  key: Key & { conversion: string },
): Promise<ConversionRow | undefined> => first(db, selectOne, key);

/** The last conversion of a thing. */
export const lastConversionOf = (db: Db, key: Key): Promise<ConversionRow | undefined> =>
  first(db, selectLast, key);

export const conversionOf = (
  db: Db,
  company: number,
  conversion: string,
): Promise<ConversionRow | undefined> => first(db, select, { company, conversion });
