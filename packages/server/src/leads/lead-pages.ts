import type { InboxQuery, Lead, LeadCount, LeadListQuery, LeadSelection } from "@leadfoyer/contract";
import { latestEvent } from "../events/event-log.ts";
import type { FilterService } from "../filters/filters.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { OffsetPage, ReadyBody } from "../lib/answers.ts";
import { fromMoment } from "../lib/clock.ts";
import { createPageMemory } from "../lib/page-memory.ts";
import { offsetPage } from "../lib/paging.ts";
import { createReadyPages } from "../lib/ready-pages.ts";
import type { Db } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { countLeads, withLeader } from "./lead-count.store.ts";
import {
  type ArchivedStatus,
  findPosition,
  type LeadList,
  type LeadPosition,
  listLeadIds,
  listLeads,
  type PageBegin,
} from "./lead-list.store.ts";
import { selectedLeads } from "./lead-selection.ts";
import { type LeadOrder, orderAsFound, parseLeadSort, toLeadOrder } from "./lead-sort.ts";

/** Pages of leads, each asked for by its place in a list. */
export function createLeadPages({ storage, filters }: { storage: Storage; filters: FilterService }) {
  const pages = createPageMemory<LeadPosition>();
  const ready = createReadyPages();

  type Wanted = { leads: LeadList; start: number; limit: number; name: string; version: number };

  async function want(leads: LeadList, page: { start?: number; limit?: number }): Promise<Wanted> {
    const version = await latestEvent(storage.db, leads.company);
    return { ...offsetPage(page), leads, name: JSON.stringify(leads), version };
  }

  const selected = (actor: Actor, selection: LeadSelection, sort?: string): Promise<LeadList> =>
    selectedLeads({ db: storage.db, filters }, actor, selection, orderOf(selection, sort));

  async function read({ leads: wanted, start, limit, name, version }: Wanted) {
    const leads = await withLeader(storage.db, wanted);
    const begin = await beginOf(storage.db, leads, { start, known: pages.recall(name, start, version) });
    if (!begin) return { docs: "", start, limit, more: false };
    const { docs, more, end, beforeEnd } = await listLeads(storage.db, leads, begin, limit);
    if (more && end) pages.remember(name, start + limit, version, end);
    // Careful clients begin their next page on the last lead of this one, so that a list which shrinks hides nothing.
    if (more && beforeEnd) pages.remember(name, start + limit - 1, version, beforeEnd);
    return { docs, start, limit, more };
  }

  async function list(
    actor: Actor,
    query: LeadListQuery,
    archived = archivedOf(query),
  ): Promise<OffsetPage<Lead> | ReadyBody> {
    const filter = await filters.compiled(actor, "leads", query.filter_id);
    const wanted = await want(toLeadList(actor, query, { archived, filter }), query);
    const { start, limit, name, version } = wanted;
    const pageName = `${start} ${limit} ${name}`;
    const body = ready.find(pageName, version);
    if (body) return { body };
    const { docs, ...page } = await read(wanted);
    return { ...page, items: { json: docs }, keep: (bytes) => ready.keep(pageName, version, bytes) };
  }

  return {
    list,

    /** A page of a selection as leads, for who shows them to a person. */
    async page(actor: Actor, query: InboxQuery): Promise<OffsetPage<Lead> & { items: Lead[] }> {
      const wanted = await want(await selected(actor, query, query.sort), query);
      const { docs, ...page } = await read(wanted);
      return { ...page, items: JSON.parse(`[${docs}]`) };
    },

    /** The ids of every lead of a selection, so many at a time, the oldest lead first. */
    async *ids(actor: Actor, selection: LeadSelection, limit: number): AsyncGenerator<string[]> {
      const leads = await selected(actor, selection, "add_time");
      yield* walkIds(storage.db, await withLeader(storage.db, leads), limit);
    },

    /** Every lead of a selection, so many at a time, the oldest first. */
    async walk(actor: Actor, selection: LeadSelection, limit: number): Promise<AsyncGenerator<Lead[]>> {
      const leads = await selected(actor, selection, "add_time");
      return walkLeads(storage.db, await withLeader(storage.db, leads), limit);
    },

    /** As far as that costs little; `exactly`, whatever it costs. */
    count: async (actor: Actor, selection: LeadSelection, exactly = false): Promise<LeadCount> =>
      countLeads(storage.db, await selected(actor, selection, exactly ? "add_time" : undefined), exactly),
  };
}

/** Where a page begins: by seeking wherever one order of columns allows. Undefined beyond the end of the list. */
async function beginOf(
  db: Db,
  leads: LeadList,
  { start, known }: { start: number; known: LeadPosition | undefined },
): Promise<PageBegin | undefined> {
  if (start === 0 || !leads.order.oneWay) return { offset: start };
  const after = known ?? (await findPosition(db, leads, start));
  return after && { after };
}

async function* walkIds(db: Db, leads: LeadList, limit: number): AsyncGenerator<string[]> {
  for (let begin: PageBegin | undefined = { offset: 0 }; begin; ) {
    const page: Awaited<ReturnType<typeof listLeadIds>> = await listLeadIds(db, leads, begin, limit);
    const { ids, end } = page;
    if (ids.length > 0) yield ids;
    begin = ids.length === limit && end ? { after: end } : undefined;
  }
}

async function* walkLeads(db: Db, leads: LeadList, limit: number): AsyncGenerator<Lead[]> {
  for (let begin: PageBegin | undefined = { offset: 0 }; begin; ) {
    const page: Awaited<ReturnType<typeof listLeads>> = await listLeads(db, leads, begin, limit);
    if (page.docs !== "") yield JSON.parse(`[${page.docs}]`);
    begin = page.more && page.end ? { after: page.end } : undefined;
  }
}

const orderOf = ({ term }: LeadSelection, sort?: string): LeadOrder =>
  term !== undefined && sort === undefined ? orderAsFound : toLeadOrder(parseLeadSort(sort));

const archivedOf = ({ archived_status = "not_archived" }: LeadListQuery): ArchivedStatus => archived_status;

/** A filter takes precedence over owner, person and organization. */
function toLeadList(
  actor: Actor,
  query: LeadListQuery,
  { archived, filter }: Pick<LeadList, "archived" | "filter">,
): LeadList {
  const { owner_id, person_id, organization_id, updated_since, sort } = query;
  return {
    company: actor.company_id,
    sees: actor.sees,
    archived,
    ...(filter ? { filter } : { owner_id, person_id, organization_id }),
    updated_since: updated_since === undefined ? undefined : fromMoment(updated_since),
    order: toLeadOrder(parseLeadSort(sort)),
  };
}
