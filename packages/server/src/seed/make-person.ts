import type { Actor } from "../lib/actor.ts";
import type { Random } from "../lib/random.ts";
import { newPerson, type StoredPerson } from "../persons/person-changes.ts";
import { domainOf, sketchOrganization } from "./make-organization.ts";
import { randomFor, type Setting, thereAfter } from "./plan.ts";
import { type Region, regions } from "./regions.ts";
import { slug, spelled } from "./words.ts";

/** What is known of a person from their place in the plan alone. */
type PersonSketch = {
  name: string;
  mailbox: string;
  region: Region;
  /** The place of their organization, and what is known of it, if they have one. */
  organization: number | undefined;
  employer: ReturnType<typeof sketchOrganization> | undefined;
  random: Random;
};

export function sketchPerson(setting: Setting, index: number): PersonSketch {
  const random = randomFor(setting, "person", index);
  const employed = random.chance(0.75);
  const organization = employed
    ? random.below(thereAfter(index / setting.persons, setting.organizations))
    : undefined;
  const employer = organization === undefined ? undefined : sketchOrganization(setting, organization);
  const region = employer?.region ?? random.pick(regions);
  const given = spelled(random.pick(region.given));
  const family = spelled(random.pick(region.family));
  const names = region.order === "given family" ? [given, family] : [family, given];
  return {
    name: names.map(({ native }) => native).join(" "),
    mailbox: `${slug(given.latin)}.${slug(family.latin)}`,
    region,
    organization,
    employer,
    random,
  };
}

function mailOf({ mailbox, employer, random }: PersonSketch): string {
  const host = employer ? domainOf(employer) : random.pick(["mail.example", "post.example", "inbox.example"]);
  return `${mailbox}@${host}`;
}

const phoneNumber = ({ region, random }: PersonSketch): string =>
  `${region.dial} ${20 + random.below(70)} 555 ${String(random.below(10_000)).padStart(4, "0")}`;

/** The person at a place of the plan. */
export function makePerson(setting: Setting, actor: Actor, index: number): StoredPerson {
  const sketch = sketchPerson(setting, index);
  const { name, organization, random } = sketch;
  const input = {
    name,
    owner_id: random.pick(setting.owners),
    org_id: organization === undefined ? null : setting.firstOrganization + organization,
    emails: random.chance(0.9) ? [{ value: mailOf(sketch) }] : [],
    phones: random.chance(0.6) ? [{ value: phoneNumber(sketch) }] : [],
  };
  const now = setting.schedule(index / setting.persons);
  return newPerson(actor, input, { id: setting.firstPerson + index, now });
}
