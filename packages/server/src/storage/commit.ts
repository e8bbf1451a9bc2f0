import type { Call } from "./command.ts";
import { type Executor, fromOutcome } from "./executor.ts";

/** Most calls that share one commit. */
const MAX_BATCH = 128;
/** So many calls are worth a commit of their own while another is on its way to disk. */
const WORTH_A_COMMIT = 16;

/** Hears after a commit which companies wrote in it. */
export type CommitListener = (companies: ReadonlySet<number>) => void;

type Waiting = { call: Call; resolve: (value: unknown) => void; reject: (error: unknown) => void };

/**
 * Lets writes share commits: what has queued up while one batch is on its way to disk goes as the next. When enough
 * has, it goes before the first is back, so that an executor that is ahead of us need not wait for us. Each call is
 * answered after the commit that holds it.
 */
export function createCommitter(executor: Executor) {
  let queue: Waiting[] = [];
  let underWay = 0;
  let planned = false;
  let idle: (() => void) | undefined;
  const listeners = new Set<CommitListener>();

  async function flush(batch: Waiting[]): Promise<void> {
    try {
      const outcomes = await executor.execute(batch.map(({ call }) => call));
      batch.forEach(({ resolve, reject }, index) => {
        try {
          resolve(fromOutcome(outcomes[index] ?? { failed: "the writer gave no outcome" }));
        } catch (error) {
          reject(error);
        }
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    if (listeners.size === 0) return;
    const companies = new Set(batch.map(({ call }) => call.actor.company_id));
    for (const listener of listeners) listener(companies);
  }

  function handOver(): void {
    planned = false;
    while (
      queue.length > 0 &&
      (underWay === 0 || (underWay < executor.ahead && queue.length >= WORTH_A_COMMIT))
    ) {
      const batch = queue.slice(0, MAX_BATCH);
      queue = queue.slice(MAX_BATCH);
      underWay += 1;
      flush(batch).then(handedBack);
    }
  }

  function handedBack(): void {
    underWay -= 1;
    handOver();
    if (underWay === 0) idle?.();
  }

  return {
    run(call: Call): Promise<unknown> {
      return new Promise((resolve, reject) => {
        queue.push({ call, resolve, reject });
        if (planned || underWay === executor.ahead) return;
        planned = true;
        setImmediate(handOver); // requests read from the network in this turn share the first commit
      });
    },
    /** Calls `listener` after every commit, until the answer is called. */
    onCommit(listener: CommitListener): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Waits for everything queued, then closes the executor. */
    async close(): Promise<void> {
      if (planned || underWay > 0) await new Promise<void>((resolve) => (idle = resolve));
      await executor.close();
    },
  };
}
