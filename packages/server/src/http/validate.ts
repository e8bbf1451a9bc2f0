import type { Family } from "@leadfoyer/contract";
import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { DomainError } from "../lib/domain-error.ts";
import { coerce, type Source } from "./coerce.ts";

type Violation = { keyword: string; instancePath: string; params: object };

/** Most violations told of at once in the v2 family; the others tell of the first alone, as Joi does. */
const MAX_TOLD = 10;

/**
 * A function that answers the value as the schema has it, or throws `invalid`. The schema is compiled when it is
 * first asked for: a server has many more endpoints than any one client calls.
 */
export function createReader(schema: TSchema, family: Family, source: Source): (value: unknown) => unknown {
  let validator: ReturnType<typeof Compile> | undefined;
  const strict = family === "v2" && source === "json";
  return (raw) => {
    validator ??= Compile(schema);
    const value = strict ? raw : coerce(schema, raw, source);
    if (validator.Check(value)) return value;
    const violations = validator.Errors(value) as Violation[];
    throw new DomainError("invalid", { info: describe(violations, family) });
  };
}

function describe(violations: Violation[], family: Family): string {
  const telling = violations.filter(isTelling);
  const lines = (telling.length > 0 ? telling : violations).flatMap(family === "v2" ? v2Lines : joiLine);
  const unique = [...new Set(lines)];
  return family === "v2" ? unique.slice(0, MAX_TOLD).join("; ") : (unique[0] ?? '"value" is invalid');
}

/** Which branch of a union failed, or that a value is not the null it might have been, helps nobody. */
const isTelling = ({ keyword, params }: Violation): boolean =>
  keyword !== "anyOf" && keyword !== "boolean" && (params as { type?: string }).type !== "null";

/** `/value/amount` and `/label_ids/0` as Joi writes them: `value.amount`, `label_ids[0]`. */
const joiPath = (pointer: string): string =>
  pointer
    .slice(1)
    .replaceAll(/\/(\d+)(?=\/|$)/g, "[$1]")
    .replaceAll("/", ".");

function joiLine({ keyword, instancePath, params }: Violation): string[] {
  const path = joiPath(instancePath);
  if (keyword === "required") {
    const { requiredProperties = [] } = params as { requiredProperties?: string[] };
    return requiredProperties.map((key) => `"${path ? `${path}.${key}` : key}" is required`);
  }
  return [`"${path || "value"}" ${fault(keyword, params)}`];
}

function v2Lines({ keyword, instancePath, params }: Violation): string[] {
  const path = joiPath(instancePath);
  const at = (key: string) => (path ? `${path}.${key}` : key);
  if (keyword === "required") {
    const { requiredProperties = [] } = params as { requiredProperties?: string[] };
    return requiredProperties.map((key) => `${at(key)}: Parameter '${at(key)}' is required`);
  }
  if (keyword === "additionalProperties") {
    const { additionalProperties = [] } = params as { additionalProperties?: string[] };
    return additionalProperties.map(
      (key) => `${at(key)}: Parameter '${at(key)}' is not allowed for this request`,
    );
  }
  return [`${path || "body"}: Parameter '${path || "body"}' ${fault(keyword, params)}`];
}

const formats: Record<string, string> = {
  guid: "must be a valid GUID",
  day: "must be in YYYY-MM-DD format",
  moment: "must be a valid ISO 8601 date",
  second: "is not a valid datetime",
  clock: "must be in HH:MM or HH:MM:SS format",
  duration: "must be in HH:MM or HH:MM:SS format",
  text: "contains characters that cannot be stored",
};

const types: Record<string, string> = {
  string: "must be a string",
  number: "must be a number",
  integer: "must be a number",
  boolean: "must be a boolean",
  array: "must be an array",
  object: "must be of type object",
  null: "must be null",
};

function fault(keyword: string, params: object): string {
  const { type, format, limit, allowedValues } = params as {
    type?: string;
    format?: string;
    limit?: number;
    allowedValues?: unknown[];
  };
  switch (keyword) {
    case "type":
      return types[type ?? ""] ?? "is of the wrong type";
    case "format":
      return formats[format ?? ""] ?? "is not in the right format";
    case "enum":
      return `must be one of [${(allowedValues ?? []).join(", ")}]`;
    case "minLength":
      return limit === 1 ? "is not allowed to be empty" : `length must be at least ${limit} characters long`;
    case "maxLength":
      return `length must be less than or equal to ${limit} characters long`;
    case "minimum":
      return `must be greater than or equal to ${limit}`;
    case "maximum":
      return `must be less than or equal to ${limit}`;
    case "maxItems":
      return `must contain less than or equal to ${limit} items`;
    case "minItems":
      return `must contain at least ${limit} items`;
    default:
      return "is invalid";
  }
}
