import type { Lead, LeadCount, LeadSelection } from "@leadfoyer/contract";
import type { FilterService } from "../filters/filters.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { Storage } from "../storage/open.ts";
import { countLeads, withLeader } from "./lead-count.store.ts";
import type { LeadList, LeadPosition, PageBegin } from "./lead-list.ts";
import { selectedLeads } from "./lead-selection.ts";
import { oldestFirst, usualOrder } from "./lead-sort.ts";
import { countAll, leadIdsFrom, leadsFrom } from "./lead-strides.ts";

/** All leads of a selection: walked, or counted. */
export function createLeadWalks({ storage, filters }: { storage: Storage; filters: FilterService }) {
  const { db } = storage;
  const selected = (actor: Actor, selection: LeadSelection, order = oldestFirst): Promise<LeadList> =>
    selectedLeads({ db, filters }, actor, selection, order);

  return {
    /** The ids of every lead of a selection, so many at a time, the oldest lead first. */
    async *ids(actor: Actor, selection: LeadSelection, limit: number): AsyncGenerator<string[]> {
      const leads = await withLeader(db, await selected(actor, selection));
      yield* inPages(async (begin) => {
        const { ids, end } = await leadIdsFrom(db, leads, begin, limit);
        return { items: ids, end: ids.length === limit ? end : undefined };
      });
    },

    /** Every lead of a selection, so many at a time, the oldest first. */
    async walk(actor: Actor, selection: LeadSelection, limit: number): Promise<AsyncGenerator<Lead[]>> {
      const leads = await withLeader(db, await selected(actor, selection));
      return inPages(async (begin) => {
        const { docs, more, end } = await leadsFrom(db, leads, begin, limit);
        return { items: JSON.parse(`[${docs}]`), end: more ? end : undefined };
      });
    },

    /** As far as that costs little; `exactly`, whatever it costs. */
    async count(actor: Actor, selection: LeadSelection, exactly = false): Promise<LeadCount> {
      if (!exactly) return countLeads(db, await selected(actor, selection, usualOrder(selection)));
      const leads = await withLeader(db, await selected(actor, selection));
      return { count: await countAll(db, leads), more: false };
    },
  };
}

/** A page, and where it ends if another follows. */
type Page<Item> = { items: Item[]; end: LeadPosition | undefined };

async function* inPages<Item>(read: (begin: PageBegin) => Promise<Page<Item>>): AsyncGenerator<Item[]> {
  for (let begin: PageBegin | undefined = { offset: 0 }; begin; ) {
    const { items, end }: Page<Item> = await read(begin);
    if (items.length > 0) yield items;
    begin = end && { after: end };
  }
}
