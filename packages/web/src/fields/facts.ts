import type { CustomField } from "../api/fields.ts";
import type { Lead, LeadChange } from "../api/types.ts";
import type { Texts } from "../texts/en.ts";

/** The parts of a value as they stand in inputs: empty where nothing is. */
export type Draft = { value: string; until?: string; currency?: string };

/** One thing known of a lead: what it is called, what it holds, and what a lead is changed to where that is edited. */
export type Fact = {
  id: string;
  name: string;
  type: string;
  draft: Draft;
  options?: readonly { value: string; label: string }[];
  /** Always holds something. */
  required?: true;
  changes: (draft: Draft) => LeadChange;
};

export const isUnset = ({ draft }: Fact): boolean => draft.value === "";

/** What v1 calls the further parts of a value, beside the value itself. */
const further: Record<string, "until" | "currency"> = {
  monetary: "currency",
  daterange: "until",
  timerange: "until",
};

/** What is kept beside an address, and is no longer true of another one. */
const addressParts = [
  ...["subpremise", "street_number", "route", "sublocality", "locality"],
  ...["admin_area_level_1", "admin_area_level_2", "country", "postal_code"],
];

const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));

const numeric = new Set(["double", "monetary", "user", "people", "org", "enum"]);

const wire = (type: string, value: string): string | number | null => {
  if (value.trim() === "") return null;
  return numeric.has(type) ? Number(value) : value.trim();
};

/** A custom field of a lead. */
export function customFact({ key, name, field_type: type, options }: CustomField, lead: Lead): Fact {
  const held: Record<string, unknown> = lead;
  const part = further[type];
  return {
    id: key,
    name,
    type,
    draft: { value: text(held[key]), ...(part && { [part]: text(held[`${key}_${part}`]) }) },
    ...(options && { options: options.map(({ id, label }) => ({ value: String(id), label })) }),
    changes: (draft) =>
      ({ [key]: wire(type, draft.value), ...besides({ key, type }, held, draft) }) as LeadChange,
  };
}

function besides(
  { key, type }: { key: string; type: string },
  held: Record<string, unknown>,
  draft: Draft,
): Record<string, string | null> {
  const part = further[type];
  // Of a range of which one end is given, it is the other end too.
  if (part) return { [`${key}_${part}`]: draft.value === "" ? null : draft[part] || draft.value };
  if (type !== "address") return {};
  const known = addressParts.map((name) => `${key}_${name}`).filter((name) => name in held);
  return Object.fromEntries(known.map((name) => [name, null]));
}

const visibilities = ["1", "3", "5", "7"] as const;

/** What every lead has that says what it is worth, whose it is and when. */
export function mainFacts(lead: Lead, t: Texts, currency: string): Fact[] {
  const { value } = lead;
  return [
    {
      id: "value",
      name: t.value,
      type: "monetary",
      draft: { value: text(value?.amount), currency: value?.currency ?? currency },
      changes: (draft) => ({
        value:
          draft.value === "" ? null : { amount: Number(draft.value), currency: draft.currency ?? currency },
      }),
    },
    {
      id: "owner_id",
      name: t.owner,
      type: "user",
      required: true,
      draft: { value: String(lead.owner_id) },
      changes: (draft) => ({ owner_id: Number(draft.value) }),
    },
    {
      id: "expected_close_date",
      name: t.closeDate,
      type: "date",
      draft: { value: lead.expected_close_date ?? "" },
      changes: (draft) => ({ expected_close_date: draft.value || null }),
    },
  ];
}

/** What every lead has besides. */
export function furtherFacts(lead: Lead, t: Texts): Fact[] {
  return [
    {
      id: "visible_to",
      name: t.visibility,
      type: "enum",
      required: true,
      options: visibilities.map((value) => ({ value, label: t.visibleTo[value] })),
      draft: { value: lead.visible_to },
      changes: (draft) => ({ visible_to: draft.value as LeadChange["visible_to"] }),
    },
    {
      id: "channel",
      name: t.panel.channel,
      type: "double",
      draft: { value: text(lead.channel) },
      changes: (draft) => ({ channel: wire("double", draft.value) as number | null }),
    },
    {
      id: "channel_id",
      name: t.channelId,
      type: "varchar",
      draft: { value: lead.channel_id ?? "" },
      changes: (draft) => ({ channel_id: draft.value.trim() || null }),
    },
  ];
}
