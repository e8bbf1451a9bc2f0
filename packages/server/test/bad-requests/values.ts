import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";

/** JSON text, so that numbers and nesting no JavaScript value can hold are within reach. */
export type RawJson = string;

export type Node = TSchema & {
  type?: string;
  enum?: readonly unknown[];
  anyOf?: readonly Node[];
  items?: Node;
  properties?: Record<string, Node>;
  required?: readonly string[];
  format?: string;
  maxLength?: number;
};

const LEVELS = 100_000;

export const deepArray = (levels = LEVELS): RawJson => "[".repeat(levels) + "]".repeat(levels);
export const deepObject = (levels = LEVELS): RawJson => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

const texts: Readonly<Record<string, RawJson>> = {
  null: "null",
  true: "true",
  zero: "0",
  "minus one": "-1",
  "one and a half": "1.5",
  "beyond safe integers": "9007199254740992",
  "2 to the 63": "9223372036854775808",
  "1e30": "1e30",
  infinity: "1e400",
  "minus infinity": "-1e400",
  "empty text": '""',
  blank: '" "',
  text: '"x"',
  "NaN as text": '"NaN"',
  "infinity as text": '"1e400"',
  "hexadecimal text": '"0x10"',
  "U+0000": '"a\\u0000b"',
  "half a surrogate pair": '"\\ud800"',
  "the other half": '"EU\\udc00"',
  "a huge text": `"${"x".repeat(70_000)}"`,
  "no such day": '"2026-02-30"',
  "day zero": '"0000-00-00"',
  "SQL in text": '"\'; drop table leads; --"',
  "empty array": "[]",
  "array of null": "[null]",
  "array of text": '["x"]',
  "array of arrays": "[[1]]",
  "array of objects": '[{"a":1}]',
  "a very long array": `[${"0,".repeat(50_000)}0]`,
  "deep array": deepArray(),
  "empty object": "{}",
  object: '{"a":1}',
  "object with a prototype": '{"__proto__":{"value":"x"},"constructor":{"prototype":{}}}',
  "deep object": deepObject(),
};

/** Values to try everywhere, each with a name by which a failure can be read. */
export const pool = Object.entries(texts).map(([name, raw]) => ({
  name,
  raw,
  value: JSON.parse(raw) as unknown,
}));

const checks = new WeakMap<Node, (value: unknown) => boolean>();

function isValid(schema: Node, value: unknown): boolean {
  const known = checks.get(schema);
  if (known) return known(value);
  const validator = Compile(schema);
  checks.set(schema, (one) => validator.Check(one));
  return validator.Check(value);
}

/** Whether no reading of the value fits the schema. */
export function isBad(schema: Node, value: unknown, lenient: boolean): boolean {
  if (isValid(schema, value)) return false;
  if (lenient && typeof value === "boolean" && isValid(schema, Number(value)) && "enum" in schema)
    return false;
  // Official clients 13 to 17 send {} where the caller wrote null.
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return !(lenient && isEmpty && !Array.isArray(value) && isValid(schema, null));
}

/** A valid value. */
function sample(schema: Node): RawJson {
  if (schema.anyOf) return sample(schema.anyOf.find(({ type }) => type !== "null") ?? {});
  if (schema.enum) return JSON.stringify(schema.enum[0]);
  if (schema.type === "object") return objectOf(requiredOf(schema));
  if (schema.type === "string") return JSON.stringify(sampleText(schema));
  return { array: "[]", boolean: "true" }[schema.type ?? ""] ?? "1";
}

function sampleText({ format, maxLength }: Node): string {
  if (format === "guid") return "6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e60";
  if (format === "day") return "2026-10-31";
  if (format === "moment" || format === "second") return "2026-10-31T08:15:30Z";
  return maxLength === 3 ? "EUR" : "Some text";
}

export function requiredOf({ required = [], properties = {} }: Node): Record<string, RawJson> {
  return Object.fromEntries(required.map((key) => [key, sample(properties[key] ?? {})]));
}

export const objectOf = (members: Record<string, RawJson>): RawJson =>
  `{${Object.entries(members)
    .map(([key, raw]) => `${JSON.stringify(key)}:${raw}`)
    .join(",")}}`;
