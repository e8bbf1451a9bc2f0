import { eventsOfOperation, findEvent } from "../events/event-pages.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { command } from "../storage/command.ts";
import type { Db, Tx } from "../storage/db.ts";
import { beginOperation, UNDO_MS } from "./journal.ts";
import {
  CHUNK,
  findOperation,
  findUndoOf,
  type OperationRow,
  setUndoneBy,
  updateOperation,
} from "./operations.store.ts";
import type { DoneEvent } from "./undo-event.ts";
import { undoSome, undoTogether } from "./undo-some.ts";

/** Events of what is undone as a whole, at most: a lead with all that hangs on it. */
const WHOLE = 20_000;

type Wanted = { id: number; force: boolean };

/** What is to be undone. `of`: what it was in the beginning, however often it was undone and done again. */
type Target = { of: string; total: number; events?: DoneEvent[] };

/**
 * Whether something was undone, or is being.
 * @returns why it cannot be undone now; undefined when it can
 */
export async function undoneBy(
  db: Db,
  company: number,
  id: number,
): Promise<"running" | "undone" | undefined> {
  const undo = await findUndoOf(db, company, id);
  if (undo?.end_time === null) return "running";
  return undo && undo.state === "done" && undo.refused === 0 ? "undone" : undefined;
}

/**
 * Undoes a change or an operation, or begins to: what is small, or belongs together, is undone at once.
 * @throws DomainError `operation_not_found`, `operation_running`, `operation_undone`, `operation_moved_on`
 */
export const beginUndo = command("undo.begin", async (tx, actor: Actor, { id, force }: Wanted) => {
  const target = await findTarget(tx, actor, id);
  const { of, total, events } = target;
  const isLong = !events && total > CHUNK;
  const begin = { kind: "undo", what: { of }, total, undoes: id, force } as const;
  const undoing = await beginOperation(tx, actor, { ...begin, ...(!events && { state: "running" }) });
  const { operation } = undoing;
  if (events) {
    await undoTogether(tx, undoing, events, force);
    await setUndoneBy(tx, actor.company_id, id, operation);
  } else if (!isLong) await undoAtOnce(tx, undoing);
  return operation;
});

async function undoAtOnce(tx: Tx, actor: Actor & { operation: number }): Promise<void> {
  let row = await findOperation(tx, actor.company_id, actor.operation);
  while (row && row.end_time === null) row = await undoSome(tx, actor, row);
  if (row) await updateOperation(tx, row);
}

async function findTarget(tx: Tx, actor: Actor, id: number): Promise<Target> {
  const { company_id: company } = actor;
  const row = await findOperation(tx, company, id);
  const target = row ? await operationTarget(tx, actor, row) : await changeTarget(tx, actor, id);
  const undone = row?.undone_by ? "undone" : await undoneBy(tx, company, id);
  if (undone) throw new DomainError(undone === "running" ? "operation_running" : "operation_undone");
  return target;
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

async function operationTarget(tx: Tx, actor: Actor, row: OperationRow): Promise<Target> {
  requireMine(tx, actor, row);
  if (row.end_time === null) throw new DomainError("operation_running");
  const of: string = row.kind === "undo" ? JSON.parse(row.what).of : row.kind;
  if (of === "bulk") return { of, total: row.changed };
  const page = { operation: row.id, before: Number.MAX_SAFE_INTEGER, limit: WHOLE };
  const events = await eventsOfOperation(tx, { company: row.company_id, ...page });
  return { of, total: row.changed, events: events.map((event) => ({ ...event, operation: row.id })) };
}

async function changeTarget(tx: Tx, actor: Actor, id: number): Promise<Target> {
  const event = await findEvent(tx, actor.company_id, id);
  const isChange = event?.object === "lead" && event.action === "change" && event.operation_id === null;
  if (!isChange) throw new DomainError("operation_not_found");
  requireMine(tx, actor, event);
  return { of: "change", total: 1, events: [{ ...event, operation: undefined }] };
}
