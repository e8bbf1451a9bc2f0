import type { Call } from "./command.ts";
import { type Executor, fromOutcome, type Outcome } from "./executor.ts";

/** Most calls that share one commit. */
const MAX_BATCH = 128;
/** Calls that are worth a commit of their own while another is under way. */
const WORTH_AHEAD = 16;

/** Hears after a commit which companies wrote in it. */
export type CommitListener = (companies: ReadonlySet<number>) => void;

type Waiting = { call: Call; resolve: (value: unknown) => void; reject: (error: unknown) => void };

/**
 * Lets writes share commits: what has queued up while one batch is carried out goes as the next, and ahead of time
 * where it is much, so that the writer has work while a batch goes to the disk and answers are written. Each call is
 * answered when the commit that holds it is on the disk.
 */
export function createCommitter(executor: Executor) {
  let queue: Waiting[] = [];
  let underWay = 0;
  let unanswered = 0;
  let isAwake = false;
  let idle: (() => void) | undefined;
  const listeners = new Set<CommitListener>();

  const isBusy = (): boolean => unanswered > 0 || queue.length > 0;

  /** Requests read from the network in one turn share a commit. */
  function wake(): void {
    if (isAwake) return;
    isAwake = true;
    setImmediate(() => {
      isAwake = false;
      send();
    });
  }

  function send(): void {
    while (queue.length > 0 && underWay < (queue.length < WORTH_AHEAD ? 1 : executor.depth)) {
      const batch = queue.slice(0, MAX_BATCH);
      queue = queue.slice(MAX_BATCH);
      void commit(batch);
    }
  }

  async function commit(batch: Waiting[]): Promise<void> {
    underWay += 1;
    unanswered += 1;
    const committed = await executor
      .execute(batch.map(({ call }) => call))
      .catch((error: unknown) => ({ error }));
    underWay -= 1;
    send();
    if ("error" in committed) refuse(batch, committed.error);
    else {
      await committed.onDisk;
      answer(batch, committed.outcomes);
    }
    unanswered -= 1;
    if (!isBusy()) idle?.();
  }

  function answer(batch: Waiting[], outcomes: Outcome[]): void {
    batch.forEach(({ resolve, reject }, index) => {
      try {
        resolve(fromOutcome(outcomes[index] ?? { failed: "the writer gave no outcome" }));
      } catch (error) {
        reject(error);
      }
    });
    if (listeners.size === 0) return;
    const companies = new Set(batch.map(({ call }) => call.actor.company_id));
    for (const listener of listeners) listener(companies);
  }

  return {
    run(call: Call): Promise<unknown> {
      return new Promise((resolve, reject) => {
        queue.push({ call, resolve, reject });
        wake();
      });
    },
    /** Calls `listener` after every commit, until the answer is called. */
    onCommit(listener: CommitListener): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Waits for everything queued, then closes the executor. */
    async close(): Promise<void> {
      if (isBusy()) await new Promise<void>((resolve) => (idle = resolve));
      await executor.close();
    },
  };
}

function refuse(batch: Waiting[], error: unknown): void {
  for (const { reject } of batch) reject(error);
}
