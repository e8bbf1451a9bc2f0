import { seesDeal } from "../deals/deal-rules.ts";
import { leadIsThere } from "../leads/lead-rules.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { keep, kept } from "../operations/journal.ts";
import { before } from "../operations/put-back.ts";
import type { UndoableKind } from "../operations/undo-thing.ts";
import type { Tx } from "../storage/db.ts";
import { dropComments, insertComment, listComments, type StoredComment } from "./note-comments.store.ts";
import type { StoredNote } from "./note-row.ts";
import { requireNoteReferences } from "./note-rules.ts";
import { indexNoteHolders } from "./note-search.ts";
import { findNote, putNote } from "./notes.store.ts";

/** Comments on one note that are kept: nobody has written as many. */
const MANY = 10_000;

const commentsOf = (tx: Tx, company: number, note: number) =>
  listComments(tx, { company, note }, { start: 0, limit: MANY });

/** Puts the comments on a note aside that goes away in an operation. */
export async function keepComments(tx: Tx, actor: Actor, note: number): Promise<void> {
  if (actor.operation === undefined) return;
  const comments = await commentsOf(tx, actor.company_id, note);
  if (comments.length > 0) await keep(tx, actor, { object: "note", id: note, rows: comments });
}

/** Takes a note away with all that was said of it. As a part of an operation it can come back. */
export async function removeNoteIn(tx: Tx, actor: Actor, note: StoredNote): Promise<void> {
  await keepComments(tx, actor, note.id);
  await dropComments(tx, actor.company_id, note.id);
  await putNote(tx, actor.company_id, note, undefined);
  await indexNoteHolders(tx, actor.company_id, note, undefined);
}

export const undoableNote: UndoableKind<StoredNote> = {
  object: "note",
  missing: "note_not_found",
  derived: new Set(["update_time", "last_update_user_id"]),
  find: (tx, company_id, id) => findNote(tx, { company_id, sees: null }, Number(id)),
  hanging: async (tx, company, { id }) =>
    (await commentsOf(tx, company, id)).length > 0 ? ["comments"] : [],

  async check({ tx, actor }, { present, next }, { alone }) {
    if (next && !present) await requirePlaceOf(tx, actor, next);
    if (!alone) return;
    if (present && !(await findNote(tx, actor, present.id))) throw new DomainError("note_not_found");
    if (next) await requireNoteReferences(tx, actor, hangsOn(next), present);
  },

  touched: (tx, note, event) => ({
    ...note,
    ...lastUser(before(event)),
    update_time: Math.max(tx.now, note.update_time + 1),
  }),

  async put({ tx, actor }, { present, next }, { operation }) {
    if (present && !next) return removeNoteIn(tx, actor, present);
    if (!next) return;
    await putNote(tx, actor.company_id, present, next);
    const note = { company: actor.company_id, note: next.id };
    const rows =
      present || !operation ? [] : await kept(tx, actor, operation, { object: "note", id: next.id });
    for (const comment of (rows ?? []) as StoredComment[]) await insertComment(tx, note, comment);
    await indexNoteHolders(tx, actor.company_id, present, next);
  },

  async tell(db, actor, event) {
    const note = (await findNote(db, actor, Number(event.object_id))) ?? before(event);
    return { lead_id: (note as Partial<StoredNote>).lead_id ?? null, name: null };
  },
};

const hangsOn = ({ user_id, lead_id, deal_id, person_id, org_id }: StoredNote) => ({
  ...{ user_id, lead_id, deal_id, person_id, org_id },
});

const lastUser = ({ last_update_user_id: id }: Record<string, unknown>) =>
  id === undefined ? {} : { last_update_user_id: id as number | null };

/** A note does not come back without the lead or the deal it was on. */
async function requirePlaceOf(
  tx: Tx,
  { company_id }: Actor,
  { lead_id, deal_id }: StoredNote,
): Promise<void> {
  if (lead_id !== null && !(await leadIsThere(tx, company_id, lead_id)))
    throw new DomainError("lead_not_found");
  if (deal_id !== null && !(await seesDeal(tx, { company_id, sees: null }, deal_id)))
    throw new DomainError("deal_not_found");
}
