import { foyer } from "../api/foyer.ts";
import { refreshLists } from "./lead-cache.ts";

export type Operation = Awaited<ReturnType<typeof foyer.bulk.get>>;

const POLL_MS = 150;

/** Waits until what runs in the background has ended. */
export async function ended(operation: Operation): Promise<Operation> {
  if (operation.state !== "running") return operation;
  await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  return ended(await foyer.bulk.get(operation.id));
}

/** Puts back what an operation, or one change, did. */
export async function undoOperation(id: number): Promise<void> {
  const operation = await ended(await foyer.undo.run(id, {}));
  await refreshLists();
  if (operation.changed === 0 && operation.refused > 0) throw new Error(operation.refusals[0]?.reason);
}
