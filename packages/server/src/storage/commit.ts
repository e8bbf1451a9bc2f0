import type { Call } from "./command.ts";
import { type Committed, type Executor, fromOutcome, type Outcome } from "./executor.ts";

/** Most calls that share one commit. */
const MAX_BATCH = 128;
/** Calls that are worth a commit of their own while another is under way. */
const WORTH_AHEAD = 16;

/** Hears after a commit which companies wrote in it. */
export type CommitListener = (companies: ReadonlySet<number>) => void;

/** Who waits for a call. The call itself is not kept once it is sent: what waits survives collections of garbage. */
type Waiting = { company: number; resolve: (value: unknown) => void; reject: (error: unknown) => void };

/**
 * Lets writes share commits: what has queued up while one batch is carried out goes as the next, and ahead of time
 * where it is much, so that the writer has work while a batch goes to the disk and answers are written. Each call is
 * answered when the commit that holds it is on the disk.
 */
export function createCommitter(executor: Executor) {
  const calls: Call[] = [];
  const queue: Waiting[] = [];
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
      const execution = executor.execute(calls.splice(0, MAX_BATCH));
      void commit(execution, queue.splice(0, MAX_BATCH));
    }
  }

  async function commit(execution: Promise<Committed>, batch: Waiting[]): Promise<void> {
    underWay += 1;
    unanswered += 1;
    const committed = await execution.catch((error: unknown) => ({ error }));
    underWay -= 1;
    send();
    if ("error" in committed) refuse(batch, committed.error);
    else {
      await committed.onDisk;
      answer(batch, committed.outcomes);
      tell(batch);
    }
    unanswered -= 1;
    if (!isBusy()) idle?.();
  }

  function tell(batch: Waiting[]): void {
    if (listeners.size === 0) return;
    const companies = new Set(batch.map(({ company }) => company));
    for (const listener of listeners) listener(companies);
  }

  return {
    run(call: Call): Promise<unknown> {
      return new Promise((resolve, reject) => {
        calls.push(call);
        queue.push({ company: call.actor.company_id, resolve, reject });
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

function answer(batch: Waiting[], outcomes: Outcome[]): void {
  batch.forEach(({ resolve, reject }, index) => {
    try {
      resolve(fromOutcome(outcomes[index] ?? { failed: "the writer gave no outcome" }));
    } catch (error) {
      reject(error);
    }
  });
}

function refuse(batch: Waiting[], error: unknown): void {
  for (const { reject } of batch) reject(error);
}
