import type { Address, AddressInput } from "@leadfoyer/contract";

const part = (text: string | null | undefined): string | null => text?.trim() || null;

/** An address with all its parts, or null when none of them says anything. */
export function toAddress(input: AddressInput | null | undefined): Address | null {
  if (!input) return null;
  const address: Address = {
    value: part(input.value),
    country: part(input.country),
    admin_area_level_1: part(input.admin_area_level_1),
    admin_area_level_2: part(input.admin_area_level_2),
    locality: part(input.locality),
    sublocality: part(input.sublocality),
    route: part(input.route),
    street_number: part(input.street_number),
    subpremise: part(input.subpremise),
    postal_code: part(input.postal_code),
  };
  return Object.values(address).some((text) => text !== null) ? address : null;
}
