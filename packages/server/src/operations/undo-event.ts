import { undoActivityEvent } from "../activities/activity-undo.ts";
import { undoDealEvent } from "../deals/deal-undo.ts";
import { undoParticipantEvent } from "../deals/participant-undo.ts";
import type { StoredEvent } from "../events/event-pages.ts";
import { undoLeadEvent } from "../leads/lead-undo.ts";
import type { Actor } from "../lib/actor.ts";
import { undoMergeEvent } from "../merges/merge-undo.ts";
import { undoNoteEvent } from "../notes/note-undo.ts";
import type { Tx } from "../storage/db.ts";
import { NOTHING, type Undone } from "./put-back.ts";

/** An event to undo, and the operation it belongs to. */
export type DoneEvent = StoredEvent & { operation: number | undefined };

type Undo = (tx: Tx, actor: Actor, event: DoneEvent, force: boolean) => Promise<Undone>;

/** How what an operation does to each kind of thing is put back. What is missing here follows from what is not. */
const undoers: Record<string, Undo> = {
  lead: undoLeadEvent,
  note: undoNoteEvent,
  activity: undoActivityEvent,
  lead_merge: undoMergeEvent,
  deal: undoDealEvent,
  deal_participant: undoParticipantEvent,
};

/**
 * Undoes one event. Where what it changed was changed since, nothing is done unless forced: `moved` tells what that
 * is either way.
 */
export const undoEvent: Undo = (tx, actor, event, force) =>
  undoers[event.object]?.(tx, actor, event, force) ?? Promise.resolve(NOTHING);
