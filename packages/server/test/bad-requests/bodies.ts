import { type Endpoint, endpoints } from "@leadfoyer/contract";
import { conditionsOf } from "../filters/conditions.ts";
import { type BadRequest, isLenient, JSON_BODY, methodsOf, pathOf, type Scene } from "./bad-request.ts";
import {
  deepArray,
  deepObject,
  isBad,
  type Node,
  objectOf,
  pool,
  type RawJson,
  requiredOf,
} from "./values.ts";

/** A place in a body where a value stands, and the body around it. */
type Site = { path: string; schema: Node; around: (value: RawJson) => RawJson };

const withBody = endpoints.filter(({ body }) => body);

/** A valid body. */
export function baseOf(endpoint: Endpoint, scene: Scene): Record<string, RawJson> {
  const required = requiredOf((endpoint.body ?? {}) as Node);
  if (endpoint.operation === "addLead") return { ...required, person_id: String(scene.personId) };
  if (endpoint.operation === "addNote") return { ...required, lead_id: JSON.stringify(scene.leadId) };
  if (endpoint.operation === "addFilter")
    return { ...required, conditions: JSON.stringify(conditionsOf([])) };
  return required;
}

/** Every property of every body, at any depth, with every value that cannot stand there. */
export function badProperties(scene: Scene): BadRequest[] {
  return withBody.flatMap((endpoint) =>
    methodsOf(endpoint).flatMap((method) =>
      sitesOf(endpoint, scene).flatMap(({ path, schema, around }) =>
        pool
          .filter(({ value }) => isBad(schema, value, isLenient(endpoint)))
          .map(({ name, raw }) => ({
            what: `${path} is ${name}`,
            method,
            url: pathOf(endpoint, scene),
            headers: JSON_BODY,
            payload: () => around(raw),
          })),
      ),
    ),
  );
}

function sitesOf(endpoint: Endpoint, scene: Scene): Site[] {
  const base = baseOf(endpoint, scene);
  return memberSites(endpoint.body as Node, "", (members) => objectOf({ ...base, ...members }));
}

type Around = (members: Record<string, RawJson>) => RawJson;

function memberSites({ properties = {} }: Node, prefix: string, around: Around): Site[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const site: Site = { path: prefix + key, schema, around: (value) => around({ [key]: value }) };
    return [site, ...innerSites(site)];
  });
}

function innerSites({ path, schema, around }: Site): Site[] {
  const inner = schema.anyOf?.filter(({ type }) => type !== "null") ?? [schema];
  const only = inner.length === 1 ? inner[0] : undefined;
  if (only?.type === "array" && only.items) {
    const site: Site = { path: `${path}[]`, schema: only.items, around: (value) => around(`[${value}]`) };
    return [site, ...innerSites(site)];
  }
  if (only?.type !== "object") return [];
  const required = requiredOf(only);
  return memberSites(only, `${path}.`, (members) => around(objectOf({ ...required, ...members })));
}

const wholeBodies: Readonly<Record<string, RawJson | Buffer>> = {
  "an array of objects": '[{"title":"x","name":"x"}]',
  infinity: "1e400",
  true: "true",
  "an open brace": "{",
  "cut off in a text": '{"title":"x',
  "cut off after a colon": '{"title":',
  "a comma too many": '{"title":"x",}',
  "a missing value": '{"title":}',
  "single quotes": "{'title':'x'}",
  "no quotes": '{title:"x"}',
  "a comment": '{"title":"x"/* why */}',
  NaN: '{"title":NaN}',
  undefined: "undefined",
  "two values": "{}{}",
  "a byte order mark within": '{\ufeff"title":"x"}',
  "two byte order marks": '\ufeff\ufeff{"title":"x"}',
  "a raw control character": '{"title":"a\u0001b"}',
  "a raw U+0000": "\u0000",
  HTML: "<html></html>",
  "deep arrays": deepArray(),
  "deep arrays left open": "[".repeat(100_000),
  "deep objects left open": '{"a":'.repeat(100_000),
  "broken UTF-8": Buffer.from('{"title":"\xff","name":"\xff"}', "latin1"),
  "half a UTF-8 sequence": Buffer.from('{"title":"\xe2\x82","name":"\xe2\x82"}', "latin1"),
  "an overlong UTF-8 sequence": Buffer.from('{"title":"\xc0\xaf","name":"\xc0\xaf"}', "latin1"),
  "a surrogate in UTF-8": Buffer.from('{"title":"\xed\xa0\x80","name":"\xed\xa0\x80"}', "latin1"),
  "UTF-16": Buffer.from('{"title":"x","name":"x"}', "utf16le"),
  gzip: Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]),
};

/** Bodies that are none. */
export function badBodies(scene: Scene): BadRequest[] {
  return withBody.flatMap((endpoint) =>
    Object.entries(wholeBodies).map(([name, payload]) => ({
      what: `the body is ${name}`,
      method: endpoint.method,
      url: pathOf(endpoint, scene),
      headers: JSON_BODY,
      payload,
    })),
  );
}

/** Bodies that are JSON and no object, also where nothing is asked for. */
export function noObjects(scene: Scene): BadRequest[] {
  const takers = endpoints.filter(({ body, method }) => body || !/GET|DELETE/.test(method));
  return takers.flatMap((endpoint) =>
    methodsOf(endpoint).flatMap((method) =>
      ["null", "[]", '"title"', "1", "false"].map((payload) => ({
        what: `the body is ${payload}`,
        method,
        url: pathOf(endpoint, scene),
        headers: JSON_BODY,
        payload,
        status: 400,
      })),
    ),
  );
}

/** Bodies with keys that JavaScript treats in its own way, keys twice, and nothing at all. */
export function oddBodies(scene: Scene): BadRequest[] {
  return withBody.flatMap((endpoint) => {
    const base = baseOf(endpoint, scene);
    const [key = "title"] = Object.keys((endpoint.body as Node).properties ?? {});
    const bodies: Record<string, RawJson> = {
      "a prototype for a body": `{"__proto__":${objectOf(base)}}`,
      "a constructor for a body": `{"constructor":{"prototype":${objectOf(base)}}}`,
      "a key twice, the second bad": `{"${key}":"fine",${objectOf({ ...base, [key]: "[]" }).slice(1)}`,
      "a bad value beside a deep stranger": objectOf({ ...base, [key]: "[]", stranger: deepObject() }),
      "a bad value beside 20,000 strangers": objectOf({ ...base, [key]: "[]", ...strangers(20_000) }),
      empty: "",
    };
    const isUpdate = endpoint.path.endsWith("}");
    const sent = Object.entries(bodies).filter(([, text]) => !mayBeEmpty(endpoint) || text.includes("[]"));
    return sent.map(([name, payload]) => ({
      what: `the body is ${name}`,
      method: endpoint.method,
      url: pathOf(endpoint, scene),
      headers: JSON_BODY,
      payload,
      ...(isUpdate && !payload.includes("[]") && { tolerated: "it changes nothing" }),
    }));
  });
}

/** An activity is added out of nothing, a call, today; a lead becomes a deal without a word. */
const mayBeEmpty = ({ operation }: Endpoint): boolean =>
  operation === "addActivity" || operation === "convertLeadToDeal";

const strangers = (count: number): Record<string, RawJson> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`stranger_${index}`, "1"]));

/** Well-formed values that point at nothing, or may not be. */
export function badReferences({ leadId, personId }: Scene): BadRequest[] {
  const nobody = "6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e60";
  const values: Record<string, unknown>[] = [
    { owner_id: 999_999_999 },
    { owner_id: Number.MAX_SAFE_INTEGER },
    { person_id: 999_999_999 },
    { person_id: Number.MAX_SAFE_INTEGER },
    { organization_id: 999_999_999 },
    { label_ids: [nobody] },
    { label_ids: Array.from({ length: 100 }, () => nobody) },
    { value: { amount: 1, currency: "ZZZ" } },
    { value: { amount: 1, currency: "\u{1f4a9}x" } },
    { value: { amount: 1 } },
    { value: { currency: "EUR" } },
    { value: {}, title: [] },
    { person_id: null, organization_id: null },
  ];
  return values.flatMap((value) => [
    bad("POST", "/v1/leads", { title: "x", person_id: personId, ...value }),
    bad("PATCH", `/v1/leads/${leadId}`, value),
  ]);
}

const bad = (method: string, url: string, body: object): BadRequest => ({
  what: `it says ${JSON.stringify(body).slice(0, 80)}`,
  method,
  url,
  headers: JSON_BODY,
  payload: JSON.stringify(body),
});
