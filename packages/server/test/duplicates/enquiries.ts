import type { Random } from "../../src/lib/random.ts";
import type { LabelledLead } from "./labelled-leads.ts";

type List = readonly [string, ...string[]];
const list = (text: string): List => text.split("|") as unknown as List;

const given = list(
  "Aaron|Beatrice|Carlos|Daniela|Edward|Francesca|Gustav|Helena|Ibrahim|Josephine|Konrad|Lucia",
);
const family = list(
  "Abernathy|Blackwood|Castellano|Dombrowski|Eriksson|Fitzgerald|Gutierrez|Hartmann|Kowalski|Lindqvist",
);
const first = list(
  "Alder|Birch|Copper|Delta|Ember|Falcon|Granite|Harbor|Indigo|Juniper|Kestrel|Lumen|Meridian|Nimbus",
);
const second = list("works|field|stone|wave|bridge|point|forge|mill|craft|gate|line|spring");
const trades = list("Logistics|Bakeries|Engineering|Interiors|Software|Outdoor|Roofing|Analytics|Packaging");
export const products = list(
  "solar roof panels|website redesign|payroll software|fleet tracking|office coffee machines|safety training|data migration|standing desks|heat pumps|warehouse racking|video production|customer survey|legal translation|inventory scanners",
);
const titles = list(
  "{product} for {organization}|{organization}: {product}|{person} asks about {product}|{organization} lead|Quote request: {product}|{product} at {organization}, phase 1|{person} ({organization})",
);
const hosts = list("mail.example|post.example|inbox.example");

/** A name that hardly another company has. */
export const organizationName = (random: Random): string =>
  `${random.pick(first)}${random.pick(second)} ${random.pick(trades)}`;

/** Someone with an address and a number of their own, known to the letter by `nr`. */
export function someone(nr: number, random: Random) {
  const [one, two] = [random.pick(given), random.pick(family)];
  const box = `${one}.${two}${nr}`.toLowerCase();
  const host = random.chance(0.3) ? "gmail.com" : random.pick(hosts);
  return {
    name: `${one} ${two}`,
    emails: [`${box}@${host}`],
    phones: [`+49 ${30 + random.below(60)} ${1_000_000 + nr * 7 + random.below(7)}`],
  };
}

export function titleFor(
  { person, organization }: Pick<LabelledLead, "person" | "organization">,
  random: Random,
): string {
  const product = random.pick(products);
  const values: Record<string, string> = {
    product,
    organization: organization?.name ?? "",
    person: person?.name ?? "",
  };
  return random.pick(titles).replaceAll(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? "");
}

/** An enquiry as it came. */
export function originalOf(nr: number, random: Random): LabelledLead {
  const who = { person: someone(nr, random), organization: { name: organizationName(random) } };
  return { ...who, title: titleFor(who, random) };
}
