import { setImmediate } from "node:timers/promises";
import { searchIn } from "../filters/leading.ts";
import type { Db } from "../storage/db.ts";
import { countFrom } from "./lead-count.store.ts";
import {
  findPosition,
  type LeadList,
  type LeadPage,
  type LeadPosition,
  listLeadIds,
  listLeads,
  type PageBegin,
} from "./lead-list.store.ts";

/** Leads looked at by one statement: of what is common, a page is among the first. */
const FIRST = 1_000;
/** Some hundredths of a second, after which others are answered. */
const NEXT = 5_000;

/**
 * Whether what a list asks for may be rare, with nothing to find it by: then all leads are looked at in its order.
 * PostgreSQL does so beside this process.
 */
function isWalked({ engine }: Db, list: LeadList): boolean {
  const { led, walks, order, filter, sees, person_id, organization_id } = list;
  const isOfOne = person_id !== undefined || organization_id !== undefined; // few, by an index
  const asks = filter !== undefined || (sees !== null && !isOfOne);
  // What a search finds is found anew by every statement.
  const searches = filter !== undefined && searchIn(filter.shape) >= 0;
  return engine === "sqlite" && led === undefined && !walks && order.oneWay && asks && !searches;
}

/** A list from where one begins: as one stretch, or, where it is walked, as many short ones with others answered in between. */
async function* stridesOf(db: Db, list: LeadList, begin: PageBegin): AsyncGenerator<PageBegin> {
  if (!isWalked(db, list)) return yield begin;
  const all = { ...list, sees: null, filter: undefined, updated_since: undefined };
  let [from, size] = [begin, FIRST];
  for (;;) {
    const until = await findPosition(db, all, size, from);
    yield until ? { ...from, until } : from;
    if (!until) return;
    await setImmediate();
    [from, size] = [{ after: until }, NEXT];
  }
}

/** One page: see {@link listLeads}. */
export async function leadsFrom(db: Db, list: LeadList, begin: PageBegin, limit: number): Promise<LeadPage> {
  let page: LeadPage = { docs: "", count: 0, more: false, end: undefined, beforeEnd: undefined };
  for await (const stride of stridesOf(db, list, begin)) {
    const left = limit - page.count;
    const found = await listLeads(db, list, stride, Math.max(left, 1));
    if (left === 0 && found.count > 0) return { ...page, more: true };
    if (left === 0) continue;
    const docs = [page.docs, found.docs].filter((some) => some !== "").join(",");
    page = { ...found, docs, count: page.count + found.count };
    if (page.more) return page;
  }
  return page;
}

/** The ids of up to `limit` leads, and where the last stands. */
export async function leadIdsFrom(
  db: Db,
  list: LeadList,
  begin: PageBegin,
  limit: number,
): Promise<{ ids: string[]; end: LeadPosition | undefined }> {
  const ids: string[] = [];
  let end: LeadPosition | undefined;
  for await (const stride of stridesOf(db, list, begin)) {
    const found = await listLeadIds(db, list, stride, limit - ids.length);
    ids.push(...found.ids);
    end = found.end ?? end;
    if (ids.length === limit) break;
  }
  return { ids, end };
}

/** How many leads a list holds, whatever it costs. */
export async function countAll(db: Db, list: LeadList): Promise<number> {
  let count = 0;
  for await (const stride of stridesOf(db, list, { offset: 0 })) count += await countFrom(db, list, stride);
  return count;
}

/** Where the `count`-th lead of a list stands; undefined when there are fewer. */
export async function positionOf(db: Db, list: LeadList, count: number): Promise<LeadPosition | undefined> {
  let left = count;
  for await (const stride of stridesOf(db, list, { offset: 0 })) {
    const found = await findPosition(db, list, left, stride);
    if (found || !stride.until) return found;
    left -= await countFrom(db, list, stride);
  }
  return undefined;
}
