import type { Lead, LeadCount, LeadSelection } from "@leadfoyer/contract";
import type { FilterService } from "../filters/filters.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { countLeads, withLeader } from "./lead-count.store.ts";
import { type LeadList, listLeadIds, listLeads, type PageBegin } from "./lead-list.store.ts";
import { selectedLeads } from "./lead-selection.ts";
import { oldestFirst, usualOrder } from "./lead-sort.ts";

/** All leads of a selection: walked, or counted. */
export function createLeadWalks({ storage, filters }: { storage: Storage; filters: FilterService }) {
  const selected = (actor: Actor, selection: LeadSelection, order = oldestFirst): Promise<LeadList> =>
    selectedLeads({ db: storage.db, filters }, actor, selection, order);

  return {
    /** The ids of every lead of a selection, so many at a time, the oldest lead first. */
    async *ids(actor: Actor, selection: LeadSelection, limit: number): AsyncGenerator<string[]> {
      const leads = await selected(actor, selection);
      yield* walkIds(storage.db, await withLeader(storage.db, leads), limit);
    },

    /** Every lead of a selection, so many at a time, the oldest first. */
    async walk(actor: Actor, selection: LeadSelection, limit: number): Promise<AsyncGenerator<Lead[]>> {
      const leads = await selected(actor, selection);
      return walkLeads(storage.db, await withLeader(storage.db, leads), limit);
    },

    /** As far as that costs little; `exactly`, whatever it costs. */
    async count(actor: Actor, selection: LeadSelection, exactly = false): Promise<LeadCount> {
      const order = exactly ? oldestFirst : usualOrder(selection);
      return countLeads(storage.db, await selected(actor, selection, order), exactly);
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

async function* walkLeads(db: Db, leads: LeadList, limit: number): AsyncGenerator<Lead[]> {
  for (let begin: PageBegin | undefined = { offset: 0 }; begin; ) {
    const page: Awaited<ReturnType<typeof listLeads>> = await listLeads(db, leads, begin, limit);
    if (page.docs !== "") yield JSON.parse(`[${page.docs}]`);
    begin = page.more && page.end ? { after: page.end } : undefined;
  }
}
