import { takeFieldOffContacts } from "../contacts/contact-values.ts";
import type { Leaving } from "../fields/field-set.ts";
import type { Actor } from "../lib/actor.ts";
import type { Tx } from "../storage/db.ts";
import { organizationSearch } from "./organization-search.ts";
import { organizationsAt, updateOrganization } from "./organizations.store.ts";

const organizations = {
  kind: "organization",
  at: organizationsAt,
  update: updateOrganization,
  search: organizationSearch,
} as const;

/** Takes a field that is going away, or an option of it, off organizations. Answers whether more may hold it. */
export const takeFieldOffOrganizations = (
  tx: Tx,
  actor: Actor,
  leaving: Leaving,
  limit: number,
): Promise<boolean> => takeFieldOffContacts({ tx, actor }, organizations, leaving, limit);
