import type { InboxQuery, Lead, LeadListQuery, LeadSelection } from "@leadfoyer/contract";
import { latestEvent, latestEventAtOnce } from "../events/event-log.ts";
import type { FilterService } from "../filters/filters.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { OffsetPage, ReadyBody } from "../lib/answers.ts";
import { fromMoment } from "../lib/clock.ts";
import { createPageMemory } from "../lib/page-memory.ts";
import { offsetPage } from "../lib/paging.ts";
import { createReadyPages } from "../lib/ready-pages.ts";
import type { Db } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { withLeader } from "./lead-count.store.ts";
import type { ArchivedStatus, LeadList, LeadPosition, PageBegin } from "./lead-list.ts";
import { selectedLeads } from "./lead-selection.ts";
import {
  type LeadOrder,
  oldestFirst,
  parseInboxSort,
  parseLeadSort,
  type ShownKey,
  toLeadOrder,
  usualOrder,
} from "./lead-sort.ts";
import { toShownOrder } from "./lead-stretches.ts";
import { leadsFrom, positionOf } from "./lead-strides.ts";
import { createShownPages } from "./shown-pages.ts";

type Services = { storage: Storage; filters: FilterService; ways?: Parameters<typeof createShownPages>[1] };

/** Pages of leads, each asked for by its place in a list. */
export function createLeadPages({ storage, filters, ways }: Services) {
  const pages = createPageMemory<LeadPosition>();
  const ready = createReadyPages();
  const shown = createShownPages(storage.db, ways);

  type Wanted = { leads: LeadList; start: number; limit: number; name: string; version: number };

  async function want(leads: LeadList, page: { start?: number; limit?: number }): Promise<Wanted> {
    const version = await latestEvent(storage.db, leads.company);
    return { ...offsetPage(page), leads, name: JSON.stringify(leads), version };
  }

  const selected = (actor: Actor, selection: LeadSelection, order: LeadOrder): Promise<LeadList> =>
    selectedLeads({ db: storage.db, filters }, actor, selection, order);

  async function read({ leads: wanted, start, limit, name, version }: Wanted) {
    const leads = await withLeader(storage.db, wanted);
    const begin = await beginOf(storage.db, leads, { start, known: pages.recall(name, start, version) });
    if (!begin) return { docs: [], start, limit, more: false };
    const { docs, more, end, beforeEnd } = await leadsFrom(storage.db, leads, begin, limit);
    if (more && end) pages.remember(name, start + limit, version, end);
    // Careful clients begin their next page on the last lead of this one, so that a list which shrinks hides nothing.
    if (more && beforeEnd) pages.remember(name, start + limit - 1, version, beforeEnd);
    return { docs, start, limit, more };
  }

  async function list(
    actor: Actor,
    query: LeadListQuery,
    { archived = archivedOf(query), words }: { archived?: ArchivedStatus; words?: string | undefined } = {},
  ): Promise<OffsetPage<Lead> | ReadyBody> {
    const filter = await filters.compiled(actor, "leads", query.filter_id);
    const wanted = await want(toLeadList(actor, query, { archived, filter }), query);
    const { start, limit, name, version } = wanted;
    // What a filter means may change without its words.
    const pageName = (filter ? undefined : byWords(actor, words)) ?? `${start} ${limit} ${name}`;
    const body = ready.find(pageName, version);
    if (body) return { body };
    const { docs, ...page } = await read(wanted);
    return { ...page, items: { pieces: docs }, keep: ready.keeper(pageName, version) };
  }

  async function pageAsShown(actor: Actor, query: InboxQuery, key: ShownKey) {
    const order = await toShownOrder(storage.db, actor.company_id, key);
    const { leads, start, limit, ...wanted } = await want(await selected(actor, query, oldestFirst), query);
    const page = { ...wanted, start, limit, name: `${wanted.name} ${JSON.stringify(order)}` };
    return { ...(await shown(leads, order, page)), start, limit };
  }

  return {
    list,

    /** The page that `list` answered to these words, without waiting, as long as nothing has changed since. */
    atOnce(actor: Actor, words: string): Buffer | undefined {
      const name = byWords(actor, words);
      const version = latestEventAtOnce(storage.db, actor.company_id);
      return name && version !== undefined ? ready.find(name, version) : undefined;
    },

    /** A page of a selection as leads, for who shows them to a person. */
    async page(actor: Actor, query: InboxQuery): Promise<OffsetPage<Lead> & { items: Lead[] }> {
      const asked = parseInboxSort(query.sort);
      const beyond = "shown" in asked && asked.shown.field !== "source";
      if (beyond) return pageAsShown(actor, query, asked.shown);
      const wanted = await want(await selected(actor, query, inboxOrder(query, asked)), query);
      const { docs, ...page } = await read(wanted);
      return { ...page, items: JSON.parse(`[${docs}]`) };
    },
  };
}

/** What a page is called by the words it is asked in: for who sees all leads they are enough. */
const byWords = ({ company_id, sees }: Actor, words: string | undefined): string | undefined =>
  words === undefined || sees !== null ? undefined : `words ${company_id} ${words}`;

/** Where a page begins: by seeking, but for the order in which search finds leads. Undefined beyond the end of the list. */
async function beginOf(
  db: Db,
  leads: LeadList,
  { start, known }: { start: number; known: LeadPosition | undefined },
): Promise<PageBegin | undefined> {
  const { oneWay, asFound } = leads.order;
  const isSought = oneWay || db.engine === "sqlite"; // PostgreSQL would sort all of an order of several directions twice
  if (start === 0 || asFound || !(known || isSought)) return { offset: start };
  const after = known ?? (await positionOf(db, leads, start));
  return after && { after };
}

/** By the source leads are sorted as by any other column of theirs. */
function inboxOrder(query: InboxQuery, asked: ReturnType<typeof parseInboxSort>): LeadOrder {
  if (query.sort === undefined) return usualOrder(query);
  return toLeadOrder("keys" in asked ? asked.keys : [{ ...asked.shown, field: "source" }]);
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
