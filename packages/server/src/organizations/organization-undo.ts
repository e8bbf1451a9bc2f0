import { undoableContact } from "../contacts/contact-undo.ts";
import type { StoredOrganization } from "./organization-changes.ts";
import { requireOrganizationReferences } from "./organization-rules.ts";
import { organizationSearch } from "./organization-search.ts";
import { findOrganization, updateOrganization } from "./organizations.store.ts";

export const undoableOrganization = undoableContact<StoredOrganization>({
  kind: "organization",
  missing: "organization_not_found",
  called: "organizations",
  mayDelete: "can_delete_organizations",
  find: findOrganization,
  update: updateOrganization,
  search: organizationSearch,
  requireReferences: requireOrganizationReferences,
});
