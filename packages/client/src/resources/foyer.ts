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
  /**
   * Every lead of a selection as a file, to be read as it comes: a table, or with `format: "ndjson"` a line of JSON each.
   * @example await pipeline((await foyer.inbox.export()).body, createWriteStream("leads.csv"));
   */
  export: (
    query: contract.LeadExportQuery = {},
    { signal = null }: { signal?: AbortSignal | null } = {},
  ): Promise<Response> => core.open("/foyer/leads/export", query, signal),
  /** Where that file is, for a link in a page that is signed in. */
  exportAddress: (query: contract.LeadExportQuery = {}): string =>
    core.addressOf("/foyer/leads/export", query),
  /** Leads that look like a lead, the most alike first, and why. From a score of 0.7 on it is most likely the same. */
  similar: list<typeof contract.getLeadDuplicates>(core, "GET /foyer/leads/{id}/duplicates? 20 all"),
  /** Pairs of leads that look alike, from the newest lead on. Each page looks at `limit` leads, 10 unless given. */
  duplicates: list<typeof contract.getDuplicates>(core, "GET /foyer/duplicates? 20 cursor"),
  /** What a merge would make of leads; nothing is changed. */
  previewMerge: call<typeof contract.previewMerge>(core, "POST /foyer/leads/{id}/merge/preview! 10"),
  /** Merges leads into one, which keeps its id. `undo.run` with the answer's `operation_id` takes it back. */
  merge: call<typeof contract.mergeLeads>(core, "POST /foyer/leads/{id}/merge! 40"),
  /**
   * Begins an import. What is added with its id is undone as one, by `undo.run`.
   * @example const { id } = await foyer.inbox.startImport();
   * await foyer.leads.add(lead, { headers: { "foyer-import": `${id}` } });
   */
  startImport: call<typeof contract.startImport>(core, "POST /foyer/imports! 10"),
  /** What was done to a lead, the latest first. */
  history: list<typeof contract.getLeadHistory>(core, "GET /foyer/leads/{id}/history? 10 cursor"),
});

/** Foyer alone: changes to many leads at once. They run in the background: follow them with `get`. */
export const bulk = (core: Core) => ({
  /** Begins a bulk. */
  start: call<typeof contract.startBulk>(core, "POST /foyer/bulk! 40"),
  /** What it would do. */
  preview: call<typeof contract.previewBulk>(core, "POST /foyer/bulk/preview! 40"),
  /** How far a bulk, or an undo, has come. */
  get: call<typeof contract.getBulk>(core, "GET /foyer/bulk/{id} 2"),
  /** Stops it where it is: what is done stays done, and can be undone. */
  stop: call<typeof contract.stopBulk>(core, "POST /foyer/bulk/{id}/stop 10"),
});

/** Foyer alone: undoing. */
export const undo = (core: Core) => ({
  /** What the caller did lately, the latest first. */
  list: list<typeof contract.listUndo>(core, "GET /foyer/undo? 10 cursor"),
  /** Undoes a change of a lead, by its id in the lead's history, or an operation. */
  run: call<typeof contract.undo>(core, "POST /foyer/undo/{id}! 40"),
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
