import { DatabaseSync } from "node:sqlite";

/** Reads SQLite files for `witness.ts`, in a process of its own and by Node's own SQLite rather than the server's. */

/** A query of a witness, which opens its file with the first; without one, it is done. */
export type WitnessAsk = { nr: number; witness: number; file?: string; sql?: string };
export type Rows = Record<string, unknown>[];
export type WitnessAnswer = { nr: number; rows?: Rows; failed?: string };

const open = new Map<number, DatabaseSync>();

function answer({ witness, file, sql }: WitnessAsk): Rows {
  const database = open.get(witness) ?? (file && new DatabaseSync(file, { readOnly: true, timeout: 10_000 }));
  if (!database) return [];
  if (sql === undefined) {
    open.delete(witness);
    database.close();
    return [];
  }
  open.set(witness, database);
  const statement = database.prepare(sql);
  statement.setReadBigInts(true); // the search index numbers its own pages beyond what a number can hold
  return statement.all().map(plain);
}

const plain = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === "bigint" ? toNumber(value) : value,
    ]),
  );

const toNumber = (value: bigint): number | string =>
  Number.isSafeInteger(Number(value)) ? Number(value) : String(value);

process.on("message", (ask: WitnessAsk) => {
  const reply = (said: Omit<WitnessAnswer, "nr">) =>
    process.send?.({ nr: ask.nr, ...said } satisfies WitnessAnswer);
  try {
    reply({ rows: answer(ask) });
  } catch (error) {
    reply({ failed: String(error) });
  }
});
