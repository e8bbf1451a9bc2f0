import { type AnySeen, administrators, anySeen } from "../webhooks/webhook-thing.ts";
import { noteOfComment } from "./note-comments.store.ts";
import { noteWebhook } from "./note-webhook.ts";

/** Who hears of a comment: who sees the note it is on. Webhooks do not tell of comments. */
export const seenComment: AnySeen = anySeen<{ object_id: string }>({
  async present(db, company, uuid) {
    const note = await noteOfComment(db, company, uuid);
    return note === undefined ? undefined : { object_id: String(note) };
  },

  async audience(db, company, { object_id }) {
    const note = await noteWebhook.present(db, company, object_id);
    return note ? noteWebhook.audience(db, company, note) : administrators("leads");
  },
});
