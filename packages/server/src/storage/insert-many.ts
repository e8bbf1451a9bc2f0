import type { Tx } from "./db.ts";
import { prepareByShape } from "./prepared.ts";
import type { Database } from "./schema.ts";

/**
 * Rows of one statement. SQLite puts aside every page a statement touches, in case it fails half way: with 100 rows
 * that was three times the writing of 1,000. The widest table then stays below what either engine binds at most.
 */
const ROWS = 1_000;

/**
 * Declares an insert of many rows, run in order, as few statements of many rows each. Answers the columns of
 * `returning` of every row.
 */
export function prepareInsertMany<C extends string>(
  table: keyof Database,
  columns: readonly C[],
  returning: readonly string[] = [],
) {
  const statement = prepareByShape((count: string) => (q, p: unknown[]) => {
    const rows = Array.from({ length: Number(count) }, (_row, row) =>
      Object.fromEntries(columns.map((column, index) => [column, p[row * columns.length + index]])),
    );
    // Kysely cannot follow a table and columns that are only known by name.
    const insert = q.insertInto(table).values(rows as never);
    return returning.length > 0 ? insert.returning(returning as never) : insert;
  });

  return async (tx: Tx, rows: readonly Readonly<Record<C, unknown>>[]): Promise<unknown[]> => {
    const answers: unknown[] = [];
    for (let from = 0; from < rows.length; from += ROWS) {
      const some = rows.slice(from, from + ROWS);
      const values = some.flatMap((row) => columns.map((column) => row[column]));
      answers.push(...(await tx.all<unknown[], unknown>(statement(String(some.length)), values)));
    }
    return answers;
  };
}
