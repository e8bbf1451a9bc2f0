import { organizationName, products, someone, titleFor } from "./enquiries.ts";
import type { LabelledLead, Rule } from "./labelled-leads.ts";

/** Far from the numbers of the originals. */
const OTHERS = 500_000;

const another = (random: Parameters<Rule>[1]) => someone(OTHERS + random.below(OTHERS), random);

/** A title for someone that is not the one they have. */
function otherTitle(original: LabelledLead, random: Parameters<Rule>[1]): string {
  for (;;) {
    const product = random.pick(products);
    if (!original.title.includes(product)) return `Renewal of ${product}`;
  }
}

/** How enquiries that are not one come to look alike. */
export const nearMissRules: Record<string, Rule> = {
  "the same person with another matter": (original, random) => ({
    ...original,
    title: otherTitle(original, random),
  }),

  "the same person, another phase": ({ title, ...rest }) => ({
    ...rest,
    title: `${title.replace(/, phase 1$/, "")}, phase 2`,
  }),

  "a colleague with another matter": (original, random) => ({
    ...original,
    person: another(random),
    title: otherTitle(original, random),
  }),

  "a colleague who asks for the same": (original, random) => ({ ...original, person: another(random) }),

  "others who ask for the same": ({ title }, random) => ({
    title,
    person: another(random),
    organization: { name: organizationName(random) },
  }),

  "a namesake elsewhere who asks for the same": ({ person, title }, random) => ({
    title,
    person: { ...another(random), name: person?.name ?? "" },
    organization: { name: organizationName(random) },
  }),

  "a namesake with another matter": (original, random) => ({
    person: { ...another(random), name: original.person?.name ?? "" },
    organization: { name: organizationName(random) },
    title: otherTitle(original, random),
  }),

  "a mailbox that differs by its host, in another matter": (original, random) => ({
    person: {
      ...another(random),
      emails: (original.person?.emails ?? []).map((address) => address.replace(/@.*/, "@elsewhere.example")),
    },
    organization: { name: organizationName(random) },
    title: otherTitle(original, random),
  }),

  "a number that differs by a digit": ({ person, organization, title }, random) => ({
    organization,
    title,
    person: {
      ...another(random),
      phones: (person?.phones ?? []).map((number) =>
        number.replace(/\d$/, (digit) => `${(Number(digit) + 5) % 10}`),
      ),
    },
  }),

  "a colleague behind the same switchboard": (original, random) => {
    const person = { ...another(random), phones: original.person?.phones ?? [] };
    return { ...original, person, title: otherTitle(original, random) };
  },

  "the same organization without a person, for another product": ({ organization }, random) => ({
    person: undefined,
    organization,
    title: titleFor({ person: undefined, organization: { name: organizationName(random) } }, random),
  }),
};
