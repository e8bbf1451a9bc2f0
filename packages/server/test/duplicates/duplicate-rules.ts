import type { LabelledPerson, Rule } from "./labelled-leads.ts";
import { withTypos, withWordsSwapped } from "./spelling.ts";

const swapped = (name: string): string => name.split(" ").reverse().join(", ");

const withMail = (person: LabelledPerson | undefined, change: (address: string) => string) =>
  person && { ...person, emails: person.emails.map(change), phones: [] };

/** `+49 30 1000007` as `030/1000007`, `0049 (0)30-1000007` or `30 10 00 00 7`. */
const retyped = [
  (number: string) => number.replace("+49 ", "0").replace(" ", "/"),
  (number: string) => number.replace("+49 ", "+49 (0)").replaceAll(" ", "-"),
  (number: string) => number.replace("+49", "0049").replaceAll(" ", ""),
  (number: string) => number.replace("+49 ", "").replace(/(\d\d)(?=\d\d)/g, "$1 "),
] as const;

/** How one enquiry comes to be entered twice. */
export const duplicateRules: Record<string, Rule> = {
  "the same again": (original) => ({ ...original }),

  "a typo in the title": (original, random) => ({ ...original, title: withTypos(original.title, 1, random) }),

  "typos in two words of the title": (original, random) => ({
    ...original,
    title: withTypos(original.title, 2, random),
  }),

  "words of the title swapped": (original) => ({ ...original, title: withWordsSwapped(original.title) }),

  "a word more in the title": (original) => ({ ...original, title: `Re: urgent ${original.title}` }),

  "another person record, +tag in the address": ({ person, ...rest }, random) => ({
    ...rest,
    person: withMail(person, (address) => address.replace("@", "+web@")),
    title: withTypos(rest.title, random.below(2), random),
  }),

  "another person record, the address in capitals": ({ person, ...rest }) => ({
    ...rest,
    person: withMail(person, (address) => address.toUpperCase()),
  }),

  "another person record, dots where the provider ignores them": ({ person, ...rest }, random) => ({
    ...rest,
    person: withMail(person, (address) =>
      address.endsWith("@gmail.com") ? address.replace(".", "").replace(/^../, "$&.") : address,
    ),
    title: withTypos(rest.title, random.below(2), random),
  }),

  "another person record, the number typed otherwise": ({ person, ...rest }, random) => ({
    ...rest,
    person: person && { ...person, emails: [], phones: person.phones.map(random.pick(retyped)) },
    title: withTypos(rest.title, random.below(2), random),
  }),

  "another person record, names swapped, the same organization": ({ person, ...rest }, random) => ({
    ...rest,
    person: person && { name: swapped(person.name), emails: [], phones: [] },
    title: withTypos(rest.title, random.below(2), random),
  }),

  "another person record, a typo in the name, the same organization": ({ person, ...rest }, random) => ({
    ...rest,
    person: person && { name: withTypos(person.name, 1, random), emails: [], phones: [] },
  }),

  "other records of both, the company with its legal form, names swapped": ({
    person,
    organization,
    title,
  }) => ({
    title,
    person: person && { name: swapped(person.name), emails: [], phones: [] },
    organization: organization && { name: `${organization.name.toUpperCase()} GmbH` },
  }),

  "the organization alone, a typo in the title": ({ organization, title }, random) => ({
    person: undefined,
    organization,
    title: withTypos(title, random.below(2), random),
  }),
};
