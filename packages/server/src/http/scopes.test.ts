import { type Endpoint, endpoints, type Scope, scopes } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";

const REFUSAL =
  '{"success":false,"error":"Scope and URL mismatch","errorCode":403,"error_info":"Please check developers.pipedrive.com"}';

/** Pipedrive's `base` is always on, so what asks for it asks for nothing. */
const takes = ({ scopes: wanted, open }: Endpoint, scope: Scope): boolean =>
  open === true || wanted.includes("base") || wanted.includes(scope);

const urlOf = ({ path }: Endpoint): string => path.replaceAll(/\{\w+\}/g, "999999999");

const methodsOf = ({ method, alsoMethod }: Endpoint) => (alsoMethod ? [method, alsoMethod] : [method]);

const both = (area: string): string => `${area}:read ${area}:full`;

/** Paths, and the scopes that read and write there; the first that fits counts. Source: Pipedrive's OpenAPI documents. */
const documented: [path: RegExp, reads: string, writes: string][] = [
  [/\/itemSearch/, "search:read", ""],
  [/\/leads\/search/, `${both("leads")} search:read`, ""],
  [/\/(persons|organizations)\/search/, `${both("contacts")} search:read`, ""],
  [/\/deals\/search/, `${both("deals")} search:read`, ""],
  [/\/leadFields/, `${both("leads")} admin`, ""],
  [/\/(leads|leadLabels|leadSources)\b/, both("leads"), "leads:full"],
  [/DELETE \/api\/v2\/dealFields\/[^/]+$/, "", "deal-fields:full admin"],
  [/DELETE \/api\/v2\/\w+Fields\/[^/]+$/, "", "contact-fields:full admin"],
  [/\/v2\/dealFields\/./, `${both("deals")} deal-fields:full admin`, "deals:full deal-fields:full admin"],
  [/\/dealFields/, `${both("deals")} deal-fields:full admin`, "deal-fields:full admin"],
  [
    /\/v2\/(person|organization)Fields\/./,
    `${both("contacts")} contact-fields:full admin`,
    "contacts:full contact-fields:full admin",
  ],
  [
    /\/(person|organization)Fields/,
    `${both("contacts")} contact-fields:full admin`,
    "contact-fields:full admin",
  ],
  [/\/(deals|persons|organizations)\/\{id\}\/activities$/, both("activities"), ""],
  [/\/(persons|organizations)\/\{id\}\/deals$|\/deals\/\{id\}\/persons$/, both("deals"), ""],
  [/\/(persons|organizations)\b/, both("contacts"), "contacts:full"],
  [/\/deals\/\{id\}\/(flow|changelog)$/, "recents:read", ""],
  [/\/deals\b/, both("deals"), "deals:full"],
  [/\/(pipelines|stages)\b/, `${both("deals")} admin`, "admin"],
  [/\/activityTypes/, `${both("activities")} admin`, "admin"],
  [/\/v2\/activityFields/, "admin", ""],
  [/\/(activities|activityFields)/, both("activities"), "activities:full"],
  [/\/(notes|noteFields)\b/, `${both("deals")} ${both("contacts")}`, "deals:full contacts:full"],
  [
    /\/filters/,
    `${both("deals")} ${both("activities")} ${both("contacts")}`,
    "deals:full activities:full contacts:full",
  ],
  [/\/users\/me$|\/currencies/, "base", ""],
  [/\/users/, "users:read", "admin"],
  [/\/webhooks/, `${both("webhooks")} admin`, "webhooks:full admin"],
  [/\/(roles|permissionSets)\b/, "admin", "admin"],
];

describe("scopes", () => {
  test("each endpoint answers each scope it lists, and refuses every other", async () => {
    const app = await startTestApp("sqlite");
    const tokens = await Promise.all(
      scopes.map(async (scope) => ({ scope, token: await app.scoped(scope) })),
    );
    const ask = async (endpoint: Endpoint, method: string, { scope, token }: (typeof tokens)[number]) => {
      const { status, text } = await app.request(method, urlOf(endpoint), { token });
      const what = `${method} ${endpoint.path} with ${scope}`;
      if (takes(endpoint, scope)) expect(text, what).not.toBe(REFUSAL);
      else expect([status, text], what).toEqual([403, REFUSAL]);
    };
    for (const endpoint of endpoints)
      for (const method of methodsOf(endpoint)) for (const one of tokens) await ask(endpoint, method, one);
  });

  test("the second spelling of an address asks for the same scopes", async () => {
    const app = await startTestApp("sqlite");
    const token = await app.scoped("recents:read"); // which hardly anything takes
    for (const endpoint of endpoints.filter(({ path }) => path.startsWith("/v1/")))
      for (const method of methodsOf(endpoint)) {
        const { text } = await app.request(method, `/api${urlOf(endpoint)}`, { token });
        if (takes(endpoint, "recents:read")) expect(text, endpoint.path).not.toBe(REFUSAL);
        else expect(text, `${method} ${endpoint.path}`).toBe(REFUSAL);
      }
  });

  test("an API token that was made without a limit has all of them", async () => {
    const app = await startTestApp("sqlite");
    for (const endpoint of endpoints.filter(({ method }) => method === "GET"))
      expect((await app.request("GET", urlOf(endpoint))).text, endpoint.path).not.toBe(REFUSAL);
  });

  test("each endpoint of Pipedrive's lists the scopes Pipedrive's documents give it", () => {
    const asked = endpoints.filter(({ path }) => !path.startsWith("/foyer/"));
    expect(asked.length).toBeGreaterThan(150);
    for (const { method, path, scopes: wanted } of asked) {
      const [, reads, writes] = documented.find(([pattern]) => pattern.test(`${method} ${path}`)) ?? [];
      const given = (method === "GET" ? reads : writes)?.split(" ") ?? [];
      expect([...wanted].sort(), `${method} ${path}`).toEqual(given.sort());
    }
  });

  test("nothing is written with a scope that only reads", () => {
    for (const { method, path, scopes: wanted } of endpoints.filter(({ method }) => method !== "GET"))
      expect(
        wanted.filter((scope) => scope.endsWith(":read")),
        `${method} ${path}`,
      ).toEqual([]);
  });
});

test("no scope lets an app make apps, grants or sessions: with them it could have what it was refused", () => {
  const keys = endpoints.filter(({ tag }) => tag === "Apps" || tag === "Session");
  expect(keys.length).toBeGreaterThan(9);
  expect(keys.filter(({ scopes: wanted }) => wanted.length > 0)).toEqual([]);
});
