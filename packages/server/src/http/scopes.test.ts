import { type Endpoint, endpoints, type Scope, scopes } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";

const REFUSAL =
  '{"success":false,"error":"Scope and URL mismatch","errorCode":403,"error_info":"Please check developers.pipedrive.com"}';

/** Pipedrive's `base` is always on, so what asks for it asks for nothing. */
const takes = ({ scopes: wanted, open }: Endpoint, scope: Scope): boolean =>
  open === true || wanted.includes("base") || wanted.includes(scope);

describe("scopes", () => {
  test("each endpoint answers each scope it lists, and refuses every other", async () => {
    const app = await startTestApp("sqlite");
    const tokens = await Promise.all(
      scopes.map(async (scope) => ({ scope, token: await app.scoped(scope) })),
    );
    for (const endpoint of endpoints) {
      const url = endpoint.path.replaceAll(/\{\w+\}/g, "999999999");
      for (const { scope, token } of tokens) {
        const { status, text } = await app.request(endpoint.method, url, { token });
        const what = `${endpoint.method} ${url} with ${scope}`;
        if (takes(endpoint, scope)) expect(text, what).not.toBe(REFUSAL);
        else expect([status, text], what).toEqual([403, REFUSAL]);
      }
    }
  });
});

test("no scope lets an app make apps, grants or sessions: with them it could have what it was refused", () => {
  const keys = endpoints.filter(({ tag }) => tag === "Apps" || tag === "Session");
  expect(keys.length).toBeGreaterThan(9);
  expect(keys.filter(({ scopes: wanted }) => wanted.length > 0)).toEqual([]);
});
