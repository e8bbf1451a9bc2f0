import { DatabaseSync } from "node:sqlite";
import pg from "pg";

/** Every row of every table, in an order of their own. */
export type Dump = Record<string, string[]>;

const tables = {
  sqlite: "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
  postgres:
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
};

export function dumpDatabase(url: string): Promise<Dump> {
  return url.startsWith("sqlite:") ? dumpSqlite(url.slice("sqlite:".length)) : dumpPostgres(url);
}

async function dumpSqlite(file: string): Promise<Dump> {
  using database = new DatabaseSync(file, { readOnly: true });
  return await dump(tables.sqlite, async (sql) => database.prepare(sql).all());
}

async function dumpPostgres(url: string): Promise<Dump> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await dump(tables.postgres, async (sql) => (await client.query(sql)).rows);
  } finally {
    await client.end();
  }
}

async function dump(list: string, query: (sql: string) => Promise<Record<string, unknown>[]>): Promise<Dump> {
  const result: Dump = {};
  for (const { name } of await query(list)) {
    const rows = await query(`select * from "${name}"`);
    result[String(name)] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return result;
}
