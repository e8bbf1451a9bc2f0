import type { DealListQuery, DealViewQuery } from "@leadfoyer/contract";
import { customView } from "../fields/custom-view.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Storage } from "../storage/open.ts";
import type { GivenDeal, StoredDeal } from "./deal-changes.ts";
import { addDeal, changeDeal, deleteDeals } from "./deal-commands.ts";
import { createDealLists } from "./deal-lists.ts";
import { findDeal } from "./deals.store.ts";

/** Deals: what becomes of a lead that is worth it, from its first stage to being won or lost. */
export function createDealService({ storage }: { storage: Storage }) {
  const lists = createDealLists({ storage });
  return {
    list: (actor: Actor, query: DealListQuery) => lists.list(actor, query, false),
    listArchived: (actor: Actor, query: DealListQuery) => lists.list(actor, query, true),

    /** One deal, archived, deleted or not. */
    async get(actor: Actor, id: number): Promise<StoredDeal> {
      const deal = await findDeal(storage.db, actor, id);
      if (!deal) throw new DomainError("deal_not_found");
      return deal;
    },

    /** How a v2 request wants to see the custom fields of deals. */
    view: (actor: Actor, query?: DealViewQuery) => customView(storage.db, actor, "deal", query),

    add: (actor: Actor, input: GivenDeal) => storage.run(addDeal, actor, input),
    change: (actor: Actor, id: number, input: GivenDeal) => storage.run(changeDeal, actor, { id, input }),

    async remove(actor: Actor, id: number): Promise<{ id: number }> {
      await storage.run(deleteDeals, actor, [id]);
      return { id };
    },
  };
}
export type DealService = ReturnType<typeof createDealService>;
