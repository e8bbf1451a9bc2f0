import { claimSqlite } from "./claim-sqlite.ts";
import type { Executor, OpenEngine } from "./executor.ts";
import { APPLIED_MIGRATIONS, MIGRATION_TABLE, pendingMigrations } from "./migrate.ts";
import { openSqliteScratch, type Scratch } from "./scratch.ts";
import { createSqliteReader, openSqlite, type SqliteDb } from "./sqlite.ts";
import { createSqliteExecutor } from "./sqlite-executor.ts";
import { createThreadExecutor } from "./thread-executor.ts";

/** Opens a SQLite file, making or migrating it as needed. With `writer`, writes run in a thread of their own. */
export function openSqliteEngine(file: string, writer: URL | undefined): OpenEngine {
  const opened = openSqlite(file, { create: true, use: "reader" });
  migrate(opened);
  const db = createSqliteReader(opened);
  const writing = writer ? createThreadExecutor(file, writer) : createSqliteExecutor(file);
  const executor: Executor = {
    ...writing,
    execute: (calls) => writing.execute(calls).finally(db.refresh),
  };
  let scratch: Scratch | undefined;
  return {
    db,
    executor,
    claim: async () => claimSqlite(`${file}-deliverer`),
    scratch() {
      scratch ??= openSqliteScratch(`${file}-scratch`);
      return scratch.db;
    },
    async close() {
      db.close();
      scratch?.close();
    },
  };
}

/** Without a pause from lock to commit: a second opening in this thread would otherwise wait for the first for ever. */
function migrate({ handle }: SqliteDb): void {
  const migration = handle.transaction(() => {
    handle.exec(MIGRATION_TABLE);
    const applied = handle.prepare(APPLIED_MIGRATIONS).pluck().all() as string[];
    for (const sql of pendingMigrations("sqlite", applied)) handle.exec(sql);
  });
  migration.immediate();
}
