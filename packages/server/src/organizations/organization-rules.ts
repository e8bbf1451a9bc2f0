import type { Viewer } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Db } from "../storage/db.ts";
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
