import type { BulkCreate, Refusal } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import { type BulkAction, requireBulk, runBulk } from "../leads/lead-bulk.ts";
import type { Actor } from "../lib/actor.ts";
import { dropAmidst } from "../search/search-tidy.ts";
import { command } from "../storage/command.ts";
import type { Tx } from "../storage/db.ts";
import { putChunks, removeChunks, takeChunk } from "./chunks.store.ts";
import { beginOperation } from "./journal.ts";
import {
  advanced,
  type OperationRow,
  partBefore,
  takeOperation,
  updateOperation,
} from "./operations.store.ts";
import { inTurn } from "./turn.ts";
import { undoSome } from "./undo-some.ts";
import { partOf, undoPart } from "./undo-whole.ts";

/** Leads looked up at once; a step takes one such chunk after the other. */
const CHUNK: Record<BulkCreate["action"], number> = { change: 20, delete: 10, convert: 5 };

export function actionOf({
  action,
  change = {},
  convert: to = {},
}: Pick<BulkCreate, "action" | "change" | "convert">): BulkAction {
  if (action === "convert") return { action, to };
  return action === "delete" ? { action } : { action, change };
}

/** Begins a bulk. Named leads are put down for it at once, those of a list have to be found first. */
export const beginBulk = command("bulk.begin", async (tx, actor: Actor, what: BulkCreate) => {
  await requireBulk(tx, actor, actionOf(what));
  const { ids, ...rest } = what;
  const total = ids?.length ?? null;
  const state = ids ? "running" : "collecting";
  const asked = ids ? rest : what;
  const { operation } = await beginOperation(tx, actor, { kind: "bulk", what: asked, total, state });
  const key = { company: actor.company_id, id: operation, size: CHUNK[what.action] };
  if (ids) await putChunks(tx, key, 0, ids);
  return operation;
});

type Found = { id: number; nr: number; ids: string[]; total: number };

/** Puts leads down that were found for a bulk, and answers the next chunk's number; undefined when it has ended. */
export const collectSome = command(
  "bulk.collect",
  async (tx, actor: Actor, { id, nr, ids, total }: Found) => {
    const row = await takeOperation(tx, actor.company_id, id);
    if (row?.state !== "collecting") return undefined;
    if (nr === 0) await removeChunks(tx, actor.company_id, id); // of a search that was broken off
    await advance(tx, actor, row, { ...row, total });
    const { action }: BulkCreate = JSON.parse(row.what);
    return putChunks(tx, { company: actor.company_id, id, size: CHUNK[action] }, nr, ids);
  },
);

export const collected = command("bulk.collected", async (tx, actor: Actor, id: number): Promise<void> => {
  const row = await takeOperation(tx, actor.company_id, id);
  if (row?.state === "collecting")
    await updateOperation(tx, { ...row, state: "running", total: row.total ?? 0 });
});

/**
 * Takes the next leads of a bulk, or events or parts of an undo: as many as there is time for, or `one` at a time.
 * Answers whether more are left.
 */
export const workSome = command(
  "operations.work",
  async (tx, actor: Actor, { id, one = false }: { id: number; one?: boolean }): Promise<boolean> => {
    const row = await takeOperation(tx, actor.company_id, id);
    if (row?.state !== "running") return false;
    const some = await workOf(tx, actor, row);
    const next = one ? await some(row) : await inTurn(row, some);
    if (takesAway(row)) await dropAmidst(tx);
    await advance(tx, actor, row, next);
    return next.end_time === null;
  },
);

/** Whether leads or deals may go by it: to undo is to take away what was made. */
const takesAway = ({ kind, what }: OperationRow): boolean =>
  kind === "undo" || actionOf(JSON.parse(what)).action !== "change";

/** What gets on with an operation by a little. */
async function workOf(tx: Tx, actor: Actor, { kind, company_id: company, undoes, what }: OperationRow) {
  if (kind !== "undo") {
    await requireBulk(tx, actor, actionOf(JSON.parse(what)));
    return (row: OperationRow) => bulkSome(tx, actor, row);
  }
  const hasParts = await partBefore(tx, { company, id: undoes ?? 0 });
  const undo = hasParts ? undoPart : undoSome;
  return (row: OperationRow) => undo(tx, actor, row);
}

/** Passes over a part that cannot be undone, and says why. Answers whether more are left. */
export const refusePart = command(
  "operations.refusePart",
  async (tx, actor: Actor, { id, refusals }: { id: number; refusals: Refusal[] }): Promise<boolean> => {
    const row = await takeOperation(tx, actor.company_id, id);
    const part = row?.state === "running" ? await partOf(tx, row) : undefined;
    if (!row || !part) return false;
    const next = advanced(row, { done: 1, changed: 0, refusals: refusals.slice(0, 1) });
    await advance(tx, actor, row, { ...next, place: part.id });
    return true;
  },
);

async function bulkSome(tx: Tx, actor: Actor, row: OperationRow): Promise<OperationRow> {
  const { company_id: company, id, place } = row;
  const ids = await takeChunk(tx, { company, id, nr: place });
  if (!ids) return { ...row, state: "done", end_time: tx.now };
  const tally = await runBulk(tx, { ...actor, operation: id }, ids, actionOf(JSON.parse(row.what)));
  return { ...advanced(row, tally), place: place + 1 };
}

/** Ends an operation where it is: whoever was to get on with it finds that out in the next transaction. */
export const endOperation = command(
  "operations.end",
  async (tx, actor: Actor, { id, state }: { id: number; state: "stopped" | "failed" }): Promise<void> => {
    const row = await takeOperation(tx, actor.company_id, id);
    if (!row) return;
    await removeChunks(tx, actor.company_id, id);
    await advance(tx, actor, row, { ...row, state, end_time: tx.now });
  },
);

/** Stores how far an operation has come, and tells open pages. */
async function advance(tx: Tx, actor: Actor, before: OperationRow, next: OperationRow): Promise<void> {
  await updateOperation(tx, next);
  const { state, done } = before;
  const { operation: _, ...alone } = actor;
  await record(tx, alone, {
    object: "operation",
    objectId: next.id,
    action: "change",
    previous: { state, done },
  });
}
