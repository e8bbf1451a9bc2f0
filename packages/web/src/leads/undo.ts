import { isNoAnswer } from "@leadfoyer/client";

/** Something done that can be taken back. */
type Done = { what: string; undo: () => Promise<void> };

/** Steps kept. */
const DEPTH = 100;
const steps: Done[] = [];
const underWay = new Set<Promise<unknown>>();

/** Has an undo wait for what is being done: it is the last thing done before long. */
export function doing<T>(deed: Promise<T>): Promise<T> {
  underWay.add(deed);
  const end = () => underWay.delete(deed);
  deed.then(end, end);
  return deed;
}

export function remember(step: Done): void {
  steps.push(step);
  if (steps.length > DEPTH) steps.shift();
}

/** Takes back the last thing done and answers what it was; undefined when there is nothing. */
export async function undoLast(): Promise<string | undefined> {
  await Promise.allSettled(underWay);
  const step = steps.pop();
  if (!step) return undefined;
  try {
    await step.undo();
  } catch (error) {
    // It is there to be undone when the connection is back.
    if (isNoAnswer(error)) steps.push(step);
    throw error;
  }
  return step.what;
}

/** Takes back one step, wherever it stands by now. */
export async function undoStep(step: Done): Promise<void> {
  const index = steps.lastIndexOf(step);
  if (index >= 0) steps.splice(index, 1);
  await step.undo();
}
export type { Done };
