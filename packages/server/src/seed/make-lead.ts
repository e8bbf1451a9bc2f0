import type { Lead, LeadSource } from "@leadfoyer/contract";
import { newLead } from "../leads/lead-changes.ts";
import type { Actor } from "../lib/actor.ts";
import { toMsTime } from "../lib/clock.ts";
import type { Random } from "../lib/random.ts";
import { createUuidV1 } from "../lib/uuid.ts";
import { sketchOrganization } from "./make-organization.ts";
import { sketchPerson } from "./make-person.ts";
import { randomFor, type Setting, thereAfter } from "./plan.ts";
import type { Region } from "./regions.ts";
import { fill, type List } from "./words.ts";

const DAY = 86_400_000;

// Out of a hundred leads. None comes from a deal: such a lead would have to name it.
const shares: readonly [LeadSource["name"], number][] = [
  ["Web forms", 30],
  ["Manually created", 22],
  ["API", 14],
  ["Live chat", 8],
  ["Import", 8],
  ["Leadbooster", 7],
  ["Website visitors", 5],
  ["Prospector", 4],
  ["Workflow automation", 2],
];
const sources = shares.flatMap(([name, share]) => Array<LeadSource["name"]>(share).fill(name));

/** `ManuallyCreated`, `WebForms`: the source's name in one word. */
const originOf = (source: string): string =>
  source.replaceAll(/ (\w)/g, (_match, letter: string) => letter.toUpperCase());

/** What a unit of money buys differs: a hundred of these make one euro or so. */
const smallCurrencies: Record<string, number> = { JPY: 150, KRW: 1500, INR: 90, TRY: 40, UAH: 45, SEK: 10 };

/** Makes the leads of a plan one after another, oldest first. Their ids follow from the plan as well. */
export function createLeadMaker(setting: Setting, actor: Actor) {
  const nextId = createUuidV1(Buffer.from(randomFor(setting, "leadIds", 0).hex(16), "hex"));

  return function makeLead(index: number): Lead {
    const random = randomFor(setting, "lead", index);
    const fraction = (index + random.next()) / setting.leads;
    const now = setting.schedule(fraction);
    const { region, who, ...contact } = contactOf(setting, fraction, random);
    const source = random.pick(sources as unknown as List<LeadSource["name"]>);
    const owner = setting.owners[Math.floor(random.next() ** 1.5 * setting.owners.length)] ?? actor.user_id;
    const creator = source === "Manually created" ? owner : actor.user_id;
    const lead = newLead(
      { ...actor, user_id: creator },
      {
        title: titleOf(region, who, now, random),
        owner_id: owner,
        ...contact,
        ...detailsOf(setting, region, now, random),
        origin_id: source === "API" && random.chance(0.5) ? `crm-${random.hex(8)}` : null,
      },
      { id: nextId(now), now },
    );
    const origin = { source_name: source, origin: originOf(source) };
    return { ...lead, ...origin, ...fateOf(setting, fraction, now, random, source) };
  };
}

function contactOf(setting: Setting, fraction: number, random: Random) {
  const organizationId = (index: number) => setting.firstOrganization + index;
  if (random.chance(0.12)) {
    const there = thereAfter(fraction, setting.organizations);
    const index = there - 1 - recently(there, random);
    const { name, region } = sketchOrganization(setting, index);
    return { region, who: name, person_id: null, organization_id: organizationId(index) };
  }
  const there = thereAfter(fraction, setting.persons);
  const index = there - 1 - recently(there, random);
  const { name, region, organization, employer } = sketchPerson(setting, index);
  const person_id = setting.firstPerson + index;
  if (organization === undefined || random.chance(0.2))
    return { region, who: name, person_id, organization_id: null };
  const who = employer && random.chance(0.7) ? employer.name : name;
  return { region, who, person_id, organization_id: organizationId(organization) };
}

/** Most enquire soon after they turn up, some years later: how many have turned up since. */
const recently = (count: number, random: Random): number => Math.floor(random.next() ** 8 * count);

function titleOf(region: Region, who: string, now: number, random: Random): string {
  const product = random.pick(region.products);
  const year = new Date(now).getUTCFullYear() + 1;
  const title = fill(random.pick(region.titles), { product, who, n: 2 + random.below(120), year });
  return title.charAt(0).toLocaleUpperCase("en") + title.slice(1);
}

function detailsOf(setting: Setting, region: Region, now: number, random: Random) {
  const value = random.chance(0.7) ? worth(region, random) : null;
  const closes = random.chance(0.4) ? now + (7 + random.below(120)) * DAY : undefined;
  return {
    value,
    expected_close_date: closes === undefined ? null : toMsTime(closes).slice(0, 10),
    label_ids: labelsOf(setting.labels, random),
    visible_to: random.chance(0.93) ? ("3" as const) : random.pick<"1" | "5" | "7">(["1", "5", "7"]),
  };
}

function worth({ currency }: Region, random: Random): Lead["value"] {
  const euros = 80 * 2500 ** (random.next() ** 1.3);
  const amount = Math.round((euros * (smallCurrencies[currency] ?? 1)) / 10) * 10;
  const cents = currency in smallCurrencies || random.chance(0.85) ? 0 : random.below(100) / 100;
  return { amount: amount + cents, currency };
}

function labelsOf(labels: List<string>, random: Random): string[] {
  const dice = random.next();
  const count = dice < 0.45 ? 0 : dice < 0.85 ? 1 : dice < 0.97 ? 2 : 3;
  return Array.from({ length: count }, () => random.pick(labels));
}

/** What became of a lead since: the older it is, the more was done about it. */
function fateOf(setting: Setting, fraction: number, now: number, random: Random, source: string) {
  const age = setting.until - now;
  const touched = random.chance(0.65);
  const archived = random.chance(0.3 * (1 - fraction));
  const delay = Math.floor(random.next() ** 3 * Math.min(age, 60 * DAY));
  const update_time = toMsTime(touched || archived ? now + delay : now);
  const seen = archived || source === "Manually created" || random.chance(age > 14 * DAY ? 0.93 : 0.45);
  return {
    is_archived: archived,
    archive_time: archived ? update_time : null,
    was_seen: seen,
    update_time,
  };
}
