import type { FieldDefinition } from "./field-definition.ts";

const owners = ["lead", "person", "organization"] as const;

/** The custom fields of each kind of thing. */
type Fields = Record<(typeof owners)[number], readonly FieldDefinition[]>;

/**
 * A company's custom fields as TypeScript: what `fields.load` of `@leadfoyer/client` takes as its names, so that a
 * wrong name or option does not compile.
 */
export function accountTypes(company: string, fields: Fields): string {
  const kinds = owners.map(
    (owner) => `  ${owner}: ${valuesType(fields[owner].filter(({ custom }) => custom))};`,
  );
  return `// The custom fields of ${company}, written by \`foyer types\`. Write them anew when they change.
type Money = { amount: number; currency: string };
type Span = { from: string; until: string };

export type Account = {
${kinds.join("\n")}
};
`;
}

function valuesType(fields: readonly FieldDefinition[]): string {
  if (fields.length === 0) return "Record<string, never>";
  const members = fields.map((field) => `    ${JSON.stringify(nameOf(field, fields))}: ${valueType(field)};`);
  return `{\n${members.join("\n")}\n  }`;
}

/** Fields of one name are told apart by the beginnings of their keys, as the client does. */
function nameOf({ name, key }: FieldDefinition, fields: readonly FieldDefinition[]): string {
  const isShared = fields.filter((one) => one.name === name).length > 1;
  return isShared ? `${name} (${key.slice(0, 6)})` : name;
}

const types: Record<string, string> = {
  double: "number",
  user: "number",
  org: "number",
  people: "number",
  monetary: "Money",
  daterange: "Span",
  timerange: "Span",
};

function valueType({ field_type, options }: FieldDefinition): string {
  if (!options) return types[field_type] ?? "string";
  const labels = options.map(({ label }) => JSON.stringify(label)).join(" | ") || "never";
  return field_type === "set" ? `(${labels})[]` : labels;
}
