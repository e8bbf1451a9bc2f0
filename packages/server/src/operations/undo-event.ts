import { undoableActivity } from "../activities/activity-undo.ts";
import { undoDealEvent } from "../deals/deal-undo.ts";
import { undoParticipantEvent } from "../deals/participant-undo.ts";
import { undoableFilter } from "../filters/filter-undo.ts";
import { undoableLabel } from "../labels/label-undo.ts";
import { undoLeadEvent } from "../leads/lead-undo.ts";
import type { Actor } from "../lib/actor.ts";
import { undoFollowingEvent } from "../merges/merge-followers.ts";
import { undoMergeEvent } from "../merges/merge-undo.ts";
import { undoableComment } from "../notes/comment-undo.ts";
import { undoableNote } from "../notes/note-undo.ts";
import { undoableOrganization } from "../organizations/organization-undo.ts";
import { undoablePerson } from "../persons/person-undo.ts";
import type { Tx } from "../storage/db.ts";
import { type DoneEvent, NOTHING, type Undone } from "./put-back.ts";
import { type AnyKind, anyKind, undoThing } from "./undo-thing.ts";

type Undo = (tx: Tx, actor: Actor, event: DoneEvent, force: boolean) => Promise<Undone>;

/** How what is done to most kinds of things is put back. */
export const undoableKinds: Record<string, AnyKind> = {
  note: anyKind(undoableNote),
  note_comment: anyKind(undoableComment),
  activity: anyKind(undoableActivity),
  person: anyKind(undoablePerson),
  organization: anyKind(undoableOrganization),
  lead_label: anyKind(undoableLabel),
  filter: anyKind(undoableFilter),
};

/** How the others are put back. What is in neither follows from what is. */
const undoers: Record<string, Undo> = {
  lead: undoLeadEvent,
  lead_merge: undoMergeEvent,
  lead_following: undoFollowingEvent,
  deal: undoDealEvent,
  deal_participant: undoParticipantEvent,
};

/**
 * Undoes one event. Where what it changed was changed since, nothing is done unless forced: `moved` tells what that
 * is either way.
 */
export const undoEvent: Undo = async (tx, actor, event, force) => {
  const kind = undoableKinds[event.object];
  if (kind) return undoThing(kind, { tx, actor }, event, force);
  return undoers[event.object]?.(tx, actor, event, force) ?? NOTHING;
};
