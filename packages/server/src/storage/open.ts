import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import type { Command } from "./command.ts";
import { createCommitter } from "./commit.ts";
import type { Db } from "./db.ts";
import type { Executor } from "./executor.ts";
import { APPLIED_MIGRATIONS, MIGRATION_TABLE, pendingMigrations } from "./migrate.ts";
import { openPostgres, postgresDb } from "./postgres.ts";
import { createPostgresExecutor } from "./postgres-executor.ts";
import type { Engine } from "./prepared.ts";
import { openSqlite, type SqliteDb } from "./sqlite.ts";
import { createSqliteExecutor } from "./sqlite-executor.ts";
import { createThreadExecutor } from "./thread-executor.ts";

/** Where everything is kept: reads at once, writes as commands that share commits. */
export type Storage = {
  readonly engine: Engine;
  /** For reads outside a transaction. */
  readonly db: Db;
  /** Runs a command and answers once it is durable. Rejects with the command's own error. */
  run<Input, Output>(command: Command<Input, Output>, actor: Actor, input: Input): Promise<Output>;
  close(): Promise<void>;
};

type Options = {
  /** `sqlite:path` or `postgres://…` */
  url: string;
  clock: Clock;
  /** The module the writer thread of SQLite runs. Without it writes run in this thread: for short commands. */
  writer?: URL;
};

/** Opens the database, making or migrating it as needed. */
export function openStorage(options: Options): Promise<Storage> {
  return options.url.startsWith("sqlite:") ? openSqliteStorage(options) : openPostgresStorage(options);
}

async function openSqliteStorage({ url, clock, writer }: Options): Promise<Storage> {
  const file = url.slice("sqlite:".length);
  const db = openSqlite(file, { create: true });
  migrateSqlite(db);
  const executor = writer ? createThreadExecutor(file, writer) : createSqliteExecutor(file);
  return createStorage({ db, executor, clock, close: async () => void db.handle.close() });
}

/** Without a pause from lock to commit: a second opening in this thread would otherwise wait for the first for ever. */
function migrateSqlite({ handle }: SqliteDb): void {
  const migrate = handle.transaction(() => {
    handle.exec(MIGRATION_TABLE);
    const applied = handle.prepare(APPLIED_MIGRATIONS).pluck().all() as string[];
    for (const sql of pendingMigrations("sqlite", applied)) handle.exec(sql);
  });
  migrate.immediate();
}

async function openPostgresStorage({ url, clock }: Options): Promise<Storage> {
  const pool = openPostgres(url);
  await migratePostgres(pool);
  const executor = createPostgresExecutor(pool);
  return createStorage({ db: postgresDb(pool), executor, clock, close: () => pool.end() });
}

const MIGRATION_LOCK = 70_400;

async function migratePostgres(pool: ReturnType<typeof openPostgres>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    await client.query(MIGRATION_TABLE);
    const { rows } = await client.query<{ name: string }>(APPLIED_MIGRATIONS);
    const applied = rows.map(({ name }) => name);
    for (const sql of pendingMigrations("postgres", applied)) await client.query(sql);
    await client.query("commit");
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

type Parts = { db: Db; executor: Executor; clock: Clock; close: () => Promise<void> };

function createStorage({ db, executor, clock, close }: Parts): Storage {
  const committer = createCommitter(executor);
  return {
    engine: db.engine,
    db,
    run: <Input, Output>(command: Command<Input, Output>, actor: Actor, input: Input) =>
      committer.run({ command: command.name, actor, input, now: clock() }) as Promise<Output>,
    async close() {
      await committer.close();
      await close();
    },
  };
}
