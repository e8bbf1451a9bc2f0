import { companyMailAddress } from "../contacts/mail-address.ts";
import { peopleCounts } from "../contacts/people-counts.ts";
import type { Actor } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import type { StoredOrganization } from "./organization-changes.ts";
import { findOrganizations } from "./organizations.store.ts";

/** An organization as v1 shows it beside what points at it. */
export type OrganizationBrief = {
  id: number;
  name: string;
  people_count: number;
  owner_id: number;
  address: string | null;
  active_flag: boolean;
  cc_email: string;
};

export const toBrief = (
  actor: Actor,
  organization: StoredOrganization,
  people_count: number,
): OrganizationBrief => ({
  id: organization.id,
  name: organization.name,
  people_count,
  owner_id: organization.owner_id,
  address: organization.address?.value ?? null,
  active_flag: !organization.is_deleted,
  cc_email: companyMailAddress(actor),
});

/** Organizations by id that are seen, deleted or not: two queries, whatever their number. */
export async function organizationBriefs(
  db: Db,
  actor: Actor,
  ids: readonly number[],
): Promise<Map<number, OrganizationBrief>> {
  const [organizations, counts] = await Promise.all([
    findOrganizations(db, actor, ids),
    peopleCounts(db, actor, ids),
  ]);
  return new Map(organizations.map((one) => [one.id, toBrief(actor, one, counts.get(one.id) ?? 0)]));
}
