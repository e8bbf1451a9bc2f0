import { type Endpoint, endpoints } from "@leadfoyer/contract";
import { type BadRequest, JSON_BODY, methodsOf, pathOf, type Scene } from "./bad-request.ts";
import { baseOf } from "./bodies.ts";
import { isBad, type Node, objectOf } from "./values.ts";

const strangeIds = [
  ...["x", "0", "-1", "1.5", "1e30", "1e400", "NaN", "null", "undefined", "true", "[object%20Object]"],
  ...["%00", "1%00", "%ff", "%c0%af", "%ed%a0%80", "%", "%zz", "%u0041", "%2e%2e", "..%2f..%2fetc%2fpasswd"],
  ...["a%2Fb", "%20", "+1", "0x1", "9007199254740992", "99999999999999999999", "1'%20or%20'1'='1", "1;drop"],
  ...["%F0%9F%92%A9", "6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e6", "6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e600"],
  ...[
    "6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e60",
    "999999999",
    "x".repeat(600),
    "9".repeat(400),
    "%41".repeat(400),
  ],
];

/** Ids that are none, or nobody's, under every path that takes one. */
export function badIds(scene: Scene): BadRequest[] {
  return endpoints
    .filter(({ params }) => params)
    .flatMap((endpoint) =>
      methodsOf(endpoint).flatMap((method) =>
        strangeIds.map((id) => ({
          what: "a bad id",
          method,
          url: pathOf(endpoint, scene, id),
          ...bodyFor(endpoint, scene),
        })),
      ),
    );
}

const bodyFor = (endpoint: Endpoint, scene: Scene) =>
  endpoint.body ? { headers: JSON_BODY, payload: objectOf(baseOf(endpoint, scene)) } : {};

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
  ids: ["x", "1,x", "1,,2", "1.5", "-1", ",", "1;drop", "9007199254740993"],
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
    method: "GET",
    url: `${pathOf(endpoint, scene)}?${name}=${text}${rest}`,
  };
  const named = queryByName[name]?.includes(text);
  const tolerated = named || !isReadable(schema, text) ? undefined : leniency(name);
  return { ...request, ...(tolerated && { tolerated }) };
}

/** Whether the parameter's kind takes the text: then the endpoint's own rules decide. */
function isReadable(schema: Node, text: string): boolean {
  const plain = text.replace("%00", "\0");
  if (schema.type === "string") return !isBad(schema, plain, true) && !text.includes("&");
  return (
    schema.type === "integer" &&
    Number.isSafeInteger(Number(plain || "x")) &&
    !isBad(schema, Number(plain), true)
  );
}

const leniency = (name: string): string =>
  clamped.has(name)
    ? "v1 brings a page's bounds inside, since clients in use send such numbers"
    : "any text may be asked for";

const unknownPaths = [
  ...[
    "/v1",
    "/v1/",
    "/v1/lead",
    "/v1/Leads",
    "/v1/leads/archived/x",
    "/v1/leads/search/x/y",
    "/v2/persons",
    "/api",
  ],
  ...[
    "/api/v1",
    "/api/v2/",
    "/api/v3/persons",
    "/api/v2/leads/x/y/z",
    "/v1/../etc/passwd",
    "/v1/%2e%2e/users",
  ],
  ...[
    "/v1/leads%00",
    "/v1/leads%ff",
    "/%",
    "/%zz",
    "//v1/leads",
    "/v1//leads",
    "/v1/leads;x=1",
    "/v1/leads/x/../y",
  ],
  ...[
    "/.env",
    "/wp-login.php",
    "/foyer",
    "/foyer/x",
    "/v1/__proto__",
    "/v1/constructor",
    `/v1/${"x".repeat(8_000)}`,
  ],
];

/** Paths nobody serves, and methods served paths do not have. */
export function badRoutes(scene: Scene): BadRequest[] {
  const all = ["GET", "POST", "PUT", "PATCH", "DELETE"];
  const unknown = unknownPaths.flatMap((url) =>
    all.map((method) => ({ what: "a path nobody serves", method, url, status: 404 })),
  );
  const paths = Map.groupBy(endpoints, ({ path }) => path);
  const refused = [...paths.values()].flatMap((served) => {
    const [endpoint] = served;
    const known = new Set(served.flatMap(methodsOf));
    const others = endpoint ? all.filter((method) => !known.has(method)) : [];
    return others.map((method) => ({
      what: "a method the path has not",
      method,
      url: endpoint ? pathOf(endpoint, scene) : "",
      status: 405,
    }));
  });
  return [...unknown, ...refused];
}
