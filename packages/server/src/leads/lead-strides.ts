import { setImmediate } from "node:timers/promises";
import { searchIn } from "../filters/leading.ts";
import type { Db } from "../storage/db.ts";
import { partsOf, type Sizes, usualSizes } from "../storage/list-parts.ts";
import type { Part, Place } from "../storage/list-shape.ts";
import { walkOf } from "../storage/list-ways.ts";
import { countFrom } from "./lead-count.store.ts";
import { findPosition, type LeadPage, listLeadIds, listLeads } from "./lead-list.store.ts";
import type { LeadList, LeadPosition, PageBegin } from "./lead-list.ts";
import { leadIndexes, longestUnchangedFirst, oldestFirst } from "./lead-sort.ts";

/** The index that walks leads in an order among those that tie in some columns. */
const walkIn = ({ owner_id }: LeadList, { order, tied }: Pick<Part, "order" | "tied">) =>
  walkOf(
    leadIndexes,
    order,
    new Set([...(owner_id === undefined ? [] : ["owner_id"]), ...Object.keys(tied)]),
  );

/**
 * Whether leads are looked at that are not in a list, with nothing to find those that are, or more than a page sorted. PostgreSQL
 * does so beside this process.
 */
function isWalked({ engine }: Db, list: LeadList): boolean {
  const { led, walks, order, filter, sees, person_id, organization_id, owner_id, updated_since } = list;
  const isOfOne = person_id !== undefined || organization_id !== undefined; // few, by an index
  // What a search finds is found anew by every statement.
  const searches = filter !== undefined && searchIn(filter.shape) >= 0;
  if (engine === "postgres" || led !== undefined || walks || order.asFound || isOfOne || searches)
    return false;
  const walk = walkIn(list, { order: order.columns, tied: {} });
  const isOwners = owner_id === undefined || walk?.columns.includes("owner_id");
  const isTimely = updated_since === undefined || walk?.by[0]?.column === "update_time";
  return filter !== undefined || sees !== null || !(walk?.exact && isOwners && isTimely);
}

/** Where a lead stands so many further on in the index that walks a part, whether it is in the list or not. */
function placeOf(db: Db, list: LeadList, part: Part, further: number): Promise<Place | undefined> {
  const { columns = [], by = [] } = part.walk ?? {};
  const tied = Object.fromEntries(Object.entries(part.tied).filter(([column]) => columns.includes(column)));
  const owner_id = columns.includes("owner_id") ? list.owner_id : undefined;
  const updated_since = by[0]?.column === "update_time" ? list.updated_since : undefined;
  const all = { ...list, owner_id, updated_since, sees: null, filter: undefined };
  const begin = { offset: 0, part: { ...part, tied, order: by } };
  return findPosition(db, all, further + 1, begin) as Promise<Place | undefined>;
}

/** Whether the leads of an owner, or those changed since a time, are soon sorted. */
async function findsFew(db: Db, { company, archived, owner_id, updated_since }: LeadList, { next }: Sizes) {
  const asked = [
    ...(owner_id === undefined ? [] : [{ owner_id, order: oldestFirst }]),
    ...(updated_since === undefined ? [] : [{ updated_since, order: longestUnchangedFirst }]),
  ];
  for (const one of asked)
    if (!(await findPosition(db, { company, archived, sees: null, ...one }, next + 1))) return true;
  return false;
}

/** A list from where one begins: as one stretch, or, where it is walked, as many short ones with others answered in between. */
async function* stridesOf(db: Db, list: LeadList, begin: PageBegin, sizes: Sizes): AsyncGenerator<PageBegin> {
  if (!isWalked(db, list) || (await findsFew(db, list, sizes))) return yield begin;
  const from = "after" in begin ? (begin.after as Place) : undefined;
  const asking = {
    walkOf: (part: Part) => walkIn(list, part),
    placeOf: (part: Part, further: number) => placeOf(db, list, part, further),
    sizes,
  };
  for await (const part of partsOf(asking, { tied: {}, order: list.order.columns, from })) {
    yield { ...begin, part };
    await setImmediate();
  }
}

/** One page: see {@link listLeads}. */
export async function leadsFrom(
  db: Db,
  list: LeadList,
  begin: PageBegin,
  limit: number,
  sizes = usualSizes,
): Promise<LeadPage> {
  let page: LeadPage = { docs: [], count: 0, more: false, end: undefined, beforeEnd: undefined };
  for await (const stride of stridesOf(db, list, begin, sizes)) {
    const left = limit - page.count;
    const found = await listLeads(db, list, stride, Math.max(left, 1));
    if (left === 0 && found.count > 0) return { ...page, more: true };
    if (left === 0) continue;
    page = { ...found, docs: [...page.docs, ...found.docs], count: page.count + found.count };
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
  sizes = usualSizes,
): Promise<{ ids: string[]; end: LeadPosition | undefined }> {
  const ids: string[] = [];
  let end: LeadPosition | undefined;
  for await (const stride of stridesOf(db, list, begin, sizes)) {
    const found = await listLeadIds(db, list, stride, limit - ids.length);
    ids.push(...found.ids);
    end = found.end ?? end;
    if (ids.length === limit) break;
  }
  return { ids, end };
}

/** How many leads a list holds, whatever it costs. */
export async function countAll(db: Db, list: LeadList, sizes = usualSizes): Promise<number> {
  let count = 0;
  for await (const stride of stridesOf(db, list, { offset: 0 }, sizes))
    count += await countFrom(db, list, stride);
  return count;
}

/** Where the `count`-th lead of a list stands; undefined when there are fewer. */
export async function positionOf(
  db: Db,
  list: LeadList,
  count: number,
  sizes = usualSizes,
): Promise<LeadPosition | undefined> {
  let left = count;
  for await (const stride of stridesOf(db, list, { offset: 0 }, sizes)) {
    // An index alone mostly tells how many there are, but not how they are sorted.
    const held = stride.part ? await countFrom(db, list, stride) : count;
    if (held >= left) return findPosition(db, list, left, stride);
    left -= held;
  }
  return undefined;
}
