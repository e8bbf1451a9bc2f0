import { endpoints } from "@leadfoyer/contract";
import { expect, test } from "vitest";
import { createClient } from "./index.ts";

/** Endpoints without a call of their own, and why. */
const without: [what: RegExp, why: string][] = [
  [
    /^\w+ \/v1\/(persons|organizations|deals|pipelines|stages|activities)(\/\{id\}|\/archived)?$/,
    "the client calls v2, which has the same",
  ],
  [/^\w+ \/v1\/(persons|organizations|deals)\/\{id\}\/followers/, "the client calls v2, which has the same"],
  [
    /^GET \/v1\/((leads|persons|organizations|deals)\/search|itemSearch.*)$/,
    "the client calls v2, which has the same",
  ],
  [/^GET \/v1\/(deals|activities)\/collection$/, "lists of v2 have cursors"],
  [
    /^GET \/v1\/(pipelines|stages|persons|organizations|deals)\/\{id\}\/(deals|activities|persons)$/,
    "lists of v2 take the id: `deals.list({ stage_id })`",
  ],
];

/** Stands for every id, query and body: the path's parameter in the address, nothing elsewhere. */
class Anything {
  toString(): string {
    return "ANY";
  }
}

/** Every request the client can make, as `GET /v1/leads/ANY`. */
async function requestsOfClient(): Promise<Set<string>> {
  const asked = new Set<string>();
  const client = createClient({
    token: "t",
    baseUrl: "http://foyer.test",
    fetch: async (input, { method = "GET" } = {}) => {
      asked.add(`${method} ${new URL(String(input)).pathname.replace("/api/v1/", "/v1/")}`);
      return Response.json({ success: true, data: null });
    },
  });
  await callAll(client);
  return asked;
}

async function callAll(resource: object): Promise<void> {
  for (const member of Object.values(resource)) {
    if (typeof member === "object" && member !== null) await callAll(member);
    if (typeof member !== "function") continue;
    const parameters = [1, 2, 3].map(() => new Anything());
    try {
      await member(...parameters);
    } catch {
      // what the answers mean is not asked here
    }
  }
}

test("every endpoint has a call, or a reason why not; every call has an endpoint", async () => {
  const asked = await requestsOfClient();
  const known = endpoints.map(({ method, path }) => `${method} ${path}`);
  const named = new Map(known.map((one) => [one.replaceAll(/\{\w+\}/g, "ANY"), one]));
  const uncalled = [...named].filter(([request]) => !asked.has(request)).map(([, one]) => one);
  expect(uncalled.filter((one) => !without.some(([what]) => what.test(one)))).toEqual([]);
  expect(without.filter(([what]) => !uncalled.some((one) => what.test(one)))).toEqual([]);
  expect([...asked].filter((request) => !named.has(request))).toEqual([]);
});
