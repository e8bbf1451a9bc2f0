import { expect } from "vitest";
import { UNKNOWN_UUID } from "../error-bodies.ts";
import { idNumber } from "../fixtures.ts";
import { asItem, asString, type Item } from "../json.ts";
import type { Scene } from "../scene.ts";
import type { Check } from "./check.ts";

const MILLISECOND_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A comment, made by the client itself. */
async function commented({ one, given }: Scene, content = "First"): Promise<{ id: number; comment: Item }> {
  const id = idNumber(await given.note());
  return { id, comment: await one("addNoteComment", { id, body: { content } }) };
}

export const noteCommentChecks: Check[] = [
  {
    operation: "addNoteComment",
    fact: "answers 200 with the comment",
    async run({ call, given }) {
      const id = idNumber(await given.note());
      const { status, body } = await call("addNoteComment", { id, body: { content: "<b>Done</b>" } });
      expect(status).toBe(200);
      expect(asItem(body).data).toMatchObject({
        ...{ content: "<b>Done</b>", object_id: String(id), object_type: "note", active_flag: true },
        add_time: expect.stringMatching(MILLISECOND_TIME),
      });
    },
  },
  {
    operation: "getNoteComments",
    fact: "lists the comments on a note, oldest first",
    async run(scene) {
      const { id, comment } = await commented(scene);
      const second = await scene.one("addNoteComment", { id, body: { content: "Second" } });
      expect(await scene.list("getNoteComments", { id })).toEqual([comment, second]);
      expect(await scene.list("getNoteComments", { id, query: { start: 1, limit: 5 } })).toEqual([second]);
    },
  },
  {
    operation: "getComment",
    fact: "answers what was added, and does not know what was not",
    async run(scene) {
      const { id, comment } = await commented(scene);
      expect(await scene.one("getComment", { id, commentId: asString(comment.uuid) })).toEqual(comment);
      expect((await scene.refused("getComment", { id, commentId: UNKNOWN_UUID })).status).toBe(404);
    },
  },
  {
    operation: "updateCommentForNote",
    fact: "changes the comment",
    async run(scene) {
      const { id, comment } = await commented(scene);
      const commentId = asString(comment.uuid);
      const changed = await scene.one("updateCommentForNote", { id, commentId, body: { content: "New" } });
      expect(changed).toEqual({ ...comment, content: "New", update_time: changed.update_time });
    },
  },
  {
    operation: "deleteComment",
    fact: "answers a bare true, and the comment is gone",
    async run(scene) {
      const { id, comment } = await commented(scene);
      const { body } = await scene.call("deleteComment", { id, commentId: asString(comment.uuid) });
      expect(body).toEqual({ success: true, data: true });
      expect(await scene.list("getNoteComments", { id })).toEqual([]);
    },
  },
];
