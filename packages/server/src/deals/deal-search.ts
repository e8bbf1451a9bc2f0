import { createContactSearch } from "../contacts/contact-search.ts";
import type { Tx } from "../storage/db.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { dealsAfter, dealsAt, findDeals } from "./deals.store.ts";

/** Keeps deals in the index of search. */
export const dealSearch = createContactSearch<StoredDeal>({
  kind: "deal",
  at: dealsAt,
  after: dealsAfter,
  own: ({ title, person_id, org_id, status }) => ({
    texts: { title: [title] },
    links: { person_id, organization_id: org_id, status },
  }),
});

/** Makes a deal that changed, was deleted or came back found by what it says now. */
export async function reindexDeal(
  tx: Tx,
  company: number,
  before: StoredDeal,
  next: StoredDeal,
): Promise<void> {
  if (next.is_deleted) return before.is_deleted ? undefined : dealSearch.unindex(tx, company, next.id);
  if (before.is_deleted) return dealSearch.indexAt(tx, company, next.id);
  await dealSearch.reindex(tx, company, before, next);
}

/** Makes a deal found by what is now written of it elsewhere. */
export const indexDealAt = dealSearch.indexAt;

/** Those of the deals that are seen, deleted or not, in no order. */
export const searchedDeals = findDeals;
