import { createContactSearch } from "../contacts/contact-search.ts";
import type { StoredOrganization } from "./organization-changes.ts";
import { findOrganizations, organizationsAfter, organizationsAt } from "./organizations.store.ts";

/** Keeps organizations in the index of search. */
export const organizationSearch = createContactSearch<StoredOrganization>({
  kind: "organization",
  at: organizationsAt,
  after: organizationsAfter,
  own: ({ name, address }) => ({ texts: { title: [name], address: address?.value ? [address.value] : [] } }),
});

/** Those of the organizations that are seen, deleted or not, in no order. */
export const searchedOrganizations = findOrganizations;
