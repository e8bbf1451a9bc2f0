import { type Endpoint, endpoints } from "@leadfoyer/contract";
import { type BadRequest, pathOf, type Scene } from "./bad-request.ts";
import { isBad, type Node } from "./values.ts";

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

const anyQuery = [
  "",
  "x",
  "%00",
  "1.5",
  "NaN",
  "1e400",
  "-1",
  "0",
  "9007199254740992",
  "maybe",
  "{}",
  "%zz",
  "%ff",
];

/** Text of a parameter's own kind that it still cannot take. */
const queryByName: Readonly<Record<string, readonly string[]>> = {
  sort: [
    ...["password", "title%20sideways", "title%20asc%20desc", "title;drop%20table%20leads", "'%20or%201=1--"],
    ...["(select%201)", "title%00", "__proto__", "constructor", "id.title", "title%20ASC%20NULLS%20FIRST"],
  ],
  cursor: [
    ...["x", "%00", "e30", "bnVsbA", "W10", "%F0%9F%92%A9", "AAAA", "=".repeat(40)],
    ...[encoded({ field: "id" }), encoded({ field: "password", id: 1 }), encoded({ id: "1 or 1=1" })],
    ...[encoded({ field: "id", fieldValue: {}, sortDirection: "asc", id: 1 }), encoded({ id: 1e21 })],
  ],
  updated_since: ["yesterday", "2026-02-30T00:00:00Z", "2026-13-01", "99999-01-01", "2026-01-01T25:00:00Z"],
  updated_until: ["yesterday", "2026-02-30T00:00:00Z", "2026-01-01T25:61:00Z"],
  ids: ["x", "1,x", "1.5", "-1", "1;drop", "9007199254740993"],
  include_fields: ["password", "__proto__"],
  sort_by: ["password", "id;drop"],
};

const clamped = new Set(["start", "limit"]);

type Tried = { endpoint: Endpoint; name: string; schema: Node; text: string };

/** Parameters that are of the wrong kind, twice there, or too long. */
export function badQueries(scene: Scene): BadRequest[] {
  const tried = endpoints.flatMap((endpoint) =>
    Object.entries(((endpoint.query ?? {}) as Node).properties ?? {}).flatMap(([name, schema]) =>
      [...anyQuery, ...(queryByName[name] ?? []), "x".repeat(5_000), `1&${name}=2`].map((text) => ({
        endpoint,
        name,
        schema,
        text,
      })),
    ),
  );
  return tried.map((one) => toRequest(one, scene));
}

function toRequest({ endpoint, name, schema, text }: Tried, scene: Scene): BadRequest {
  const required = (endpoint.query as Node).required?.filter((key) => key !== name) ?? [];
  const rest = required.map((key) => `&${key}=text`).join("");
  const request = {
    what: `${name} in the query`,
    method: endpoint.method,
    url: `${pathOf(endpoint, scene)}?${name}=${text}${rest}`,
  };
  const named = queryByName[name]?.includes(text);
  const tolerated = named || !isReadable(schema, text) ? undefined : leniency(name);
  return { ...request, ...(tolerated && { tolerated }) };
}

/** Whether the parameter's kind takes the text: then the endpoint's own rules decide. */
function isReadable(schema: Node, text: string): boolean {
  const plain = text.replace("%00", "\0");
  if (schema.enum) return schema.enum.some((member) => String(member) === text);
  if (schema.type === "string") return !isBad(schema, plain, true) && !text.includes("&");
  if (schema.type === "boolean") return plain === "0";
  const number = Number(plain || Number.NaN);
  return schema.type === "integer" && Number.isInteger(number) && !isBad(schema, number, true);
}

const leniency = (name: string): string =>
  clamped.has(name)
    ? "v1 brings a page's bounds inside, since clients in use send such numbers"
    : "anything of its kind may be asked for";
