import type { Viewer } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { noWork, workOfContacts } from "./contact-work.store.ts";
import type { ContactCounts } from "./counters.ts";
import { dealCountsOfOrganizations, dealCountsOfPersons, noDeals } from "./deal-counts.ts";

/** What is counted of contacts, by id. */
export type CountsById = ReadonlyMap<number, ContactCounts>;

/** What is counted of persons: six queries, whatever their number. */
export async function countsOfPersons(
  db: Db,
  viewer: Viewer,
  persons: readonly { id: number; org_id: number | null }[],
): Promise<CountsById> {
  const ids = persons.map(({ id }) => id);
  const [deals, work] = await Promise.all([
    dealCountsOfPersons(db, viewer, persons),
    workOfContacts(db, viewer, "person", ids),
  ]);
  return new Map(ids.map((id) => [id, { deals: deals.get(id) ?? noDeals, work: work.get(id) ?? noWork }]));
}

/** What is counted of organizations: five queries, whatever their number. */
export async function countsOfOrganizations(
  db: Db,
  viewer: Viewer,
  ids: readonly number[],
): Promise<CountsById> {
  const [deals, work] = await Promise.all([
    dealCountsOfOrganizations(db, viewer, ids),
    workOfContacts(db, viewer, "organization", ids),
  ]);
  return new Map(ids.map((id) => [id, { deals: deals.get(id) ?? noDeals, work: work.get(id) ?? noWork }]));
}
