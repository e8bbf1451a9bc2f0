export type Schema = Record<string, unknown>;

/**
 * The contract's named schemas as plain TypeScript: what the published typings stand on, so that nobody has to install
 * the contract and the schema library below it. The compiler itself writes out the rest.
 */
export function contractTypes(contract: Record<string, unknown>): string {
  const { of, named } = typeWriter(contract);
  const lines = [...named].map(([name, schema]) => `export type ${name} = ${of({ ...schema })};`);
  return `${PREAMBLE}${lines.join("\n")}\n`;
}

/** How schemas are written as TypeScript, and which of them have a name. */
export type Types = { of(schema: Schema): string; named: ReadonlyMap<string, Schema> };

/** Writes schemas as TypeScript: those of the contract that have a name by their name, a copy of one in full. */
export function typeWriter(contract: Record<string, unknown>): Types {
  const schemas = Object.entries(contract).filter(([name, value]) => /^[A-Z]/.test(name) && isSchema(value));
  const names = new Map(schemas.map(([name, schema]) => [schema, name]));
  return {
    of: (schema) => typeOf(schema, (inner) => names.get(inner)),
    named: new Map(schemas as [string, Schema][]),
  };
}

const PREAMBLE = `export type ListStyle = "all" | "offset" | "cursor";
export type Endpoint<Input = unknown, Data = unknown, List = ListStyle | undefined> = {
  readonly types?: { input: Input; data: Data; list: List };
};
export type InputOf<E> = E extends Endpoint<infer Input, infer _D, infer _L> ? Input : never;
export type DataOf<E> = E extends Endpoint<infer _I, infer Data, infer _L> ? Data : never;
export type ListOf<E> = E extends Endpoint<infer _I, infer _D, infer List> ? List : never;
`;

const isObject = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isSchema = (value: unknown): value is Schema =>
  isObject(value) && ["type", "anyOf", "enum", "const"].some((key) => key in value);
type NameOf = (schema: unknown) => string | undefined;

/** The TypeScript type of a JSON schema. */
function typeOf(schema: Schema, nameOf: NameOf): string {
  const name = nameOf(schema);
  if (name !== undefined) return name;
  const inner = (one: unknown) => typeOf(one as Schema, nameOf);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map(inner).join(" | ");
  switch (schema.type) {
    case "string":
    case "boolean":
    case "null":
    case "void":
      return schema.type;
    case "number":
    case "integer":
      return "number";
    case "array":
      return `(${inner(schema.items)})[]`;
    case "object":
      return objectType(schema, inner);
    case undefined:
      return "unknown";
    default:
      throw new Error(`No type is known for the schema ${JSON.stringify(schema)}`);
  }
}

function objectType(schema: Schema, inner: (schema: unknown) => string): string {
  const {
    properties = {},
    required = [],
    patternProperties,
  } = schema as {
    properties?: Record<string, Schema>;
    required?: string[];
    patternProperties?: Record<string, Schema>;
  };
  const members = Object.entries(properties).map(([key, property]) => {
    const says = typeof property.description === "string" ? `/** ${property.description} */ ` : "";
    return `${says}${JSON.stringify(key)}${required.includes(key) ? "" : "?"}: ${inner(property)}`;
  });
  // Beside named members, custom fields: the client types those itself.
  const [pattern] = Object.values(patternProperties ?? {});
  if (pattern && members.length === 0) return `{ [key: string]: ${inner(pattern)} }`;
  return members.length > 0 ? `{ ${members.join("; ")} }` : "object";
}
