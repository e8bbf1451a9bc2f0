import type { Organization, OrganizationCreate, OrganizationInclude } from "@leadfoyer/contract";
import type { CountsById } from "../contacts/contact-counts.ts";
import { activityIds, type ContactCounts, nothing, organizationCounters } from "../contacts/counters.ts";
import { companyMailAddress } from "../contacts/mail-address.ts";
import type { CustomView } from "../fields/custom-view.ts";
import { nestedInput } from "../fields/write-values.ts";
import type { Actor } from "../lib/actor.ts";
import { toSecondTime } from "../lib/clock.ts";
import type { GivenOrganization, StoredOrganization } from "./organization-changes.ts";

/** How custom fields are shown, which further members, and what is counted for them: people too, by id. */
type View = {
  custom: CustomView;
  includes?: readonly OrganizationInclude[];
  people?: ReadonlyMap<number, number>;
  counts?: CountsById;
};

/** An organization as v2 answers it, with the further members asked for. */
export const toOrganizationV2 = (
  actor: Actor,
  organization: StoredOrganization,
  { custom, includes = [], people, counts }: View,
): Organization => ({
  id: organization.id,
  name: organization.name,
  add_time: toSecondTime(organization.add_time),
  update_time: organization.update_time === null ? null : toSecondTime(organization.update_time),
  visible_to: organization.visible_to,
  custom_fields: custom(organization.custom),
  owner_id: organization.owner_id,
  label_ids: organization.label_ids,
  website: organization.website,
  linkedin: organization.linkedin,
  industry: organization.industry,
  annual_revenue: organization.annual_revenue,
  employee_count: organization.employee_count,
  is_deleted: organization.is_deleted,
  address: organization.address,
  ...included(actor, includes, {
    people_count: people?.get(organization.id) ?? 0,
    counts: counts?.get(organization.id) ?? nothing,
  }),
});

function included(
  actor: Actor,
  includes: readonly OrganizationInclude[],
  { people_count, counts }: { people_count: number; counts: ContactCounts },
): Partial<Organization> {
  const members: Required<Pick<Organization, OrganizationInclude>> = {
    ...organizationCounters(counts, people_count),
    ...activityIds(counts),
    smart_bcc_email: companyMailAddress(actor),
  };
  return Object.fromEntries(includes.map((name) => [name, members[name]]));
}

/** What a v2 body writes. */
export const fromOrganizationV2 = ({
  custom_fields,
  ...input
}: Partial<OrganizationCreate>): GivenOrganization => ({ ...input, given: nestedInput(custom_fields) });
