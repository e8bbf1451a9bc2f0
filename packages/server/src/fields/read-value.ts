import type { FieldType } from "@leadfoyer/contract";
import Format from "typebox/format";
import { toAddress } from "../contacts/addresses.ts";
import { type FieldValue, FORMATTED, partsOf } from "./custom-values.ts";
import type { StoredField } from "./field-set.ts";

/** Says what is wrong with a part of a value (`value` for the whole) and ends the matter. */
export type Refuse = (part: string, fault: string) => never;

type Reading = {
  field: StoredField;
  /** v1 reads numbers out of text, as Joi does. */
  loose: boolean;
  refuse: Refuse;
};

/** Most options told of in a refusal. */
const TOLD = 20;
const MAX_AMOUNT = 1e15;
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** Reads a value as a field takes it. `undefined`: nothing, the field is unset. */
export function readValue(input: unknown, reading: Reading): FieldValue | undefined {
  if (input === null || input === undefined || isEmptyObject(input)) return undefined;
  const type = reading.field.field_type as FieldType; // custom fields have no other
  if (input === "" && (reading.loose || textTypes.has(type))) return undefined;
  return readers[type](input, reading);
}

type Reader = (input: unknown, reading: Reading) => FieldValue | undefined;

const text =
  (max: number): Reader =>
  (input, { loose, refuse }) =>
    readText(loose && typeof input === "number" ? String(input) : input, "value", max, refuse);

const reference: Reader = (input, { loose, refuse }) => readId(input, "value", loose, refuse);

const readers: Record<FieldType, Reader> = {
  varchar: text(255),
  varchar_auto: text(255),
  phone: text(255),
  text: text(65_535),
  double: (input, { loose, refuse }) => readNumber(input, "value", loose, refuse),
  date: (input, { loose, refuse }) => readDay(input, "value", loose, refuse),
  user: reference,
  org: reference,
  people: reference,
  enum: readChoice,
  set: readChoices,
  monetary: readMoney,
  daterange: readDateRange,
  time: readTime,
  timerange: readTimeRange,
  address: readAddress,
};

const textTypes = new Set<FieldType>(["varchar", "varchar_auto", "phone", "text", "address"]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isEmptyObject = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0;

function readText(input: unknown, part: string, max: number, refuse: Refuse): string {
  if (typeof input !== "string") return refuse(part, "must be a string");
  if (input.length > max) refuse(part, `length must be less than or equal to ${max} characters long`);
  return Format.Test("text", input) ? input : refuse(part, "contains characters that cannot be stored");
}

function readNumber(input: unknown, part: string, loose: boolean, refuse: Refuse): number {
  const number = loose && typeof input === "string" && NUMBER.test(input) ? Number(input) : input;
  if (typeof number !== "number" || !Number.isFinite(number)) return refuse(part, "must be a number");
  return number === 0 ? 0 : number; // never minus zero, which JSON writes as 0
}

function readId(input: unknown, part: string, loose: boolean, refuse: Refuse): number {
  const id = readNumber(input, part, loose, refuse);
  if (!Number.isSafeInteger(id)) refuse(part, "must be an integer");
  return id >= 1 ? id : refuse(part, "must be greater than or equal to 1");
}

function readDay(input: unknown, part: string, loose: boolean, refuse: Refuse): string {
  // Official clients 12 send a date as a moment.
  const day = loose && typeof input === "string" && MOMENT.test(input) ? input.slice(0, 10) : input;
  if (typeof day !== "string") return refuse(part, "must be a string");
  return Format.Test("day", day) ? day : refuse(part, "must be in YYYY-MM-DD format");
}

function readClock(input: unknown, part: string, refuse: Refuse): string {
  if (typeof input !== "string") return refuse(part, "must be a string");
  if (!TIME.test(input)) return refuse(part, "must be in HH:MM:SS format");
  return input.length === "HH:MM".length ? `${input}:00` : input;
}

function readChoice(input: unknown, { field, loose, refuse }: Reading): number {
  const id = readNumber(input, "value", loose, refuse);
  const live = (field.options ?? []).filter(({ gone }) => !gone);
  if (live.some((option) => option.id === id)) return id;
  const ids = live.slice(0, TOLD).map((option) => option.id);
  return refuse("value", `must be one of [${ids.join(", ")}${live.length > TOLD ? ", …" : ""}]`);
}

function readChoices(input: unknown, reading: Reading): number[] | undefined {
  const ids = reading.loose ? loosely(input) : input;
  if (!Array.isArray(ids)) return reading.refuse("", "must be an array");
  if (ids.length === 0 && !reading.loose) reading.refuse("", "must contain at least 1 items");
  const chosen = new Set(ids.map((id) => readChoice(id, reading)));
  return chosen.size > 0 ? [...chosen] : undefined;
}

/** v1 takes `190,191`, one id, or an array. */
function loosely(input: unknown): unknown {
  if (typeof input === "number") return [input];
  return typeof input === "string" ? input.split(",") : input;
}

/** A value of several parts, all of them known. v1 sends the first alone for the whole. */
function members(input: unknown, { field, loose, refuse }: Reading): Record<string, unknown> {
  if (!isObject(input)) return loose ? { value: input } : refuse("", "must be of type object");
  const known = new Set(["value", ...partsOf(field.field_type), FORMATTED, "timezone_name"]);
  const stranger = Object.keys(input).find((part) => !known.has(part));
  if (stranger !== undefined && !loose) refuse(stranger, "is not allowed for this request");
  return input;
}

function readMoney(input: unknown, reading: Reading): FieldValue {
  const { loose, refuse } = reading;
  const { value, currency } = members(input, reading);
  const amount = readNumber(value, "value", loose, refuse);
  if (Math.abs(amount) > MAX_AMOUNT) refuse("value", `must be less than or equal to ${MAX_AMOUNT}`);
  const code = currency === null || currency === undefined ? "" : readText(currency, "currency", 3, refuse);
  return { value: amount, currency: code.toUpperCase() };
}

function readDateRange(input: unknown, reading: Reading): FieldValue {
  const { loose, refuse } = reading;
  const { value, until } = members(input, reading);
  const range = {
    value: readDay(value ?? refuse("value", "is required"), "value", loose, refuse),
    until: readDay(until ?? refuse("until", "is required"), "until", loose, refuse),
  };
  return range.until >= range.value ? range : refuse("until", `must be ${range.value} or later`);
}

function readTime(input: unknown, reading: Reading): FieldValue {
  const { value, ...rest } = members(input, reading);
  return { value: readClock(value, "value", reading.refuse), ...readZone(rest, reading) };
}

function readTimeRange(input: unknown, reading: Reading): FieldValue {
  const { refuse } = reading;
  const { value, until, ...rest } = members(input, reading);
  return {
    value: readClock(value ?? refuse("value", "is required"), "value", refuse),
    until: readClock(until ?? refuse("until", "is required"), "until", refuse),
    ...readZone(rest, reading),
  };
}

function readZone(
  { timezone_id, timezone_name }: { timezone_id?: unknown; timezone_name?: unknown },
  { loose, refuse }: Reading,
) {
  return {
    timezone_id: timezone_id == null ? null : readId(timezone_id, "timezone_id", loose, refuse),
    timezone_name: timezone_name == null ? null : readText(timezone_name, "timezone_name", 255, refuse),
  };
}

function readAddress(input: unknown, reading: Reading): FieldValue | undefined {
  const { refuse } = reading;
  const given = members(input, reading);
  const read = ["value", ...partsOf("address")].map(
    (part) => [part, given[part] == null ? null : readText(given[part], part, 255, refuse)] as const,
  );
  const address = toAddress(Object.fromEntries(read));
  return address?.value === null ? refuse("value", "is required") : (address ?? undefined);
}
