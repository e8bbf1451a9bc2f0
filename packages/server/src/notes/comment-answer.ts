import type { NoteComment } from "@leadfoyer/contract";
import { toMsTime } from "../lib/clock.ts";
import type { StoredComment } from "./note-comments.store.ts";

/** A comment as it is answered, and as events name its members. */
export const toNoteComment = (company_id: number, note: number, comment: StoredComment): NoteComment => ({
  uuid: comment.uuid,
  active_flag: true,
  add_time: toMsTime(comment.add_time),
  company_id,
  content: comment.content,
  object_id: String(note),
  object_type: "note",
  update_time: toMsTime(comment.update_time),
  updater_id: comment.updater_id,
  user_id: comment.user_id,
});
