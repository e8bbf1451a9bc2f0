import type { Db, Tx } from "../storage/db.ts";
import { prepareInsertMany } from "../storage/insert-many.ts";
import { prepare } from "../storage/prepared.ts";
import type { ValueRow } from "./custom-values.ts";

/** What can hold values. */
export type HolderKind = "lead" | "deal" | "person" | "organization";
export type Holder = { company: number; kind: HolderKind; holder: number };

const insertRows = prepareInsertMany("field_values", [
  "company_id",
  "kind",
  "holder",
  "field_id",
  "num",
  "txt",
  "extra",
]);

const deleteRows = prepare((q, p: Holder) =>
  q
    .deleteFrom("field_values")
    .where("company_id", "=", p.company)
    .where("kind", "=", p.kind)
    .where("holder", "=", p.holder),
);

type Value = { company: number; field: number; kind: HolderKind; limit: number };

const selectHolders = prepare((q, p: Value) =>
  q
    .selectFrom("field_values")
    .select("holder")
    .where("company_id", "=", p.company)
    .where("field_id", "=", p.field)
    .where("kind", "=", p.kind)
    .limit(p.limit),
);

const selectChoosers = prepare((q, p: Value & { option: number }) =>
  q
    .selectFrom("field_values")
    .select("holder")
    .where("company_id", "=", p.company)
    .where("field_id", "=", p.field)
    .where("kind", "=", p.kind)
    .where("num", "=", p.option)
    .limit(p.limit),
);

/** Writes down the values of things that had none. */
export async function insertValueRows(
  tx: Tx,
  company_id: number,
  kind: HolderKind,
  values: readonly { holder: number; rows: readonly ValueRow[] }[],
): Promise<void> {
  const rows = values.flatMap(({ holder, rows }) =>
    rows.map((row) => ({ company_id, kind, holder, ...row })),
  );
  await insertRows(tx, rows);
}

export const removeValueRows = async (tx: Tx, holder: Holder): Promise<void> =>
  void (await tx.all(deleteRows, holder));

/** Things that hold a value of a field, or chose an option of it: those of up to `limit` values. */
export async function holdersOf(
  db: Db,
  { option, ...value }: Value & { option?: number | undefined },
): Promise<{ holders: number[]; more: boolean }> {
  const rows =
    option === undefined
      ? await db.all(selectHolders, value)
      : await db.all(selectChoosers, { ...value, option });
  // Made distinct here: PostgreSQL would read every value of the field first.
  return { holders: [...new Set(rows.map(({ holder }) => holder))], more: rows.length === value.limit };
}
