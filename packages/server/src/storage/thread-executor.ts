import { once } from "node:events";
import { type MessagePort, Worker } from "node:worker_threads";
import type { Committed, Executor } from "./executor.ts";
import { createLogFlush } from "./log-flush.ts";
import { createSqliteExecutor } from "./sqlite-executor.ts";

/** What commands leave behind dies at once: more room would only be memory taken. */
const YOUNG_GENERATION_MB = 2;

type Request = { calls: string } | { close: true };
type Reply = { outcomes: string } | { failed: string };
type Waiting = { resolve: (committed: Committed) => void; reject: (error: Error) => void };

/**
 * Runs commands in a thread of its own, so that writing never holds up a read. What is sent before the thread is up
 * waits for it. While a batch goes to the disk the next is carried out: it may be read a moment before it is answered.
 * Calls cross as one JSON text: cheaper than cloning many small objects. Nobody listens for the thread's errors: a process that can write no more ends, and says why.
 */
export function createThreadExecutor(file: string, entry: URL, log = createLogFlush(file)): Executor {
  const worker = new Worker(entry, {
    workerData: { file },
    execArgv: entry.pathname.endsWith(".ts") ? ["--conditions=source"] : [],
    name: "foyer-writer",
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  const waiting: Waiting[] = [];

  worker.on("message", (reply: Reply) => {
    const { resolve, reject } = waiting.shift() ?? {};
    if ("failed" in reply) return reject?.(new Error(reply.failed));
    const onDisk = log.flush();
    resolve?.({ outcomes: JSON.parse(reply.outcomes), onDisk });
  });

  return {
    depth: 3,

    execute: (calls) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        worker.postMessage({ calls: JSON.stringify(calls) } satisfies Request);
      }),

    async close() {
      const exit = once(worker, "exit");
      worker.postMessage({ close: true } satisfies Request);
      await exit;
      log.close();
    },
  };
}

/** The other end, inside the thread: batches in order of arrival. */
export function serveWriter(port: MessagePort, file: string): void {
  const executor = createSqliteExecutor(file, { leavesFlush: true });
  port.on("message", async (request: Request) => {
    if ("close" in request) {
      await executor.close();
      return port.close();
    }
    const reply = await executor.execute(JSON.parse(request.calls)).then(
      ({ outcomes }): Reply => ({ outcomes: JSON.stringify(outcomes) }),
      (error: Error): Reply => ({ failed: error.stack ?? error.message }),
    );
    port.postMessage(reply);
  });
}
