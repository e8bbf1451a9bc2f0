import type { Address, Organization, OrganizationCreate } from "@leadfoyer/contract";
import { toAddress } from "../contacts/addresses.ts";
import { requireName } from "../contacts/names.ts";
import type { CustomInput, CustomValues } from "../fields/custom-values.ts";
import type { Actor } from "../lib/actor.ts";
import { fromMoment } from "../lib/clock.ts";
import { differences } from "../lib/differences.ts";

/** An organization as it is kept. Times are milliseconds; `update_time` is null until the first change. */
export type StoredOrganization = Pick<
  Organization,
  | "id"
  | "name"
  | "owner_id"
  | "label_ids"
  | "website"
  | "linkedin"
  | "industry"
  | "annual_revenue"
  | "employee_count"
  | "visible_to"
  | "is_deleted"
> & { address: Address | null; custom: CustomValues; add_time: number; update_time: number | null };

/** What can be written. `custom` is all that custom fields shall hold. */
export type OrganizationInput = Omit<Partial<OrganizationCreate>, "custom_fields"> & {
  custom?: CustomValues;
};

/** What a caller writes in either version of the API, custom fields as they came. */
export type GivenOrganization = Omit<OrganizationInput, "custom"> & { given?: CustomInput | undefined };

const NAME_MISSING = "Organization name must be given.";

export function newOrganization(
  actor: Actor,
  input: OrganizationInput,
  { id, now }: { id: number; now: number },
): StoredOrganization {
  const { name, label_ids = [], address, add_time, ...rest } = input;
  return {
    owner_id: actor.user_id,
    website: null,
    linkedin: null,
    industry: null,
    annual_revenue: null,
    employee_count: null,
    visible_to: 3,
    custom: {},
    ...rest,
    id,
    name: requireName(name, NAME_MISSING),
    label_ids: [...new Set(label_ids)],
    address: toAddress(address),
    is_deleted: false,
    add_time: add_time === undefined ? now : fromMoment(add_time),
    update_time: null,
  };
}

/** An organization after a change, and the members that changed as they were. Undefined when nothing changes. */
export function changedOrganization(
  organization: StoredOrganization,
  input: OrganizationInput,
  now: number,
): { next: StoredOrganization; previous: Partial<StoredOrganization> } | undefined {
  const { name, label_ids, address, add_time: _, ...rest } = input;
  const wanted: StoredOrganization = {
    ...organization,
    ...rest,
    name: name === undefined ? organization.name : requireName(name, NAME_MISSING),
    label_ids: label_ids ? [...new Set(label_ids)] : organization.label_ids,
    address: address === undefined ? organization.address : toAddress(address),
  };
  if (Object.keys(differences(organization, wanted)).length === 0) return undefined;
  const next = { ...wanted, update_time: later(organization, now) };
  return { next, previous: differences(organization, next) };
}

/** A deleted organization as it is kept: marked, so that what points at it still finds it. */
export const removedOrganization = (organization: StoredOrganization, now: number): StoredOrganization => ({
  ...organization,
  is_deleted: true,
  update_time: later(organization, now),
});

/** A moment after the last change, even within one millisecond: whoever polls by it misses nothing. */
const later = ({ update_time }: StoredOrganization, now: number): number =>
  Math.max(now, (update_time ?? 0) + 1);
