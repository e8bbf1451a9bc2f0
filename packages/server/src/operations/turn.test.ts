import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { OperationRow } from "./operations.store.ts";
import { inTurn } from "./turn.ts";

/** An operation that ends after so many pieces, each of which takes so long. */
function operation({ pieces, ms }: { pieces: number; ms: number }) {
  const row = { place: 0, end_time: null } as OperationRow; // no more of it is looked at
  const some = async (before: OperationRow): Promise<OperationRow> => {
    await sleep(ms);
    const place = before.place + 1;
    return { ...before, place, end_time: place === pieces ? 1 : null };
  };
  return inTurn(row, some);
}

test("a turn holds many pieces that take little, and ends with the operation", async () => {
  expect(await operation({ pieces: 3, ms: 0 })).toMatchObject({ place: 3, end_time: 1 });
});

test("a turn is over soon: one piece that takes long is all there is time for", async () => {
  expect(await operation({ pieces: 50, ms: 25 })).toMatchObject({ place: 1, end_time: null });
});
