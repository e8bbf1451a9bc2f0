import { rmSync } from "node:fs";
import Sqlite from "better-sqlite3";
import type { Db } from "./db.ts";
import { createSqliteDb } from "./sqlite.ts";

const BUSY_TIMEOUT_MS = 5_000;

/**
 * Tables that processes share and may lose: what a crash takes is counted anew. PostgreSQL has them in its schema,
 * and writes no log for them; SQLite keeps them in a file of their own, which is never waited for.
 */
const TABLES = `
create table if not exists limit_meters (
  token text not null primary key, version integer not null, state text not null, expire_time integer not null
);
create index if not exists limit_meters_expire on limit_meters (expire_time);
create table if not exists limit_budgets (
  company_id integer not null, day text not null, used integer not null, primary key (company_id, day)
);`;

export type Scratch = { db: Db; close: () => void };

/** Opens the file beside a SQLite database. One that a power cut spoilt is made anew: nothing in it must last. */
export function openSqliteScratch(file: string): Scratch {
  try {
    return open(file);
  } catch (error) {
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test((error as { code?: string }).code ?? "")) throw error;
    for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
    return open(file);
  }
}

function open(file: string): Scratch {
  const handle = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS });
  handle.pragma("journal_mode = WAL");
  handle.pragma("synchronous = OFF");
  handle.exec(TABLES);
  return { db: createSqliteDb(handle), close: () => void handle.close() };
}
