import type { Kysely, UpdateObject } from "kysely";
import type { Tx } from "./db.ts";
import { prepare, prepareByPassingShape } from "./prepared.ts";
import type { Database } from "./schema.ts";

type Values = Readonly<Record<string, unknown>>;
type Place = { company: number; at: number };

/**
 * Declares the storing of what became of a row, found by its company and `key`. Only what changed is set: SQLite writes
 * anew every index of a column it is told to set, changed or not, which for a label on 10,000 leads was 163 MB of log
 * instead of 20. PostgreSQL compares for itself, and is told all of it by one statement.
 */
export function prepareUpdate<Row extends object>(
  table: keyof Database,
  key: "id" | "seq",
  columns: readonly (keyof Row & string)[],
) {
  const build = (set: readonly string[]) => (q: Kysely<Database>, p: Values) =>
    q
      .updateTable(table as "leads") // Kysely cannot follow a table and columns that are only known by name
      .set(Object.fromEntries(set.map((one) => [one, p[one]])) as UpdateObject<Database, "leads">)
      .where("company_id", "=", p.company as number)
      .where(key as "seq", "=", p.at as number);
  const whole = prepare(build(columns));
  const some = prepareByPassingShape((set: string) => build(set.split(" ")));

  return async (
    tx: Tx,
    place: Place,
    { before, next }: { before: Partial<Row>; next: Row },
  ): Promise<void> => {
    const set = columns.filter((one) => next[one] !== before[one]);
    if (set.length === 0) return;
    await tx.all(tx.engine === "sqlite" ? some(set.join(" ")) : whole, { ...next, ...place });
  };
}
