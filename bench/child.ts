import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A helper process that answers one job at a time. */
export type Child<Job, Answer> = {
  readonly pid: number;
  ask(job: Job): Promise<Answer>;
  stop(): Promise<void>;
};

type Reply<Answer> = { answer: Answer } | { failed: string };

/** Starts a module of this folder in a process of its own, so that its work is not counted to another's. */
export function startChild<Job extends object, Answer>(module: string): Child<Job, Answer> {
  const child = fork(new URL(module, import.meta.url));
  const gone = once(child, "exit").then(([code]): never => {
    throw new Error(`${module} ended with code ${code}`);
  });
  gone.catch(() => {}); // told to whoever is asking, nobody else
  return {
    pid: pidOf(child),
    async ask(job) {
      const reply = once(child, "message") as Promise<[Reply<Answer>]>;
      child.send(job);
      const [message] = await Promise.race([reply, gone]);
      if ("failed" in message) throw new Error(message.failed);
      return message.answer;
    },
    stop: () => endProcess(child),
  };
}

/** The helper's side: every job is answered, a failed one with its stack. */
export function answerJobs<Job, Answer>(work: (job: Job) => Answer | Promise<Answer>): void {
  const reply = (message: Reply<Answer>) => process.send?.(message);
  process.on("message", async (job: Job) => {
    try {
      reply({ answer: await work(job) });
    } catch (error) {
      reply({ failed: (error as Error).stack ?? String(error) });
    }
  });
  process.once("disconnect", () => process.exit(0));
}

/** Asks a process to end and waits until it has. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  await exit;
}

export function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error("A process of the benchmark could not be started");
  return pid;
}
