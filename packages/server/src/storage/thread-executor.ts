import { once } from "node:events";
import { type MessagePort, Worker } from "node:worker_threads";
import type { Executor, Outcome } from "./executor.ts";
import { createSqliteExecutor } from "./sqlite-executor.ts";

type Request = { calls: string } | { close: true };
type Reply = { outcomes: string } | { failed: string };

/**
 * Runs commands in a thread of its own, so that a flush to disk never holds up a read.
 * Calls cross as one JSON text: cheaper than cloning many small objects.
 */
export async function createThreadExecutor(file: string, entry: URL): Promise<Executor> {
  const source = entry.pathname.endsWith(".ts");
  const worker = new Worker(entry, {
    workerData: { file },
    execArgv: source ? ["--conditions=source"] : [],
    name: "foyer-writer",
  });
  let ended: Error | undefined;
  worker.once("exit", (code) => {
    ended ??= new Error(`The writer thread ended with code ${code}`);
  });
  await once(worker, "message"); // it says when its connection is open; an error there rejects

  function execute(calls: unknown): Promise<Outcome[]> {
    return new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      const settle = (finish: () => void) => {
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
        finish();
      };
      const onMessage = (reply: Reply) =>
        settle(() =>
          "failed" in reply ? reject(new Error(reply.failed)) : resolve(JSON.parse(reply.outcomes)),
        );
      const onError = (error: Error) => settle(() => reject(error));
      const onExit = (code: number) =>
        settle(() => reject(new Error(`The writer thread ended with code ${code}`)));
      worker.once("message", onMessage).once("error", onError).once("exit", onExit);
      worker.postMessage({ calls: JSON.stringify(calls) } satisfies Request);
    });
  }

  async function close(): Promise<void> {
    if (ended) return;
    const exit = once(worker, "exit");
    worker.postMessage({ close: true } satisfies Request);
    await exit;
  }

  return { execute, close };
}

/** The other end, inside the thread: one batch at a time, in order of arrival. */
export function serveWriter(port: MessagePort, file: string): void {
  const executor = createSqliteExecutor(file);
  port.on("message", async (request: Request) => {
    if ("close" in request) {
      await executor.close();
      return port.close();
    }
    const reply = await executor.execute(JSON.parse(request.calls)).then(
      (outcomes): Reply => ({ outcomes: JSON.stringify(outcomes) }),
      (error: Error): Reply => ({ failed: error.stack ?? error.message }),
    );
    port.postMessage(reply);
  });
  port.postMessage("ready");
}
