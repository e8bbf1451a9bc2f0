import type { Field } from "../api/settings.ts";

/** What a column can be, beside the custom fields of leads. */
export const fixedTargets = [
  "title",
  "person",
  "email",
  "phone",
  "organization",
  "value",
  "currency",
  "labels",
  "owner",
  "close",
  "channel",
] as const;
export type FixedTarget = (typeof fixedTargets)[number];

/** A fixed target, or the key of a custom field. */
export type Target = FixedTarget | (string & {});

/** Types of custom fields that a cell can hold. */
const importable = [
  "varchar",
  "varchar_auto",
  "text",
  "phone",
  "address",
  "double",
  "monetary",
  "date",
  "time",
  "enum",
  "set",
  "user",
];

export const importableFields = (fields: readonly Field[]): Field[] =>
  fields.filter(({ field_type }) => importable.includes(field_type));

/** Words that columns of such things are headed with. */
const words: Record<FixedTarget, RegExp> = {
  email: /e-?mail|mail/i,
  phone: /phone|\btel|mobil|handy/i,
  organization: /organi[sz]ation|company|firma|unternehmen|account|betrieb/i,
  person: /person|contact|kontakt|ansprech|^name$|full ?name/i,
  currency: /currency|währung/i,
  value: /value|wert|amount|betrag|\bsum/i,
  labels: /label|tag|etikett/i,
  owner: /owner|zuständig|besitzer|responsible|user/i,
  close: /close|abschluss|due/i,
  channel: /channel|kanal|source ?id/i,
  title: /title|titel|lead|subject|betreff|deal/i,
};

/** What the columns are, as far as their headings say; each target once. */
export function guessTargets(headings: readonly string[], fields: readonly Field[]): (Target | null)[] {
  const taken = new Set<Target>();
  return headings.map((heading) => {
    const field = fields.find(({ name }) => name.toLowerCase() === heading.trim().toLowerCase());
    const fixed = (Object.keys(words) as FixedTarget[]).find(
      (target) => words[target].test(heading) && !taken.has(target),
    );
    const target = field?.key ?? fixed;
    if (!target || taken.has(target)) return null;
    taken.add(target);
    return target;
  });
}
