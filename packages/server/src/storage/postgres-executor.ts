import type pg from "pg";
import { DomainError } from "../lib/domain-error.ts";
import { type Call, perform } from "./command.ts";
import { type Committed, type Executor, type Outcome, toOutcome } from "./executor.ts";
import { postgresTx } from "./postgres.ts";

/** First half of the advisory lock's key; the second is the company. */
const COMPANY_LOCK = 70_401;

async function attempt(client: pg.PoolClient, call: Call): Promise<Outcome> {
  await client.query("savepoint call");
  try {
    const done = await perform(postgresTx(client, call.now), call);
    await client.query("release call");
    return { done };
  } catch (error) {
    await client.query("rollback to call");
    return toOutcome(error);
  }
}

/**
 * Runs commands on one pooled connection. A company's writes take turns across all processes, so that its
 * events are numbered in the order they were committed: whoever reads the log can trust "everything up to n".
 */
export function createPostgresExecutor(pool: pg.Pool): Executor {
  async function within(client: pg.PoolClient, calls: readonly Call[]): Promise<Outcome[]> {
    await client.query("begin");
    const companies = [...new Set(calls.map((call) => call.actor.company_id))].sort((a, b) => a - b);
    for (const company of companies)
      await client.query("select pg_advisory_xact_lock($1, $2)", [COMPANY_LOCK, company]);
    const outcomes: Outcome[] = [];
    for (const call of calls) outcomes.push(await attempt(client, call));
    await client.query("commit");
    return outcomes;
  }

  async function execute(calls: readonly Call[]): Promise<Committed> {
    const client = await connect(pool);
    try {
      const outcomes = await within(client, calls);
      client.release();
      return { outcomes };
    } catch (error) {
      client.release(true); // its transaction is in doubt: the server rolls it back when the connection goes
      throw new DomainError("unavailable", { cause: error });
    }
  }

  return { execute, depth: 1, close: async () => {} };
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (cause) {
    throw new DomainError("unavailable", { cause });
  }
}
