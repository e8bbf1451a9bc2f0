import type { Refusal } from "@leadfoyer/contract";
import { eventsOfOperation } from "../events/event-pages.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Tx } from "../storage/db.ts";
import { advanced, type OperationRow, setUndoneBy } from "./operations.store.ts";
import type { DoneEvent, Undone } from "./put-back.ts";
import { undoEvent } from "./undo-event.ts";

/** Events read at once. */
const SOME = 20;

/** The lead an event is about, where it says so, or what else. */
const subjectOf = ({ object, object_id, previous }: DoneEvent): string =>
  object === "lead" ? object_id : (JSON.parse(previous ?? "{}").lead_id ?? `${object} ${object_id}`);

export const refusalOf = (event: DoneEvent, { moved, reason }: Undone): Refusal[] => {
  if (reason) return [{ id: subjectOf(event), reason }];
  return moved.length > 0 ? [{ id: subjectOf(event), reason: "moved_on", members: [...moved] }] : [];
};

/** Undoes an event of many: what cannot be is told of, and holds nobody up. */
async function attempt(tx: Tx, actor: Actor, event: DoneEvent, force: boolean): Promise<Undone> {
  try {
    return await undoEvent(tx, actor, event, force);
  } catch (error) {
    if (error instanceof DomainError) return { changed: false, moved: [], reason: error.code };
    throw error;
  }
}

/** Puts back the next events of a bulk, the latest first, and answers how far the undo has come by that. */
export async function undoSome(tx: Tx, actor: Actor, row: OperationRow): Promise<OperationRow> {
  const { company_id: company, undoes, force } = row;
  const before = row.place || Number.MAX_SAFE_INTEGER;
  const events = await eventsOfOperation(tx, { company, operation: undoes ?? 0, before, limit: SOME });
  let next = row;
  const alone = JSON.parse(row.what).of === "import";
  for (const event of events) {
    const done = { ...event, operation: undoes ?? undefined, alone, isFirst: alone };
    const undone = await attempt(tx, { ...actor, operation: row.id }, done, force === 1);
    next = advanced(next, tallyOf(done, undone, force === 1));
  }
  next = { ...next, place: events.at(-1)?.seq ?? row.place };
  return events.length === SOME ? next : ended(tx, next);
}

function tallyOf(event: DoneEvent, undone: Undone, force: boolean) {
  const refusals = force && !undone.reason ? [] : refusalOf(event, undone);
  const isLead = event.object === "lead" && (undone.changed || refusals.length > 0);
  return { done: isLead ? 1 : 0, changed: isLead && undone.changed ? 1 : 0, refusals };
}

/** An undo that has come to its end. */
export async function ended(tx: Tx, row: OperationRow): Promise<OperationRow> {
  if (row.refused === 0 && row.undoes !== null) await setUndoneBy(tx, row.company_id, row.undoes, row.id);
  return { ...row, state: "done", done: row.total ?? row.done, end_time: tx.now };
}
