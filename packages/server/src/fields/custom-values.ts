import type { Address, FieldType } from "@leadfoyer/contract";
import { foldText } from "../lib/sort-key.ts";
import type { StoredField } from "./field-set.ts";

type Money = { value: number; currency: string };
type DateRange = { value: string; until: string };
type TimeOfDay = { value: string; timezone_id: number | null; timezone_name: string | null };
type TimeRange = TimeOfDay & { until: string };

/** What a custom field can hold, as v2 shows it. */
export type FieldValue = string | number | number[] | Money | DateRange | TimeOfDay | TimeRange | Address;

/** The values a thing holds in custom fields, by key. What is unset is not there. */
export type CustomValues = Readonly<Record<string, FieldValue>>;

/** The same as v1 shows it: a value of several parts takes several keys. */
export type FlatValues = Readonly<Record<string, string | number>>;

/** Values as a caller writes them: flat beside other members as in v1, or nested by key as in v2. */
export type CustomInput = { form: "flat" | "nested"; given: Readonly<Record<string, unknown>> };

/** The parts of a value beside `value` itself, each a key of its own in v1: `<key>_currency`. */
const parts: Partial<Record<FieldType, readonly string[]>> = {
  monetary: ["currency"],
  daterange: ["until"],
  time: ["timezone_id"],
  timerange: ["until", "timezone_id"],
  address: [
    "subpremise",
    "street_number",
    "route",
    "sublocality",
    "locality",
    "admin_area_level_1",
    "admin_area_level_2",
    "country",
    "postal_code",
  ],
};

/** What v1 shows of an address beside its parts, and nobody writes. */
export const FORMATTED = "formatted_address";

export const partsOf = (type: string): readonly string[] => parts[type as FieldType] ?? [];

/** What v1 calls a part of a value. */
export const partKey = (key: string, part: string): string => (part === "value" ? key : `${key}_${part}`);

/** Every key v1 shows of a field. */
function flatKeys({ key, field_type }: Shown): string[] {
  const shown = ["value", ...partsOf(field_type), ...(field_type === "address" ? [FORMATTED] : [])];
  return shown.map((part) => partKey(key, part));
}

type Shown = Pick<StoredField, "id" | "key" | "field_type">;
type Held = Iterable<Shown>;

/** Values as v1 shows them, in the order of the fields. */
export function toFlat(fields: Held, values: CustomValues): FlatValues {
  const flat: Record<string, string | number> = {};
  for (const field of fields) {
    const value = values[field.key];
    if (value !== undefined) Object.assign(flat, flatValue(field, value));
  }
  return flat;
}

function flatValue({ key, field_type }: Shown, value: FieldValue): FlatValues {
  if (field_type === "enum" || field_type === "set") return { [key]: String(value) };
  if (typeof value !== "object") return { [key]: value };
  const members = value as Record<string, string | number | null>;
  const shown = ["value", ...partsOf(field_type)].flatMap((part) => {
    const member = members[part];
    return member === null || member === undefined ? [] : [[partKey(key, part), member] as const];
  });
  const formatted = field_type === "address" ? { [partKey(key, FORMATTED)]: members.value ?? "" } : {};
  return { ...Object.fromEntries(shown), ...formatted };
}

/** Every key v1 shows of these fields, null where nothing is held. */
export function toWholeFlat(
  fields: readonly Shown[],
  values: CustomValues,
): Record<string, string | number | null> {
  const unset = fields.flatMap(flatKeys).map((key) => [key, null] as const);
  return { ...Object.fromEntries(unset), ...toFlat(fields, values) };
}

/** Every field, null where nothing is held: as v2 shows them. */
export const toWholeNested = (
  fields: readonly Shown[],
  values: CustomValues,
): Record<string, FieldValue | null> =>
  Object.fromEntries(fields.map(({ key }) => [key, values[key] ?? null]));

/** Values without one of a field, or without one choice of it. */
export function withoutValue(values: CustomValues, key: string, option: number | undefined): CustomValues {
  const { [key]: value, ...rest } = values;
  if (option === undefined || !Array.isArray(value)) return rest;
  const chosen = value.filter((id) => id !== option);
  return chosen.length > 0 ? { ...values, [key]: chosen } : rest;
}

/** Values out of what `toFlat` made of them. */
export function fromFlat(fields: Held, flat: Readonly<Record<string, unknown>>): CustomValues {
  const values: Record<string, FieldValue> = {};
  for (const field of fields) {
    const shown = flat[field.key];
    if (shown !== undefined && shown !== null) values[field.key] = nestedValue(field, flat);
  }
  return values;
}

function nestedValue({ key, field_type }: Shown, flat: Readonly<Record<string, unknown>>): FieldValue {
  const value = flat[key] as string | number; // what toFlat writes
  if (field_type === "enum") return Number(value);
  if (field_type === "set") return String(value).split(",").map(Number);
  const names = partsOf(field_type);
  if (names.length === 0) return value;
  const members = names.map((part) => [part, flat[partKey(key, part)] ?? null]);
  const zone = names.includes("timezone_id") ? { timezone_name: null } : {};
  return { value, ...Object.fromEntries(members), ...zone } as FieldValue;
}

/** A value as a row to be found by. */
export type ValueRow = { field_id: number; num: number; txt: string; extra: string };

/** Characters of a text that can be found: an index holds no more. */
export const FOUND_LENGTH = 255;

/** The rows of all values: one each, one per option of a set. */
export const toValueRows = (fields: Held, values: CustomValues): ValueRow[] =>
  [...fields].flatMap((field) => {
    const value = values[field.key];
    return value === undefined ? [] : rowsOf(field.id, value);
  });

function rowsOf(field_id: number, value: FieldValue): ValueRow[] {
  const row = (row: Partial<ValueRow>) => ({ field_id, num: 0, txt: "", extra: "", ...row });
  if (Array.isArray(value)) return value.map((num) => row({ num }));
  if (typeof value === "number") return [row({ num: value })];
  if (typeof value === "string") return [row({ txt: foldText(value, FOUND_LENGTH) })];
  if (typeof value.value === "number") return [row({ num: value.value, extra: (value as Money).currency })];
  const extra = "until" in value ? value.until : "";
  return [row({ txt: foldText(value.value ?? "", FOUND_LENGTH), extra })];
}
