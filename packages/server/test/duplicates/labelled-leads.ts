import { createRandom, type Random } from "../../src/lib/random.ts";
import { duplicateRules } from "./duplicate-rules.ts";
import { originalOf } from "./enquiries.ts";
import { nearMissRules } from "./near-miss-rules.ts";

export type LabelledPerson = { name: string; emails: string[]; phones: string[] };
type LabelledOrganization = { name: string };

/** A lead as it is to be made. Leads that hold the very same person or organization hang on one record. */
export type LabelledLead = {
  title: string;
  person: LabelledPerson | undefined;
  organization: LabelledOrganization | undefined;
};

/** How a lead becomes another: of the same enquiry, or of one that only looks like it. */
export type Rule = (original: LabelledLead, random: Random) => LabelledLead;

/** A lead with its enquiry: two leads are duplicates when they are of one. `rule` made it; "" for an original. */
export type Labelled = LabelledLead & { enquiry: number; rule: string };

/**
 * So many enquiries for every rule, each entered once as it came and once as the rule has it: rules of duplicates give
 * the same enquiry again, rules of near misses another. The same set for the same count.
 */
export function labelledLeads(ofEachRule: number): Labelled[] {
  const leads: Labelled[] = [];
  let enquiry = 0;
  for (const [same, rules] of [
    [true, duplicateRules],
    [false, nearMissRules],
  ] as const) {
    for (const [rule, apply] of Object.entries(rules)) {
      for (let count = 0; count < ofEachRule; count++) {
        const random = createRandom(7, enquiry);
        const original = originalOf(enquiry, random);
        leads.push({ ...original, enquiry, rule: "" });
        leads.push({ ...apply(original, random), enquiry: same ? enquiry : enquiry + 1, rule });
        enquiry += 2;
      }
    }
  }
  return leads;
}
