import { type Call, perform } from "./command.ts";
import { type Executor, type Outcome, toOutcome } from "./executor.ts";
import { openSqlite } from "./sqlite.ts";

/** Runs commands on its own connection in the calling thread. */
export function createSqliteExecutor(file: string): Executor {
  const db = openSqlite(file);
  const begin = db.handle.prepare("begin immediate");
  const commit = db.handle.prepare("commit");
  const rollback = db.handle.prepare("rollback");
  const savepoint = db.handle.prepare("savepoint call");
  const release = db.handle.prepare("release call");
  const rollbackToSavepoint = db.handle.prepare("rollback to call");

  async function attempt(call: Call): Promise<Outcome> {
    savepoint.run();
    try {
      return { done: await perform(db.at(call.now), call) };
    } catch (error) {
      rollbackToSavepoint.run();
      return toOutcome(error);
    } finally {
      release.run();
    }
  }

  async function execute(calls: readonly Call[]): Promise<Outcome[]> {
    begin.run();
    try {
      const outcomes: Outcome[] = [];
      for (const call of calls) outcomes.push(await attempt(call));
      commit.run();
      return outcomes;
    } catch (error) {
      if (db.handle.inTransaction) rollback.run();
      throw error;
    }
  }

  return { execute, close: async () => void db.handle.close() };
}
