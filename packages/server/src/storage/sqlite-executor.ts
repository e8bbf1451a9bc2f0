import { type Call, perform } from "./command.ts";
import { type Committed, type Executor, type Outcome, toOutcome } from "./executor.ts";
import { openSqlite } from "./sqlite.ts";

/** A call failed after it had written: what the batch wrote so far holds a half of it. */
class HalfWritten extends Error {}

/**
 * Runs commands on its own connection in the calling thread. A batch first runs without savepoints, whose copies of
 * every page touched cost more than the writes themselves; commands look before they write, so that hardly any fails
 * after its first write. When one does, the batch is undone and runs again with a savepoint around each call.
 *
 * With `leavesFlush`, whoever answers for a batch flushes the log first. The first commit goes to the disk here all
 * the same: SQLite puts the log's name in its folder there with it.
 */
export function createSqliteExecutor(file: string, { leavesFlush = false } = {}): Executor {
  const db = openSqlite(file);
  let flushesItself = true;
  const begin = db.handle.prepare("begin immediate");
  const commit = db.handle.prepare("commit");
  const rollback = db.handle.prepare("rollback");
  const savepoint = db.handle.prepare("savepoint call");
  const release = db.handle.prepare("release call");
  const rollbackToSavepoint = db.handle.prepare("rollback to call");

  async function attempt(call: Call): Promise<Outcome> {
    const before = db.writes();
    try {
      return { done: await perform(db.at(call.now), call) };
    } catch (error) {
      if (db.writes() !== before)
        throw new HalfWritten("a call failed after it had written", { cause: error });
      return toOutcome(error);
    }
  }

  async function attemptApart(call: Call): Promise<Outcome> {
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

  async function within(calls: readonly Call[], run: (call: Call) => Promise<Outcome>): Promise<Outcome[]> {
    begin.run();
    try {
      const outcomes: Outcome[] = [];
      for (const call of calls) outcomes.push(await run(call));
      commit.run();
      if (leavesFlush && flushesItself) leaveFlush();
      return outcomes;
    } catch (error) {
      if (db.handle.inTransaction) rollback.run();
      throw error;
    }
  }

  function leaveFlush(): void {
    db.handle.pragma("synchronous = NORMAL");
    flushesItself = false;
  }

  async function execute(calls: readonly Call[]): Promise<Committed> {
    try {
      return { outcomes: await within(calls, attempt) };
    } catch (error) {
      if (error instanceof HalfWritten) return { outcomes: await within(calls, attemptApart) };
      throw error;
    }
  }

  return { execute, depth: 1, close: async () => void db.handle.close() };
}
