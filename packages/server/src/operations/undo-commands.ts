import { findEvent } from "../events/event-pages.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { command } from "../storage/command.ts";
import type { Tx } from "../storage/db.ts";
import { isDeed, objectOf, requireWriting } from "./deeds.ts";
import { beginOperation, UNDO_MS } from "./journal.ts";
import {
  findOperation,
  leadsAddedIn,
  type OperationRow,
  partBefore,
  updateOperation,
} from "./operations.store.ts";
import { undoSome } from "./undo-some.ts";
import { undoEvents, undoneBy, undoOperation } from "./undo-whole.ts";

/** Leads that are put back at once. */
const FEW = 20;

type Wanted = { id: number; force: boolean };

/**
 * Undoes a change or an operation, or begins to: what is small, or belongs together, is undone at once.
 * @throws DomainError `operation_not_found`, `operation_running`, `operation_undone`, `operation_moved_on`
 */
export const beginUndo = command("undo.begin", async (tx, actor: Actor, { id, force }: Wanted) => {
  const row = await findOperation(tx, actor.company_id, id);
  if (!row) return undoChange(tx, actor, id, force);
  requireMine(tx, actor, row);
  requireWriting(actor, objectOf(row));
  await requireUndoable(tx, row);
  return isOfBulk(row) ? beginLong(tx, actor, row, force) : undoOperation(tx, actor, row, { force });
});

/** Whether it was done to many, each of which is put back on its own. */
function isOfBulk({ kind, what }: OperationRow): boolean {
  const { of = kind, object = "lead" } = JSON.parse(what);
  return of === "bulk" || of === "import" || object === "lead_label";
}

/** What was done to many: where that is a few, at once. */
async function beginLong(tx: Tx, actor: Actor, row: OperationRow, force: boolean): Promise<number> {
  const { id, company_id: company } = row;
  const total = row.kind === "import" ? await leadsAddedIn(tx, company, id) : row.changed;
  const { of = row.kind, object } = JSON.parse(row.what);
  const begin = { kind: "undo", what: { of, object }, total, undoes: id, force, state: "running" } as const;
  const undoing = await beginOperation(tx, actor, begin);
  const hasParts = (await partBefore(tx, { company, id })) !== undefined;
  if (total <= FEW && !hasParts) await undoAtOnce(tx, undoing);
  return undoing.operation;
}

async function undoAtOnce(tx: Tx, actor: Actor & { operation: number }): Promise<void> {
  let row = await findOperation(tx, actor.company_id, actor.operation);
  while (row && row.end_time === null) row = await undoSome(tx, actor, row);
  if (row) await updateOperation(tx, row);
}

/** @throws DomainError `operation_running`, `operation_undone` */
export async function requireUndoable(tx: Tx, row: OperationRow): Promise<void> {
  if (row.end_time === null) throw new DomainError("operation_running");
  const undone = await undoneBy(tx, row.company_id, row.id);
  if (undone) throw new DomainError(undone === "running" ? "operation_running" : "operation_undone");
}

/** One's own, or an administrator's to undo, and not too long ago. */
function requireMine(
  tx: Tx,
  actor: Actor,
  { user_id, add_time }: { user_id: number; add_time: number },
): void {
  const mayUndo = user_id === actor.user_id || actor.is_admin;
  if (!mayUndo || add_time < tx.now - UNDO_MS) throw new DomainError("operation_not_found");
}

async function undoChange(tx: Tx, actor: Actor, id: number, force: boolean): Promise<number> {
  const event = await findEvent(tx, actor.company_id, id);
  if (!event || event.operation_id !== null || !isDeed(event)) throw new DomainError("operation_not_found");
  requireMine(tx, actor, event);
  requireWriting(actor, event.object);
  if (await undoneBy(tx, actor.company_id, id)) throw new DomainError("operation_undone");
  const events = [{ ...event, operation: undefined, alone: true, isFirst: true }];
  return undoEvents(tx, actor, { id, of: "change", total: 1, events }, { force });
}
