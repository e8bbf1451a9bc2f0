import type { NoteComment } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { CleanHtml } from "../lib/clean-html.ts";
import { toMsTime } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import { keep, kept } from "../operations/journal.ts";
import { before } from "../operations/put-back.ts";
import type { UndoableKind } from "../operations/undo-thing.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Db, Tx } from "../storage/db.ts";
import { toNoteComment } from "./comment-answer.ts";
import {
  findComment,
  insertComment,
  noteOfComment,
  removeComment,
  type StoredComment,
  updateComment,
} from "./note-comments.store.ts";
import { findNote } from "./notes.store.ts";

async function find(db: Db, company: number, uuid: string): Promise<NoteComment | undefined> {
  const note = await noteOfComment(db, company, uuid);
  const comment = note !== undefined && (await findComment(db, { company, note, uuid }));
  return comment ? toNoteComment(company, note, comment) : undefined;
}

const noteOf = (db: Db, actor: Actor, { object_id }: NoteComment) => findNote(db, actor, Number(object_id));

/** Takes a comment away, as a part of an operation in which it can come back to its place. */
export async function removeCommentIn(
  tx: Tx,
  actor: Actor,
  { note, uuid }: { note: number; uuid: string },
): Promise<void> {
  const key = { company: actor.company_id, note, uuid };
  const comment = await findComment(tx, key);
  if (!comment) return;
  await keep(tx, actor, { object: "note_comment", id: uuid, rows: { id: comment.id } });
  await removeComment(tx, key, comment);
}

/** Where a comment stood among the others. */
async function placeOf(tx: Tx, actor: Actor, uuid: string, operation: number | undefined): Promise<number> {
  const rows = operation && (await kept(tx, actor, operation, { object: "note_comment", id: uuid }));
  return (rows as { id: number } | undefined)?.id ?? nextId(tx, actor.company_id, "note_comment");
}

const toStored = (
  { uuid, user_id, updater_id, content, ...told }: NoteComment,
  id: number,
): StoredComment => ({
  ...{ id, uuid, user_id, updater_id },
  content: content as CleanHtml, // it was stored before
  add_time: Date.parse(told.add_time),
  update_time: Date.parse(told.update_time),
});

export const undoableComment: UndoableKind<NoteComment> = {
  object: "note_comment",
  missing: "comment_not_found",
  derived: new Set(["update_time", "updater_id"]),
  find,
  hanging: async () => [],

  async check({ tx, actor }, { present, next }) {
    const comment = next ?? present;
    if (comment && !(await noteOf(tx, actor, comment))) throw new DomainError("note_not_found");
  },

  touched: (tx, comment, event) => {
    const { updater_id = comment.updater_id } = before(event) as Partial<NoteComment>;
    const update_time = toMsTime(Math.max(tx.now, Date.parse(comment.update_time) + 1));
    return { ...comment, updater_id, update_time };
  },

  async put({ tx, actor }, { present, next }, { operation }) {
    const { object_id, uuid } = (next ?? present) as NoteComment; // one of them is there
    const key = { company: actor.company_id, note: Number(object_id), uuid };
    if (!next) return removeCommentIn(tx, actor, key);
    const stored = await findComment(tx, key);
    if (stored) return updateComment(tx, key, toStored(next, stored.id));
    await insertComment(tx, key, toStored(next, await placeOf(tx, actor, uuid, operation)));
  },

  async tell(db, actor, event) {
    const comment = (await find(db, actor.company_id, event.object_id)) ?? (before(event) as NoteComment);
    const note = comment.object_id === undefined ? undefined : await noteOf(db, actor, comment);
    return note && { lead_id: note.lead_id, name: null };
  },
};
