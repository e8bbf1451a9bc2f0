import type * as contract from "@leadfoyer/contract";
import { call } from "../call.ts";
import type { Core } from "../core.ts";
import { list } from "../list.ts";

/** Notes on leads, persons and organizations, and comments on notes. */
export const notes = (core: Core) => ({
  /** Notes, of a lead or a contact if wanted. */
  list: list<typeof contract.getNotes>(core, "GET /v1/notes? 20 offset"),
  /** Adds a note to a lead or a contact. */
  add: call<typeof contract.addNote>(core, "POST /v1/notes! 10"),
  /** Reads a note. */
  get: call<typeof contract.getNote>(core, "GET /v1/notes/{id} 2"),
  /** Changes the properties given. */
  update: call<typeof contract.updateNote>(core, "PUT /v1/notes/{id}! 10"),
  /** Deletes a note; answers `true`. */
  delete: call<typeof contract.deleteNote>(core, "DELETE /v1/notes/{id} 6"),
  /** Comments on a note. */
  comments: list<typeof contract.getNoteComments>(core, "GET /v1/notes/{id}/comments? 20 offset"),
  /** Foyer alone: comments on all notes of a lead. */
  commentsOnLead: list<typeof contract.getLeadComments>(core, "GET /foyer/leads/{id}/comments? 10 cursor"),
  /** Adds a comment. */
  addComment: call<typeof contract.addNoteComment>(core, "POST /v1/notes/{id}/comments! 10"),
  /** Reads a comment. */
  getComment: call<typeof contract.getComment>(core, "GET /v1/notes/{id}/comments/{commentId} 2"),
  /** Changes a comment. */
  updateComment: call<typeof contract.updateCommentForNote>(
    core,
    "PUT /v1/notes/{id}/comments/{commentId}! 10",
  ),
  /** Deletes a comment. */
  deleteComment: call<typeof contract.deleteComment>(core, "DELETE /v1/notes/{id}/comments/{commentId} 6"),
});
