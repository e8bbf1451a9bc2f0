import { answerSchema, type Endpoint, endpoints } from "@leadfoyer/contract";
import type { TSchema } from "typebox";
import { Compile, type Validator } from "typebox/compile";
import { expect } from "vitest";

const checks = endpoints.map((endpoint) => ({
  endpoint,
  path: new RegExp(`^${endpoint.path.replaceAll(/\{\w+\}/g, "[^/]+")}/?$`),
}));

const compiled = new Map<Endpoint, Validator>();

/** A file asks few of the endpoints, and to compile them all takes a second. */
function schemaOf(endpoint: Endpoint): Validator {
  const schema = compiled.get(endpoint) ?? Compile(answerSchema(endpoint) as TSchema);
  compiled.set(endpoint, schema);
  return schema;
}

/** Fails the test when a success does not match what the contract promises of its endpoint. */
export function checkContract(method: string, url: string, status: number, body: unknown): void {
  const path = (url.split("?", 1)[0] ?? "").replace(/^\/api\/v1\//, "/v1/");
  const methods = (one: { method: string; alsoMethod?: string }) => [one.method, one.alsoMethod];
  // A literal path such as /v1/leads/archived is listed before the pattern it would match.
  const check = checks.find(
    ({ endpoint, path: pattern }) => methods(endpoint).includes(method) && pattern.test(path),
  );
  if (!check || status >= 400) return;
  expect(status, `${method} ${path}`).toBe(check.endpoint.status);
  const schema = schemaOf(check.endpoint);
  if (!schema.Check(body))
    expect([...schema.Errors(body)], `${method} ${path} breaks the contract`).toEqual([]);
}
