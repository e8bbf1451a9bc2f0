/** A schema object of an OpenAPI 3.0 document, or the JSON schema made of it. */
export type Schema = { [keyword: string]: unknown };

const LISTS = ["allOf", "anyOf", "oneOf"];
const SINGLES = ["items", "not", "additionalProperties"];
/** Keywords of OpenAPI that mean nothing to a JSON schema, or that a document may fill with anything. */
const DROPPED = new Set([
  "nullable",
  "discriminator",
  "xml",
  "externalDocs",
  "example",
  "readOnly",
  "writeOnly",
]);

/** OpenAPI 3.0 has a schema dialect of its own: `nullable` beside `type`, and no type lists. */
export function toJsonSchema(source: unknown): Schema | boolean {
  if (typeof source === "boolean") return source;
  if (!isRecord(source)) return {};
  const converted = Object.fromEntries(
    Object.entries(source)
      .filter(([keyword, value]) => !DROPPED.has(keyword) && isUsable(keyword, value))
      .map(([keyword, value]) => [keyword, convertKeyword(keyword, value)]),
  );
  return source.nullable === true ? allowNull(expectDeclared(converted)) : expectDeclared(converted);
}

/**
 * The documents hardly ever say `required`, yet the service sends every key it declares and typed clients rely
 * on it. So a declared key that is missing counts as a violation; the exceptions are listed as defects.
 */
function expectDeclared(schema: Schema): Schema {
  return isRecord(schema.properties) ? { ...schema, required: Object.keys(schema.properties) } : schema;
}

function convertKeyword(keyword: string, value: unknown): unknown {
  if (LISTS.includes(keyword) && Array.isArray(value)) return value.map(toJsonSchema);
  if (SINGLES.includes(keyword)) return toJsonSchema(value);
  if (keyword === "properties" && isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, property]) => [name, toJsonSchema(property)]),
    );
  }
  return value;
}

/** Drafts slip into published documents: `required: true` on a property is not a schema keyword. */
function isUsable(keyword: string, value: unknown): boolean {
  return keyword !== "required" || Array.isArray(value);
}

function allowNull(schema: Schema): Schema {
  const isPlain = typeof schema.type === "string" && !LISTS.some((list) => list in schema);
  if (!isPlain) return { anyOf: [{ type: "null" }, schema] };
  const options = Array.isArray(schema.enum) ? { enum: [...schema.enum, null] } : {};
  return { ...schema, ...options, type: [schema.type, "null"] };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
