import type { OperationRow } from "./operations.store.ts";

/** How long an operation keeps everybody else who writes waiting at a time, in milliseconds. */
const TURN_MS = 20;

/** Gets on with an operation by one piece after the other, until its turn is over. The least it takes is one. */
export async function inTurn(
  row: OperationRow,
  some: (row: OperationRow) => Promise<OperationRow>,
): Promise<OperationRow> {
  const end = performance.now() + TURN_MS;
  let next = await some(row);
  while (next.end_time === null && performance.now() < end) next = await some(next);
  return next;
}
