import type { Call } from "./command.ts";
import { type Executor, fromOutcome } from "./executor.ts";

/** Most calls that share one commit. */
const MAX_BATCH = 128;

/** Hears after a commit which companies wrote in it. */
export type CommitListener = (companies: ReadonlySet<number>) => void;

type Waiting = { call: Call; resolve: (value: unknown) => void; reject: (error: unknown) => void };

/**
 * Lets writes share commits: what has queued up while one batch is on its way to disk goes as the next.
 * Each call is answered after the commit that holds it.
 */
export function createCommitter(executor: Executor) {
  let queue: Waiting[] = [];
  let busy = false;
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

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, MAX_BATCH);
      queue = queue.slice(MAX_BATCH);
      await flush(batch);
    }
    busy = false;
    idle?.();
  }

  return {
    run(call: Call): Promise<unknown> {
      return new Promise((resolve, reject) => {
        queue.push({ call, resolve, reject });
        if (busy) return;
        busy = true;
        setImmediate(drain); // requests read from the network in this turn share the first commit
      });
    },
    /** Calls `listener` after every commit, until the answer is called. */
    onCommit(listener: CommitListener): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Waits for everything queued, then closes the executor. */
    async close(): Promise<void> {
      if (busy) await new Promise<void>((resolve) => (idle = resolve));
      await executor.close();
    },
  };
}
