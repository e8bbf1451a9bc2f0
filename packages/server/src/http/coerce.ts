import type { TSchema } from "typebox";
import { DomainError } from "../lib/domain-error.ts";
import { parseJson } from "../lib/parse-json.ts";

type Node = {
  type?: string;
  format?: string;
  enum?: readonly unknown[];
  anyOf?: readonly Node[];
  items?: Node;
  properties?: Record<string, Node>;
  additionalProperties?: boolean;
  patternProperties?: Record<string, Node>;
};

/** Where a value comes from: a query and a form have nothing but text, and PHP writes booleans there as 1 and 0. */
export type Source = "json" | "text";

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const TRUE = new Set(["true", "1"]);
const FALSE = new Set(["false", "0"]);

/**
 * Brings a value nearer to its schema as Joi does for Pipedrive: numbers and booleans out of text, keys the schema
 * does not know dropped. `{}` where null may stand is null: official clients 13 to 17 send that for null.
 * What cannot be brought nearer is left for validation to refuse.
 */
export function coerce(schema: TSchema, value: unknown, source: Source): unknown {
  return walk(schema as Node, value, source);
}

function walk(schema: Node, value: unknown, source: Source): unknown {
  if (schema.anyOf) return walkUnion(schema.anyOf, value, source);
  if (schema.enum) return toEnum(schema.enum, value);
  switch (schema.type) {
    case "object":
      return toObject(schema, value, source);
    case "array":
      return Array.isArray(value) ? value.map((item) => walk(schema.items ?? {}, item, source)) : value;
    case "integer":
    case "number":
      return typeof value === "string" && NUMBER.test(value) ? Number(value) : value;
    case "boolean":
      return toBoolean(value, source);
    case "string":
      return schema.format === "day" ? toDay(value) : value;
    default:
      return value;
  }
}

/** Official clients 12 send a date as a moment, `2026-10-31T00:00:00.000Z`. */
const toDay = (value: unknown): unknown =>
  typeof value === "string" && MOMENT.test(value) ? value.slice(0, "YYYY-MM-DD".length) : value;

function walkUnion(anyOf: readonly Node[], value: unknown, source: Source): unknown {
  const nullable = anyOf.some(({ type }) => type === "null");
  if (nullable && (value === null || isEmptyObject(value))) return null;
  const rest = anyOf.filter(({ type }) => type !== "null");
  return rest.length === 1 && rest[0] ? walk(rest[0], value, source) : value;
}

function toEnum(allowed: readonly unknown[], value: unknown): unknown {
  // Old parts of v1 say 1 and 0 for a boolean, and take the boolean too.
  if (typeof value === "boolean") return allowed.find((member) => member === Number(value)) ?? value;
  if (typeof value !== "string" && typeof value !== "number") return value;
  return allowed.find((member) => String(member) === String(value)) ?? value;
}

function toBoolean(value: unknown, source: Source): unknown {
  if (typeof value !== "string") return value;
  const text = value.trim().toLowerCase();
  if (source === "json") return text === "true" ? true : text === "false" ? false : value;
  return TRUE.has(text) ? true : FALSE.has(text) ? false : value;
}

/** A form writes an object as JSON: official clients 10 and 11 send the conditions of a filter so. */
function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    return text; // validation says what is wrong with it
  }
}

function toObject(schema: Node, given: unknown, source: Source): unknown {
  const value = source === "text" && typeof given === "string" ? parsed(given) : given;
  if (!isObject(value)) return value;
  const { properties = {}, additionalProperties } = schema;
  const known = additionalProperties === undefined ? fitting(schema, value) : { ...value };
  for (const key of Object.keys(properties)) {
    if (Object.hasOwn(value, key) && value[key] !== undefined) {
      (known as Record<string, unknown>)[key] = walk(properties[key] ?? {}, value[key], source);
    }
  }
  return known;
}

/** The members whose keys the schema knows by a pattern. */
function fitting({ patternProperties }: Node, value: Record<string, unknown>): Record<string, unknown> {
  if (!patternProperties) return {};
  const patterns = expressionsOf(patternProperties);
  const known = Object.entries(value).filter(([key]) => patterns.some((pattern) => pattern.test(key)));
  return Object.fromEntries(known);
}

const expressions = new WeakMap<object, readonly RegExp[]>();

/** The keys of a schema's patterns, each compiled once. */
function expressionsOf(patternProperties: object): readonly RegExp[] {
  const known = expressions.get(patternProperties);
  if (known) return known;
  const made = Object.keys(patternProperties).map((pattern) => new RegExp(pattern));
  expressions.set(patternProperties, made);
  return made;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isEmptyObject = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0;
