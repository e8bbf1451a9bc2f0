import type { Address, OrganizationV1, OrganizationV1Input, RelatedV1 } from "@leadfoyer/contract";
import { contactPlans, nothing, organizationCounters } from "../contacts/counters.ts";
import { companyMailAddress } from "../contacts/mail-address.ts";
import { firstChar } from "../contacts/names.ts";
import { toOwnerV1 } from "../contacts/owners.ts";
import { fromWrittenV1 } from "../contacts/written-v1.ts";
import { toWholeFlat } from "../fields/custom-values.ts";
import { flatInput } from "../fields/write-values.ts";
import type { Actor } from "../lib/actor.ts";
import { toSpacedTime } from "../lib/clock.ts";
import { toBrief } from "./organization-briefs.ts";
import type { GivenOrganization, StoredOrganization } from "./organization-changes.ts";
import type { OrganizationRelations } from "./organizations.service.ts";

/** An organization as v1 answers it. */
function toOrganizationV1(
  actor: Actor,
  organization: StoredOrganization,
  { owners, people, fields, counts: all }: OrganizationRelations,
): OrganizationV1 {
  const counts = all.get(organization.id) ?? nothing;
  const owner = toOwnerV1(owners, organization.owner_id);
  return {
    id: organization.id,
    company_id: actor.company_id,
    owner_id: owner,
    name: organization.name,
    ...organizationCounters(counts, people.get(organization.id) ?? 0),
    active_flag: !organization.is_deleted,
    picture_id: null,
    country_code: null,
    first_char: firstChar(organization.name),
    update_time: toSpacedTime(organization.update_time ?? organization.add_time),
    add_time: toSpacedTime(organization.add_time),
    visible_to: `${organization.visible_to}`,
    ...contactPlans(counts),
    label: organization.label_ids[0] ?? null,
    label_ids: organization.label_ids,
    ...flatAddress(organization),
    owner_name: owner.name,
    cc_email: companyMailAddress(actor),
    ...toWholeFlat(fields, organization.custom),
  };
}

/** A part that an address leaves out is an empty text; without an address there are none. */
const part = (address: Address | null, name: keyof Address): string | null =>
  address && (address[name] ?? "");

const flatAddress = ({ address }: StoredOrganization) => ({
  address: part(address, "value"),
  address_subpremise: part(address, "subpremise"),
  address_street_number: part(address, "street_number"),
  address_route: part(address, "route"),
  address_sublocality: part(address, "sublocality"),
  address_locality: part(address, "locality"),
  address_admin_area_level_1: part(address, "admin_area_level_1"),
  address_admin_area_level_2: part(address, "admin_area_level_2"),
  address_country: part(address, "country"),
  address_postal_code: part(address, "postal_code"),
  address_formatted_address: part(address, "value"),
});

/** A page of organizations with what it points at. The organizations themselves stand among that, as in Pipedrive. */
export const organizationsV1 = (
  actor: Actor,
  organizations: readonly StoredOrganization[],
  relations: OrganizationRelations,
) => ({
  items: organizations.map((organization) => toOrganizationV1(actor, organization, relations)),
  related: related(actor, organizations, relations),
});

/** An organization that was written. */
export const writtenOrganizationV1 = (
  actor: Actor,
  organization: StoredOrganization,
  relations: OrganizationRelations,
) => ({
  item: toOrganizationV1(actor, organization, relations),
  related: related(actor, [organization], relations),
});

/** An organization read alone: it tells of its activities too. */
export const oneOrganizationV1 = (
  actor: Actor,
  organization: StoredOrganization,
  relations: OrganizationRelations,
) => ({
  item: { ...toOrganizationV1(actor, organization, relations), last_activity: null, next_activity: null },
  related: related(actor, [organization], relations),
});

const related = (
  actor: Actor,
  organizations: readonly StoredOrganization[],
  { owners, people }: OrganizationRelations,
): RelatedV1 => ({
  organization: Object.fromEntries(
    organizations.map((one) => [one.id, toBrief(actor, one, people.get(one.id) ?? 0)]),
  ),
  user: Object.fromEntries(owners),
  picture: {},
});

/** What a v1 body writes. */
export const fromOrganizationV1 = ({ address, ...input }: OrganizationV1Input): GivenOrganization => ({
  ...fromWrittenV1(input),
  given: flatInput(input),
  ...(address !== undefined && { address: address === null ? null : { value: address } }),
});
