import type { Actor } from "../lib/actor.ts";
import type { Random } from "../lib/random.ts";
import { newOrganization, type StoredOrganization } from "../organizations/organization-changes.ts";
import { randomFor, type Setting } from "./plan.ts";
import { type Region, regions } from "./regions.ts";
import { fill, slug, spelled } from "./words.ts";

/** What is known of an organization from its place in the plan alone. */
type OrganizationSketch = { name: string; family: string; trade: string; region: Region; random: Random };

export function sketchOrganization(setting: Setting, index: number): OrganizationSketch {
  const random = randomFor(setting, "organization", index);
  const region = random.pick(regions);
  const family = spelled(random.pick(region.family));
  const trade = random.pick(region.trades);
  const name = fill(random.pick(region.companies), { name: family.native, trade });
  return { name, family: family.latin, trade, region, random };
}

/** Where its web site and mail would be. */
export const domainOf = ({ family, trade }: OrganizationSketch): string =>
  `${slug(family)}${slug(trade)}.example`;

function addressOf({ region, random }: OrganizationSketch) {
  const { country } = region;
  const locality = random.pick(region.cities);
  const route = random.pick(region.streets);
  const street_number = String(1 + random.below(180));
  const postal_code = String(10_000 + random.below(89_999));
  const value = `${route} ${street_number}, ${postal_code} ${locality}, ${country}`;
  return { value, country, locality, route, street_number, postal_code };
}

/** The organization at a place of the plan. */
export function makeOrganization(setting: Setting, actor: Actor, index: number): StoredOrganization {
  const sketch = sketchOrganization(setting, index);
  const { name, random } = sketch;
  const employee_count = random.chance(0.4) ? Math.ceil(2000 ** random.next()) : null;
  const input = {
    name,
    owner_id: random.pick(setting.owners),
    address: random.chance(0.7) ? addressOf(sketch) : null,
    website: random.chance(0.6) ? `https://www.${domainOf(sketch)}` : null,
    annual_revenue: employee_count && employee_count * (40_000 + random.below(90) * 1000),
    employee_count,
  };
  const now = setting.schedule(index / setting.organizations);
  return newOrganization(actor, input, { id: setting.firstOrganization + index, now });
}
