import { isNoAnswer } from "@leadfoyer/client";
import { CutShort } from "./cut-short.ts";

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
  await step?.undo().catch(keeping(step));
  return step?.what;
}

/** Keeps a step that was not undone, or not all of it, to be undone when the connection is back or somebody goes on. */
const keeping = (step: Done) => (error: unknown) => {
  if (isNoAnswer(error) || error instanceof CutShort) steps.push(step);
  throw error;
};

/** Takes back one step, wherever it stands by now. */
export async function undoStep(step: Done): Promise<void> {
  const index = steps.lastIndexOf(step);
  if (index >= 0) steps.splice(index, 1);
  await step.undo().catch(keeping(step));
}
export type { Done };
