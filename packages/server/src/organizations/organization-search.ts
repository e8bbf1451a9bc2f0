import type { Viewer } from "../lib/actor.ts";
import { indexItems, unindexItem } from "../search/search-index.ts";
import type { SearchDocument } from "../search/search-tokens.ts";
import type { Db, Tx } from "../storage/db.ts";
import type { StoredOrganization } from "./organization-changes.ts";
import { findOrganizations, organizationsAfter } from "./organizations.store.ts";

/** Makes organizations found by their texts. */
export const indexOrganizations = (
  tx: Tx,
  company: number,
  organizations: readonly StoredOrganization[],
): Promise<void> => indexItems(tx, company, organizations.map(toDocument));

const toDocument = ({ id, name, address }: StoredOrganization): SearchDocument => ({
  kind: "organization",
  item: id,
  texts: { title: [name], address: address?.value ? [address.value] : [] },
});

/** Whether a change of these members changes by what an organization is found. */
export const isSearched = (changed: Partial<StoredOrganization>): boolean =>
  "name" in changed || "address" in changed;

export const unindexOrganization = (tx: Tx, company: number, id: number): Promise<void> =>
  unindexItem(tx, company, { kind: "organization", item: id });

/** Those of the organizations that are seen, deleted or not, in no order. */
export const searchedOrganizations = (
  db: Db,
  viewer: Viewer,
  ids: readonly number[],
): Promise<StoredOrganization[]> => findOrganizations(db, viewer, ids);

/** Puts up to `limit` organizations behind an id into the index, and answers the last id; undefined when none is left. */
export async function fillOrganizations(tx: Tx, company: number, after: number, limit: number) {
  const organizations = await organizationsAfter(tx, company, after, limit);
  const live = organizations.filter(({ is_deleted }) => !is_deleted);
  await indexOrganizations(tx, company, live);
  return organizations.at(-1)?.id;
}
