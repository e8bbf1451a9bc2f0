import { requireOptions } from "../fields/option-rules.ts";
import type { Actor, Viewer } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Db, Tx } from "../storage/db.ts";
import { requireActiveUser } from "../users/user-rules.ts";
import type { StoredOrganization } from "./organization-changes.ts";
import { seesOrganization } from "./organizations.store.ts";

/**
 * `key` is the member that names the organization.
 * @throws DomainError `invalid` when who asks sees no such organization, or it is deleted.
 */
export async function requireOrganization(
  db: Db,
  viewer: Viewer,
  id: number,
  key = "organization_id",
): Promise<void> {
  if (await seesOrganization(db, viewer, id)) return;
  throw new DomainError("invalid", { info: `"${key}" ${id} is not an organization of this company` });
}

/** What an organization newly points at must exist in its company. What it pointed at before is left alone. */
export async function requireOrganizationReferences(
  tx: Tx,
  { company_id }: Actor,
  { owner_id, label_ids }: StoredOrganization,
  before?: StoredOrganization,
): Promise<void> {
  if (owner_id !== before?.owner_id) await requireActiveUser(tx, company_id, owner_id);
  const fresh = label_ids.filter((id) => !before?.label_ids.includes(id));
  await requireOptions(tx, company_id, { thing: "organization", key: "label_ids" }, fresh);
}
