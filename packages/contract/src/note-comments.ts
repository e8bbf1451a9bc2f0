import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { NoteContent, notePath, readNotes, writeNotes } from "./notes.ts";
import { cursorQuery, Id, MsTime, offsetQuery, Uuid } from "./scalars.ts";

/** A comment on a note, in the order of Pipedrive's document. Its times are those of the leads family. */
export const NoteComment = Type.Object({
  uuid: Uuid,
  active_flag: Type.Boolean(),
  add_time: MsTime,
  company_id: Id,
  content: Type.String(),
  object_id: Type.String({ description: "The id of the note" }),
  object_type: Type.Literal("note"),
  update_time: MsTime,
  updater_id: Id,
  user_id: Id,
});
export type NoteComment = Type.Static<typeof NoteComment>;

export const NoteCommentInput = Type.Object({ content: NoteContent });
export type NoteCommentInput = Type.Static<typeof NoteCommentInput>;

const commentPath = Type.Object({ id: Id, commentId: Uuid });
const common = { family: "v1", tag: "Notes", status: 200 } as const;

export const getNoteComments = endpoint({
  ...common,
  operation: "getNoteComments",
  method: "GET",
  path: "/v1/notes/{id}/comments",
  summary: "List the comments on a note, oldest first",
  scopes: readNotes,
  cost: 20,
  params: notePath,
  query: Type.Object(offsetQuery),
  data: NoteComment,
  list: "offset",
});

export const addNoteComment = endpoint({
  ...common,
  operation: "addNoteComment",
  method: "POST",
  path: "/v1/notes/{id}/comments",
  summary: "Comment on a note",
  scopes: writeNotes,
  cost: 10,
  params: notePath,
  body: NoteCommentInput,
  data: NoteComment,
});

export const getComment = endpoint({
  ...common,
  operation: "getComment",
  method: "GET",
  path: "/v1/notes/{id}/comments/{commentId}",
  summary: "Read a comment",
  scopes: readNotes,
  cost: 2,
  params: commentPath,
  data: NoteComment,
});

export const updateCommentForNote = endpoint({
  ...common,
  operation: "updateCommentForNote",
  method: "PUT",
  path: "/v1/notes/{id}/comments/{commentId}",
  summary: "Change a comment",
  scopes: writeNotes,
  cost: 10,
  params: commentPath,
  body: NoteCommentInput,
  data: NoteComment,
});

export const deleteComment = endpoint({
  ...common,
  operation: "deleteComment",
  method: "DELETE",
  path: "/v1/notes/{id}/comments/{commentId}",
  summary: "Delete a comment",
  scopes: writeNotes,
  cost: 6,
  params: commentPath,
  data: Type.Literal(true),
});

export const getLeadComments = endpoint({
  family: "v2",
  tag: "Inbox",
  operation: "getLeadComments",
  method: "GET",
  path: "/foyer/leads/{id}/comments",
  summary: "List the comments on all notes of a lead, oldest first",
  scopes: ["leads:read", "leads:full"],
  cost: 10,
  params: Type.Object({ id: Uuid }),
  query: Type.Object(cursorQuery),
  status: 200,
  data: NoteComment,
  list: "cursor",
});

export const noteCommentEndpoints = [
  getLeadComments,
  getNoteComments,
  addNoteComment,
  getComment,
  updateCommentForNote,
  deleteComment,
];
