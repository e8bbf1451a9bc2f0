import type * as contract from "@leadfoyer/contract";
import type { Core } from "../core.ts";
import { list } from "../list.ts";

/** Search over everything; leads, persons and organizations have a `search` of their own too. */
export const search = (core: Core) => ({
  /** Leads, persons and organizations, best first. Related ones are in each page's `body.data.related_items`. */
  items: list<typeof contract.searchItemV2>(core, "GET /api/v2/itemSearch? 20 cursor"),
  /** Values of one field that meet a term. */
  byField: list<typeof contract.searchItemByFieldV2>(core, "GET /api/v2/itemSearch/field? 20 cursor"),
});
