import {
  type Lead,
  type LeadUpdate,
  type MergeableField,
  type MergeField,
  mergeableFields,
} from "@leadfoyer/contract";
import type { FlatValues } from "../fields/custom-values.ts";
import { customOf } from "../leads/lead-values.ts";
import { DomainError } from "../lib/domain-error.ts";

/** The id of the lead whose value stays, by field. */
export type Choices = Readonly<Record<string, string>>;

/** What the lead that stays is to be changed to, and where the leads differ. */
export type MergePlan = {
  input: LeadUpdate & { custom: FlatValues };
  fields: MergeField[];
};

/** Length of the key of a custom field; the parts of a value are kept under longer ones. */
const KEY_LENGTH = 40;

const isMember = (field: string): field is MergeableField =>
  (mergeableFields as readonly string[]).includes(field);

/**
 * What becomes of leads that are merged into the first of them: of every field the value that was chosen, else what
 * the first has, else what the next has that has anything. Labels come together, and it was seen if any was.
 * @throws DomainError `invalid` for a choice that is none
 */
export function planMerge(leads: readonly [Lead, ...Lead[]], choices: Choices): MergePlan {
  const keys = new Set(
    leads.flatMap((lead) => Object.keys(customOf(lead)).map((key) => key.slice(0, KEY_LENGTH))),
  );
  requireChoices(leads, keys, choices);
  const fields = [...mergeableFields, ...keys].map((field) => settle(leads, field, choices[field]));
  const custom: Record<string, string | number> = {};
  for (const { field, lead_id } of fields) {
    const lead = leads.find(({ id }) => id === lead_id);
    if (!isMember(field) && lead) Object.assign(custom, partsOf(lead, field));
  }
  const members = fields
    .filter(({ field }) => isMember(field))
    .map(({ field, lead_id, values }) => [
      field,
      values.find((one) => one.lead_id === lead_id)?.value ?? null,
    ]);
  return {
    input: {
      ...Object.fromEntries(members),
      label_ids: [...new Set(leads.flatMap(({ label_ids }) => label_ids))],
      was_seen: leads.some(({ was_seen }) => was_seen),
      custom,
    },
    fields: fields.filter(differs),
  };
}

function requireChoices(leads: readonly Lead[], keys: ReadonlySet<string>, choices: Choices): void {
  for (const [field, id] of Object.entries(choices)) {
    const info =
      isMember(field) || keys.has(field)
        ? `fields.${field}: Parameter 'fields.${field}' must be one of the leads that are merged`
        : `fields.${field}: Parameter 'fields.${field}' is no field these leads can be merged by`;
    const isOne = leads.some((lead) => lead.id === id);
    if (!isOne || !(isMember(field) || keys.has(field))) throw new DomainError("invalid", { info });
  }
}

function settle(leads: readonly Lead[], field: string, chosen: string | undefined): MergeField {
  const values = leads.map((lead) => ({ lead_id: lead.id, value: heldBy(lead, field) }));
  const lead_id = chosen ?? values.find(({ value }) => value !== null)?.lead_id ?? null;
  return { field, lead_id, values };
}

function heldBy(lead: Lead, field: string): unknown {
  if (isMember(field)) return lead[field];
  const parts = partsOf(lead, field);
  return Object.keys(parts).length === 0 ? null : parts;
}

/** What a lead holds in one custom field. */
const partsOf = (lead: Lead, field: string): FlatValues =>
  Object.fromEntries(Object.entries(customOf(lead)).filter(([key]) => key.startsWith(field)));

const differs = ({ values }: MergeField): boolean =>
  new Set(values.map(({ value }) => JSON.stringify(value))).size > 1;
