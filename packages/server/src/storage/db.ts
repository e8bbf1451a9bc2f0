import type { Engine, Prepared } from "./prepared.ts";

/** A connection that reads. Stores take it as their first argument and keep nothing of it. */
export type Db = {
  readonly engine: Engine;
  /** Every row. */
  all<P extends object, R>(query: Prepared<P, R>, parameters: P): Promise<R[]>;
  /** The only column of the first row, if any, without waiting: where the engine is in this process. */
  valueAtOnce?<P extends object, R>(query: Prepared<P, R>, parameters: P): R[keyof R] | undefined;
};

/** A connection inside a transaction: the only thing that may write. */
export type Tx = Db & {
  readonly writes: true;
  /** When the command was asked for, in milliseconds: the one time a command may know. */
  readonly now: number;
  /** SQLite: the row inserted last. A `returning` would have every insert keep copies of the pages it touches. */
  lastRow?(): number;
};

/** The first row, if any. */
export async function first<P extends object, R>(
  db: Db,
  query: Prepared<P, R>,
  parameters: P,
): Promise<R | undefined> {
  return (await db.all(query, parameters))[0];
}
