import { describe, expect, test } from "vitest";
import { startTestApp, useOwnDatabase } from "../../test/app.ts";
import { dumpDatabase } from "../../test/bad-requests/dump.ts";
import { engines } from "../../test/storage.ts";
import { redirectUriFault } from "./redirect-uri.ts";

useOwnDatabase();

const CALLBACK = "https://app.example/callback";

describe.each(engines)("apps on %s", (engine) => {
  test("are made with a secret that is said once, listed without it, and removed", async () => {
    const app = await startTestApp(engine);
    const made = await app.data("POST", "/foyer/apps", {
      name: "CRM sync",
      redirect_uris: [CALLBACK, CALLBACK],
    });
    expect(made).toMatchObject({
      id: 1,
      name: "CRM sync",
      client_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      client_secret: expect.stringMatching(/^[0-9a-f]{40}$/),
      redirect_uris: [CALLBACK],
    });
    expect(made.scopes).toContain("leads:full");
    expect(made.scopes).not.toContain("admin");
    const { client_secret, ...rest } = made;
    expect(await app.data("GET", "/foyer/apps")).toEqual([rest]);
    expect(await app.data("DELETE", "/foyer/apps/1")).toEqual({ id: 1 });
    expect((await app.request("DELETE", "/foyer/apps/1")).status).toBe(404);
    expect(await app.data("GET", "/foyer/apps")).toEqual([]);
  });

  test("leave no secret behind for an Idempotency-Key", async () => {
    const app = await startTestApp(engine);
    const body = { name: "x", redirect_uris: [CALLBACK] };
    const headers = { "idempotency-key": "make-it-once" };
    const { body: made } = await app.request("POST", "/foyer/apps", { body, headers });
    const dump = JSON.stringify(await dumpDatabase(app.databaseUrl));
    expect(dump).toContain(made.data.client_id);
    expect(dump).not.toContain(made.data.client_secret);
  });

  test("have base always, and no scope that is none", async () => {
    const app = await startTestApp(engine);
    const body = { name: "x", redirect_uris: [CALLBACK], scopes: ["leads:read", "leads:read"] };
    expect((await app.data("POST", "/foyer/apps", body)).scopes).toEqual(["base", "leads:read"]);
    expect((await app.request("POST", "/foyer/apps", { body: { ...body, scopes: ["all"] } })).status).toBe(
      400,
    );
  });

  test("are the administrators' alone", async () => {
    const app = await startTestApp(engine);
    const user = { name: "Bob", email: "bob@acme.test", is_admin: false, password_hash: null };
    const bob = await app.services.users.add(app.actor, user);
    const { secret } = await app.services.tokens.create(app.actor, { user_id: bob, name: "b", scopes: null });
    const body = { name: "x", redirect_uris: [CALLBACK] };
    for (const [method, url, send] of [
      ["GET", "/foyer/apps", {}],
      ["POST", "/foyer/apps", { body }],
      ["DELETE", "/foyer/apps/1", {}],
    ] as const) {
      expect((await app.request(method, url, { token: secret, ...send })).status).toBe(403);
    }
    expect((await app.request("GET", "/foyer/apps", { token: null })).status).toBe(401);
  });

  test("a code is sent in the clear to this very machine alone", async () => {
    const app = await startTestApp(engine);
    const add = (uri: string) =>
      app.request("POST", "/foyer/apps", { body: { name: "x", redirect_uris: [CALLBACK, uri] } });
    const refused = await add("http://app.example/cb");
    expect([refused.status, refused.body.error]).toEqual([
      400,
      'Validation failed: redirect_uris: "http://app.example/cb" must begin with https://: http:// is for localhost alone',
    ]);
    expect((await add("http://127.0.0.1:9/cb")).status).toBe(201);
  });
});

test.each([
  ["https://app.example/cb", undefined],
  ["http://localhost:3000/cb?x=1&y=2", undefined],
  ["http://[::1]:3000/cb", undefined],
  ["http://127.0.0.1/cb", undefined],
  ["http://127.1:9/cb", undefined],
  ["http://my.LOCALHOST./cb", "http:// is for localhost alone"],
  ["http://my.LOCALHOST/cb", undefined],
  ["http://app.example/cb", "must begin with https://"],
  ["http://192.168.1.2/cb", "must begin with https://"],
  ["http://localhost.evil.example/cb", "must begin with https://"],
  ["http://127.0.0.1.evil.example/cb", "must begin with https://"],
  ["http://[::2]/cb", "must begin with https://"],
  ["com.example.app:/cb", undefined],
  ["myapp://cb", "must begin with"],
  ["javascript:alert(1)", "must begin with"],
  ["data:text/html,x", "must begin with"],
  ["https://app.example/cb#x", "must not have a fragment"],
  ["https://app.example/cb#", "must not have a fragment"],
  ["https://user:pw@app.example/", "must not hold credentials"],
  ["https://app.example/a b", "is not a valid URI"],
  ["https:\\\\app.example", "is not a valid URI"],
  ["/callback", "is not a valid URI"],
])("the redirect address %s", (uri, fault) => {
  if (fault === undefined) expect(redirectUriFault(uri)).toBeUndefined();
  else expect(redirectUriFault(uri)).toContain(fault);
});
