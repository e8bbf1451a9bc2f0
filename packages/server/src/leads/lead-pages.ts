import type { Lead, LeadListQuery } from "@leadfoyer/contract";
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
import {
  type ArchivedStatus,
  countLeads,
  findPosition,
  type LeadList,
  type LeadPosition,
  listLeadIds,
  listLeads,
  type PageBegin,
} from "./lead-list.store.ts";
import { parseLeadSort, toLeadOrder } from "./lead-sort.ts";

/** Pages of leads, each asked for by its place in a list. */
export function createLeadPages({ storage, filters }: { storage: Storage; filters: FilterService }) {
  const pages = createPageMemory<LeadPosition>();
  const ready = createReadyPages();

  /** Where a page begins: by seeking wherever one order of columns allows. Undefined beyond the end of the list. */
  async function beginOf(
    leads: LeadList,
    start: number,
    known?: LeadPosition,
  ): Promise<PageBegin | undefined> {
    if (start === 0 || !leads.order.oneWay) return { offset: start };
    const after = known ?? (await findPosition(storage.db, leads, start));
    return after && { after };
  }

  type Wanted = { leads: LeadList; start: number; limit: number; name: string; version: number };

  async function want(actor: Actor, query: LeadListQuery, archived = archivedOf(query)): Promise<Wanted> {
    const filter = await filters.compiled(actor, "leads", query.filter_id);
    const leads = toLeadList(actor, query, { archived, filter });
    const version = await latestEvent(storage.db, actor.company_id);
    return { ...offsetPage(query), leads, name: JSON.stringify(leads), version };
  }

  async function read({ leads, start, limit, name, version }: Wanted) {
    const begin = await beginOf(leads, start, pages.recall(name, start, version));
    if (!begin) return { docs: "", start, limit, more: false };
    const { docs, more, end } = await listLeads(storage.db, leads, begin, limit);
    if (more && end) pages.remember(name, start + limit, version, end);
    return { docs, start, limit, more };
  }

  async function list(
    actor: Actor,
    query: LeadListQuery,
    archived = archivedOf(query),
  ): Promise<OffsetPage<Lead> | ReadyBody> {
    const wanted = await want(actor, query, archived);
    const { start, limit, name, version } = wanted;
    const pageName = `${start} ${limit} ${name}`;
    const body = ready.find(pageName, version);
    if (body) return { body };
    const { docs, ...page } = await read(wanted);
    return { ...page, items: { json: docs }, keep: (bytes) => ready.keep(pageName, version, bytes) };
  }

  return {
    list,

    /** A page as leads, for who shows them to a person. */
    async page(actor: Actor, query: LeadListQuery): Promise<OffsetPage<Lead> & { items: Lead[] }> {
      const { docs, ...page } = await read(await want(actor, query));
      return { ...page, items: JSON.parse(`[${docs}]`) };
    },

    /** The ids of every lead of a list, so many at a time. */
    async *ids(actor: Actor, query: LeadListQuery, limit: number): AsyncGenerator<string[]> {
      yield* walkIds(storage.db, (await want(actor, query)).leads, limit);
    },

    async count(actor: Actor, query: LeadListQuery): Promise<number> {
      const { leads } = await want(actor, query);
      return countLeads(storage.db, leads);
    },
  };
}

async function* walkIds(db: Db, leads: LeadList, limit: number): AsyncGenerator<string[]> {
  for (let begin: PageBegin | undefined = { offset: 0 }; begin; ) {
    const page: Awaited<ReturnType<typeof listLeadIds>> = await listLeadIds(db, leads, begin, limit);
    const { ids, end } = page;
    if (ids.length > 0) yield ids;
    begin = ids.length === limit && end ? { after: end } : undefined;
  }
}

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
