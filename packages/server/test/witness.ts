import { DatabaseSync } from "node:sqlite";
import pg from "pg";

const INT8 = 20;
// pg hands bigint out as text unless told.
const types = { getTypeParser: (oid: number) => (oid === INT8 ? Number : pg.types.getTypeParser(oid)) };

export type Query = (sql: string) => Promise<Record<string, unknown>[]>;

/** Reads a database behind the server's back. */
export function witness<T>(url: string, read: (query: Query) => Promise<T>): Promise<T> {
  return url.startsWith("sqlite:")
    ? witnessSqlite(url.slice("sqlite:".length), read)
    : witnessPostgres(url, read);
}

async function witnessSqlite<T>(file: string, read: (query: Query) => Promise<T>): Promise<T> {
  // Node's own SQLite rather than the server's: a witness shares no code with the accused.
  using database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  return await read(async (sql) => {
    const statement = database.prepare(sql);
    statement.setReadBigInts(true); // the search index numbers its own pages beyond what a number can hold
    return statement.all().map(plain);
  });
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

async function witnessPostgres<T>(url: string, read: (query: Query) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, types: types as pg.CustomTypesConfig });
  await client.connect();
  try {
    return await read(async (sql) => (await client.query(sql)).rows);
  } finally {
    await client.end();
  }
}
