import { expect } from "vitest";
import type { Foyer } from "../support/foyer.ts";
import { asString, type Item } from "./json.ts";

/** The keys of a lead, in the order in which the service sends them. */
const LEAD_KEYS = [
  "id",
  "title",
  "owner_id",
  "creator_id",
  "label_ids",
  "value",
  "expected_close_date",
  "person_id",
  "organization_id",
  "is_archived",
  "archive_time",
  "source_name",
  "source_deal_id",
  "origin",
  "origin_id",
  "channel",
  "channel_id",
  "was_seen",
  "next_activity_id",
  "add_time",
  "update_time",
  "visible_to",
  "cc_email",
];

const MILLISECOND_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What holds for every lead, whatever is in it. */
export function expectLead(lead: Item, { companyDomain }: Foyer): void {
  expect(Object.keys(lead)).toEqual(LEAD_KEYS);
  expect(lead.add_time).toMatch(MILLISECOND_TIME);
  expect(lead.update_time).toMatch(MILLISECOND_TIME);
  const id = asString(lead.id);
  expect(timeOfUuid(id)).toBe(lead.add_time);
  const [domain, company, code] = ccEmailParts(asString(lead.cc_email));
  expect(domain).toBe(companyDomain);
  expect(company).toMatch(/^\d+$/);
  expect(uuidOfBase36(code)).toBe(id);
}

/** The moment inside a version 1 UUID: 60 bits of 100 ns since the start of the Gregorian calendar. */
function timeOfUuid(uuid: string): string {
  const fields = /^([0-9a-f]{8})-([0-9a-f]{4})-1([0-9a-f]{3})-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.exec(uuid);
  if (!fields) throw new Error(`${uuid} is not a version 1 UUID`);
  const [, low, middle, high] = fields;
  const ticks = BigInt(`0x${high}${middle}${low}`);
  const ticksBefore1970 = 122_192_928_000_000_000n;
  return new Date(Number((ticks - ticksBefore1970) / 10_000n)).toISOString();
}

function ccEmailParts(address: string): [domain: string, company: string, code: string] {
  const parts = /^([^+]+)\+([^+]+)\+lead([0-9a-z]{1,25})@pipedrivemail\.com$/.exec(address);
  if (!parts) throw new Error(`${address} is not the address of a lead`);
  const [, domain = "", company = "", code = ""] = parts;
  return [domain, company, code];
}

function uuidOfBase36(code: string): string {
  let bits = 0n;
  for (const digit of code) bits = bits * 36n + BigInt(Number.parseInt(digit, 36));
  return bits
    .toString(16)
    .padStart(32, "0")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
