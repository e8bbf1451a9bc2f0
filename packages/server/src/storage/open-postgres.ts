import { claimPostgres } from "./claim-postgres.ts";
import type { OpenEngine } from "./executor.ts";
import { APPLIED_MIGRATIONS, MIGRATION_TABLE, pendingMigrations } from "./migrate.ts";
import { openPostgres, postgresDb } from "./postgres.ts";
import { createPostgresExecutor } from "./postgres-executor.ts";

const MIGRATION_LOCK = 70_400;

/** Opens a PostgreSQL database, migrating it as needed. */
export async function openPostgresEngine(url: string): Promise<OpenEngine> {
  const pool = openPostgres(url);
  await migrate(pool);
  const db = postgresDb(pool);
  return {
    db,
    executor: createPostgresExecutor(pool),
    claim: () => claimPostgres(url),
    scratch: () => db,
    close: () => pool.end(),
  };
}

async function migrate(pool: ReturnType<typeof openPostgres>): Promise<void> {
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
