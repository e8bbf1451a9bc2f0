import type { Refusal } from "@leadfoyer/contract";
import { eventsOfOperation } from "../events/event-pages.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Db, Tx } from "../storage/db.ts";
import { beginOperation } from "./journal.ts";
import { advanced, findUndoOf, type OperationRow, partBefore, setUndoneBy } from "./operations.store.ts";
import type { DoneEvent } from "./put-back.ts";
import { undoEvent } from "./undo-event.ts";
import { ended, refusalOf } from "./undo-some.ts";

/** Events of what is undone as a whole, at most: a lead with all that hangs on it. */
const WHOLE = 20_000;

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

/** Whether what an undo is `of` was done to each thing on its own. */
const isAlone = (of: string): boolean => of === "change" || of === "import";

type How = { force: boolean; parent?: number };

/** Undoes an operation whose parts belong together, all of it or nothing, and answers the undo's id. */
export async function undoOperation(tx: Tx, actor: Actor, row: OperationRow, how: How): Promise<number> {
  const page = { operation: row.id, before: Number.MAX_SAFE_INTEGER, limit: WHOLE };
  const events = await eventsOfOperation(tx, { company: row.company_id, ...page });
  const of = row.kind === "undo" ? JSON.parse(row.what).of : row.kind;
  const done = events.map((event) => ({ ...event, operation: row.id, alone: isAlone(of) }));
  return undoEvents(tx, actor, { id: row.id, of, total: row.changed, events: done }, how);
}

type Done = { id: number; of: string; total: number; events: readonly DoneEvent[] };

/**
 * Undoes events, the latest first: all of them or none.
 * @throws DomainError `operation_moved_on`
 */
export async function undoEvents(
  tx: Tx,
  actor: Actor,
  { id, of, total, events }: Done,
  { force, parent }: How,
): Promise<number> {
  const begin = { kind: "undo", what: { of }, total, undoes: id, force } as const;
  const undoing = await beginOperation(tx, actor, { ...begin, ...(parent !== undefined && { parent }) });
  const refusals: Refusal[] = [];
  for (const event of events) refusals.push(...refusalOf(event, await undoEvent(tx, undoing, event, true)));
  const standing = force ? refusals.filter(({ reason }) => reason !== "moved_on") : refusals;
  if (standing.length > 0) throw new DomainError("operation_moved_on", { data: { refusals: standing } });
  await setUndoneBy(tx, actor.company_id, id, undoing.operation);
  return undoing.operation;
}

/**
 * Undoes the next part of an operation, the last first, and answers how far the undo has come by that. A part that was
 * undone on its own is passed over.
 * @throws DomainError when the part cannot be undone: then nothing of it is, and `refusePart` goes on behind it
 */
export async function undoPart(tx: Tx, actor: Actor, row: OperationRow): Promise<OperationRow> {
  const part = await partOf(tx, row);
  if (!part) return ended(tx, row);
  const undone = await undoneBy(tx, row.company_id, part.id);
  if (!undone) await undoOperation(tx, actor, part, { force: row.force === 1, parent: row.id });
  return { ...advanced(row, { done: 1, changed: undone ? 0 : 1, refusals: [] }), place: part.id };
}

/** The part an undo comes to next. */
export const partOf = (db: Db, { company_id: company, undoes, place }: OperationRow) =>
  partBefore(db, { company, id: undoes ?? 0 }, place || Number.MAX_SAFE_INTEGER);
