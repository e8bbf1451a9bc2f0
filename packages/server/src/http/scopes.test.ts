import { type Endpoint, endpoints, type Scope, scopes } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const REFUSAL =
  '{"success":false,"error":"Scope and URL mismatch","errorCode":403,"error_info":"Please check developers.pipedrive.com"}';

/** Pipedrive's `base` is always on, so what asks for it asks for nothing. */
const takes = ({ scopes: wanted, open }: Endpoint, scope: Scope): boolean =>
  open === true || wanted.includes("base") || wanted.includes(scope);

describe.each(engines)("scopes on %s", (engine) => {
  test("each endpoint answers each scope it lists, and refuses every other", async () => {
    const app = await startTestApp(engine);
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

test("what is Foyer's own answers whoever may do everything, and no scope", () => {
  const own = endpoints.filter(({ path }) => path.startsWith("/foyer/"));
  expect(own.filter((endpoint) => endpoint.scopes.length > 0)).toEqual([]);
});
