import type { Lead } from "@leadfoyer/contract";
import { type CustomValues, type FieldValue, fromFlat } from "../fields/custom-values.ts";
import type { FieldDefinition } from "../fields/field-definition.ts";
import type { FieldSet } from "../fields/field-set.ts";
import { customOf } from "../leads/lead-values.ts";
import type { Known, Pointed } from "./known.ts";

type Cell = (lead: Lead, known: Known, values: CustomValues) => string | number | null | undefined;
type Column = { heading: string; cell: Cell };

/** Several things in one cell. The inbox's import takes them apart again. */
const list = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(", ");

const personOf = ({ person_id }: Lead, { persons }: Known) => persons.get(person_id ?? 0);

/** Headings the inbox's import knows again. */
const fixed: readonly Column[] = [
  { heading: "Title", cell: ({ title }) => title },
  { heading: "Person", cell: (lead, known) => personOf(lead, known)?.name },
  { heading: "E-mail", cell: (lead, known) => first(personOf(lead, known)?.emails) },
  { heading: "Phone", cell: (lead, known) => first(personOf(lead, known)?.phones) },
  {
    heading: "Organization",
    cell: ({ organization_id }, { organizations }) => organizations.get(organization_id ?? 0)?.name,
  },
  { heading: "Value", cell: ({ value }) => value?.amount },
  { heading: "Currency", cell: ({ value }) => value?.currency },
  { heading: "Labels", cell: ({ label_ids }, { labels }) => list(label_ids.map((id) => labels.get(id))) },
  { heading: "Owner", cell: ({ owner_id }, { users }) => users.get(owner_id) },
  { heading: "Expected close date", cell: ({ expected_close_date }) => expected_close_date },
];

const kept: readonly Column[] = [
  { heading: "Origin", cell: ({ source_name }) => source_name },
  { heading: "Archived", cell: ({ is_archived }) => (is_archived ? "yes" : "no") },
  { heading: "Created", cell: ({ add_time }) => add_time },
  { heading: "Updated", cell: ({ update_time }) => update_time },
  { heading: "ID", cell: ({ id }) => id },
];

/** The one that is primary, else the first. */
const first = (points: readonly { value: string; primary: boolean }[] = []): string | undefined =>
  (points.find(({ primary }) => primary) ?? points[0])?.value;

/** The columns of a table of leads, those of custom fields in the order of the account. */
export function leadColumns(fields: FieldSet) {
  const definitions = fields.of("lead");
  const channel = definitions.find(({ key }) => key === "channel");
  const custom = definitions.filter((field) => field.custom);
  const held = [...fields.held("deal").values()];
  const columns: Column[] = [
    ...fixed,
    {
      heading: "Channel",
      cell: ({ channel: id }) => (channel && id !== null ? optionOf(channel, id) : null),
    },
    ...custom.map((field) => ({
      heading: field.name,
      cell: (_lead: Lead, known: Known, values: CustomValues) => toText(field, values[field.key], known),
    })),
    ...kept,
  ];

  return {
    headings: columns.map(({ heading }) => heading),

    cells(lead: Lead, known: Known): string[] {
      const values = fromFlat(held, customOf(lead));
      return columns.map(({ cell }) => String(cell(lead, known, values) ?? ""));
    },

    /** Whom a lead points at. */
    pointsAt(lead: Lead): Pointed {
      const values = customOf(lead);
      const ids = (type: string) =>
        custom.flatMap(({ key, field_type }) => (field_type === type ? Number(values[key] ?? 0) : []));
      return {
        persons: [lead.person_id ?? 0, ...ids("people")],
        organizations: [lead.organization_id ?? 0, ...ids("org")],
      };
    },
  };
}

const optionOf = ({ options }: FieldDefinition, id: number): string | undefined =>
  options?.find((option) => option.id === id)?.label;

/** What values of these types point at, by name. */
const named: Record<string, (id: number, known: Known) => string | undefined> = {
  user: (id, { users }) => users.get(id),
  people: (id, { persons }) => persons.get(id)?.name,
  org: (id, { organizations }) => organizations.get(id)?.name,
};

/** A value as a person reads it, and, where it can be one cell, as the import takes it. */
function toText(field: FieldDefinition, value: FieldValue | undefined, known: Known): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return list(value.map((id) => optionOf(field, id)));
  if (field.field_type === "enum") return optionOf(field, Number(value)) ?? "";
  const name = named[field.field_type];
  if (name) return name(Number(value), known) ?? "";
  if (typeof value !== "object") return String(value);
  if ("currency" in value) return `${value.value} ${value.currency}`;
  return "until" in value ? `${value.value} - ${value.until}` : (value.value ?? "");
}
