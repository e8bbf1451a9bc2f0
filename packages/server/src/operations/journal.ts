import { recordNumbered } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import type { Db, Tx } from "../storage/db.ts";
import {
  addToOperation,
  findKept,
  findOperation,
  insertOperation,
  type OperationKind,
  putKept,
} from "./operations.store.ts";

/** How long what was done can be undone, in milliseconds: three days. */
export const UNDO_MS = 3 * 86_400_000;

type Begin = {
  kind: OperationKind;
  /** What was asked for, as the list of what can be undone shows it. */
  what: object;
  /** Leads it is about; null while they are being found. */
  total: number | null;
  /** What it puts back, of an undo. */
  undoes?: number;
  force?: boolean;
  /** The operation this one is a part of: undone with it, each such part whole or not at all. */
  parent?: number;
  /** Unless given, it is done when the command is. */
  state?: "collecting" | "running";
};

/**
 * Begins something that can be undone as a whole, in the transaction that does it, and answers who does it from now
 * on: every event recorded for that actor belongs to the operation, and says by its `previous` what to put back. What
 * goes away without an event telling of it is put aside with {@link keep}.
 *
 * Merging two leads, in one command:
 * ```ts
 * const merging = await beginOperation(tx, actor, { kind: "merge", what: { winner, loser }, total: 2 });
 * await updateLead(…); await record(tx, merging, { object: "lead", objectId: winner, action: "change", previous });
 * // notes and activities that move: putNote, updateActivity and a change event each, for `merging`
 * await removeLeadIn(tx, merging, loser); // keeps followers and comments by itself
 * ```
 * `POST /foyer/undo/{id}` with `merging.operation` then puts all of it back, or nothing: see `undo-event.ts` for the
 * kinds of events it knows. A lead that comes back answers to its id again; whatever stands for it meanwhile has to be
 * looked up after the lead itself.
 */
export async function beginOperation(
  tx: Tx,
  actor: Actor,
  { kind, what, total, undoes, parent, force = false, state }: Begin,
): Promise<Actor & { operation: number }> {
  const { operation: _, ...alone } = actor;
  const id = await recordNumbered(tx, alone, { object: "operation", action: "create" });
  await insertOperation(tx, {
    company_id: actor.company_id,
    id,
    user_id: actor.user_id,
    kind,
    what: JSON.stringify(what),
    state: state ?? "done",
    source: actor.via ?? null,
    undoes: undoes ?? null,
    parent_id: parent ?? null,
    force: force ? 1 : 0,
    total,
    done: state ? 0 : (total ?? 0),
    changed: state ? 0 : (total ?? 0),
    refused: 0,
    refusals: "[]",
    place: 0,
    add_time: tx.now,
    touch_time: tx.now,
    end_time: state ? null : tx.now,
  });
  return { ...actor, operation: id };
}

/** Counts leads that an operation begun before turned out to be about. */
export async function addToTotal(
  tx: Tx,
  { company, id, more }: { company: number; id: number; more: number },
): Promise<void> {
  if (more > 0) await addToOperation(tx, { company, id, more });
}

type Kept = {
  object: "lead" | "deal" | "note" | "note_comment" | "lead_label";
  id: string | number;
  rows: object;
};

/** Puts aside what goes away with a thing, where it is a part of an operation. */
export async function keep(
  tx: Tx,
  { company_id: company, operation }: Actor,
  { object, id, rows }: Kept,
): Promise<void> {
  if (operation === undefined) return;
  await putKept(tx, { company, id: operation, object, objectId: String(id) }, rows);
}

/** What was put aside with a thing in an operation; undefined where nothing was. */
export const kept = (
  tx: Tx,
  { company_id: company }: Actor,
  operation: number,
  { object, id }: Omit<Kept, "rows">,
): Promise<unknown> => findKept(tx, { company, id: operation, object, objectId: String(id) });

/** The deed that an operation is, or undoes, or does again, and whether it undoes it. */
export async function deedOf(
  db: Db,
  company: number,
  operation: number,
): Promise<{ deed: number; undoes: boolean }> {
  let deed = operation;
  let undoes = false;
  for (;;) {
    const row = await findOperation(db, company, deed);
    if (row?.undoes == null) return { deed, undoes };
    deed = row.undoes;
    undoes = !undoes;
  }
}
