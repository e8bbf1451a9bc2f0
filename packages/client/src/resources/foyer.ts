import type * as contract from "@leadfoyer/contract";
import { call } from "../call.ts";
import type { Core } from "../core.ts";
import { list } from "../list.ts";

/** Foyer alone: leads as its inbox shows them. */
export const inbox = (core: Core) => ({
  /** Leads; the names of what they point at are in each page's `body.related_objects`. */
  list: list<typeof contract.getInbox>(core, "GET /foyer/leads? 20 offset"),
  /** How many leads a list holds. */
  count: call<typeof contract.countInbox>(core, "GET /foyer/leads/count? 20"),
});

/** Foyer alone: the browser's session. */
export const session = (core: Core) => ({
  /** Signs in; the browser keeps the cookie. */
  create: call<typeof contract.createSession>(core, "POST /foyer/session! 0"),
  /** Who is signed in. */
  get: call<typeof contract.getSession>(core, "GET /foyer/session 0"),
  /** Signs out in this browser. */
  delete: call<typeof contract.deleteSession>(core, "DELETE /foyer/session 0"),
  /** Signs out everywhere. */
  deleteAll: call<typeof contract.deleteSessions>(core, "DELETE /foyer/sessions 0"),
  /** Changes one's own password. */
  changePassword: call<typeof contract.changePassword>(core, "PUT /foyer/password! 0"),
});
