import type { NoteComment, NoteCommentInput } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import type { LeadService } from "../leads/leads.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage, OffsetPage } from "../lib/answers.ts";
import { toCleanHtml } from "../lib/clean-html.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { offsetPage } from "../lib/paging.ts";
import { uuidV4 } from "../lib/uuid.ts";
import { beginOperation } from "../operations/journal.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Db } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { toNoteComment } from "./comment-answer.ts";
import { removeCommentIn } from "./comment-undo.ts";
import {
  commentsOnLead,
  findComment,
  insertComment,
  listComments,
  type StoredComment,
  updateComment,
} from "./note-comments.store.ts";
import { findNote } from "./notes.store.ts";

type Place = { id: number; commentId: string };

type Addition = { id: number; input: NoteCommentInput };

const addComment = command(
  "noteComments.add",
  async (tx, actor: Actor, { id, input }: Addition): Promise<NoteComment> => {
    await requireNote(tx, actor, id);
    const content = toCleanHtml(input.content, "content");
    const comment: StoredComment = {
      id: await nextId(tx, actor.company_id, "note_comment"),
      uuid: uuidV4(),
      user_id: actor.user_id,
      updater_id: actor.user_id,
      add_time: tx.now,
      update_time: tx.now,
      content,
    };
    await insertComment(tx, { company: actor.company_id, note: id }, comment);
    await record(tx, actor, { object: "note_comment", objectId: comment.uuid, action: "create" });
    return toNoteComment(actor.company_id, id, comment);
  },
);

const changeComment = command(
  "noteComments.change",
  async (
    tx,
    actor: Actor,
    { place, input }: { place: Place; input: NoteCommentInput },
  ): Promise<NoteComment> => {
    const comment = await requireComment(tx, actor, place);
    const content = toCleanHtml(input.content, "content");
    if (content === comment.content) return toNoteComment(actor.company_id, place.id, comment);
    const update_time = Math.max(tx.now, comment.update_time + 1);
    const next = { ...comment, content, updater_id: actor.user_id, update_time };
    await updateComment(tx, { company: actor.company_id, note: place.id }, next);
    const answer = toNoteComment(actor.company_id, place.id, next);
    const previous = differences(toNoteComment(actor.company_id, place.id, comment), answer);
    await record(tx, actor, { object: "note_comment", objectId: comment.uuid, action: "change", previous });
    return answer;
  },
);

const deleteComment = command(
  "noteComments.remove",
  async (tx, actor: Actor, place: Place): Promise<true> => {
    const comment = await requireComment(tx, actor, place);
    const { lead_id = null } = (await findNote(tx, actor, place.id)) ?? {};
    const what = { object: "note_comment", id: comment.uuid, lead_id };
    const deleting = await beginOperation(tx, actor, { kind: "delete", what, total: 1 });
    await removeCommentIn(tx, deleting, { note: place.id, uuid: comment.uuid });
    const previous = toNoteComment(actor.company_id, place.id, comment);
    const happening = { object: "note_comment", objectId: comment.uuid, action: "delete", previous } as const;
    await record(tx, deleting, happening);
    return true;
  },
);

async function requireNote(db: Db, actor: Actor, id: number): Promise<void> {
  if (!(await findNote(db, actor, id))) throw new DomainError("note_not_found");
}

async function requireComment(db: Db, actor: Actor, { id, commentId }: Place): Promise<StoredComment> {
  await requireNote(db, actor, id);
  const key = { company: actor.company_id, note: id, uuid: commentId.toLowerCase() };
  const comment = await findComment(db, key);
  if (!comment) throw new DomainError("comment_not_found");
  return comment;
}

const DEFAULT_LIMIT = 100;

/** What people say about a note. */
export function createCommentService({ storage, leads }: { storage: Storage; leads: LeadService }) {
  return {
    /** What they say about any note of a lead. Who sees a lead sees its notes. */
    async onLead(
      actor: Actor,
      lead: string,
      { cursor, limit = DEFAULT_LIMIT }: { cursor?: string; limit?: number },
    ): Promise<CursorPage<NoteComment>> {
      const id = lead.toLowerCase();
      await leads.get(actor, id);
      const from = cursor === undefined ? 0 : decodeCursor(cursor, "id", "asc").id;
      const page = { company: actor.company_id, lead: id, from, limit: limit + 1 };
      const comments = await commentsOnLead(storage.db, page);
      const next = comments[limit]?.id;
      return {
        items: comments
          .slice(0, limit)
          .map(({ note_id, ...comment }) => toNoteComment(actor.company_id, note_id, comment)),
        next_cursor:
          next === undefined
            ? null
            : encodeCursor({ field: "id", fieldValue: next, sortDirection: "asc", id: next }),
      };
    },

    async list(
      actor: Actor,
      id: number,
      query: { start?: number; limit?: number },
    ): Promise<OffsetPage<NoteComment>> {
      await requireNote(storage.db, actor, id);
      const { start, limit } = offsetPage(query);
      const note = { company: actor.company_id, note: id };
      const comments = await listComments(storage.db, note, { start, limit: limit + 1 });
      const items = comments.slice(0, limit).map((comment) => toNoteComment(actor.company_id, id, comment));
      return { items, start, limit, more: comments.length > limit };
    },

    get: async (actor: Actor, place: Place): Promise<NoteComment> =>
      toNoteComment(actor.company_id, place.id, await requireComment(storage.db, actor, place)),

    add: (actor: Actor, id: number, input: NoteCommentInput) => storage.run(addComment, actor, { id, input }),
    change: (actor: Actor, place: Place, input: NoteCommentInput) =>
      storage.run(changeComment, actor, { place, input }),
    remove: (actor: Actor, place: Place) => storage.run(deleteComment, actor, place),
  };
}
export type CommentService = ReturnType<typeof createCommentService>;
