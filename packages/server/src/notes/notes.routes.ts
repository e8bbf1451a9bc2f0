import {
  addNote,
  addNoteComment,
  deleteComment,
  deleteNote,
  getComment,
  getLeadComments,
  getNote,
  getNoteComments,
  getNotes,
  updateCommentForNote,
  updateNote,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { CommentService } from "./note-comments.service.ts";
import type { NoteService } from "./notes.service.ts";

export function noteRoutes(serve: Serve, notes: NoteService): void {
  serve(getNotes, ({ actor, query }) => notes.list(actor, query));
  serve(addNote, ({ actor, body }) => notes.add(actor, body));
  serve(getNote, ({ actor, params }) => notes.get(actor, params.id));
  serve(updateNote, ({ actor, params, body }) => notes.change(actor, params.id, body));
  serve(deleteNote, ({ actor, params }) => notes.remove(actor, params.id));
}

export function noteCommentRoutes(serve: Serve, comments: CommentService): void {
  serve(getLeadComments, ({ actor, params, query }) => comments.onLead(actor, params.id, query));
  serve(getNoteComments, ({ actor, params, query }) => comments.list(actor, params.id, query));
  serve(addNoteComment, ({ actor, params, body }) => comments.add(actor, params.id, body));
  serve(getComment, ({ actor, params }) => comments.get(actor, params));
  serve(updateCommentForNote, ({ actor, params, body }) => comments.change(actor, params, body));
  serve(deleteComment, ({ actor, params }) => comments.remove(actor, params));
}
