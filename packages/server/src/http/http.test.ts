import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const UNAUTHORIZED =
  '{"success":false,"error":"unauthorized access","errorCode":401,"error_info":"Please check developers.pipedrive.com"}';
describe.each(engines)("authentication on %s", (engine) => {
  test("the token counts in the query, the header and as a Bearer", async () => {
    const { request, token } = await startTestApp(engine);
    const ways: { url: string; headers: Record<string, string> }[] = [
      { url: `/v1/leads?api_token=${token}`, headers: {} },
      { url: "/v1/leads", headers: { "X-Api-Token": token } },
      { url: "/v1/leads", headers: { authorization: `Bearer ${token}` } },
      { url: `/api/v2/persons?api_token=${token}`, headers: {} },
    ];
    for (const { url, headers } of ways) {
      expect((await request("GET", url, { token: null, headers })).status, url).toBe(200);
    }
  });

  test("a good token wins over the broken Bearer that official clients send beside it", async () => {
    const { request, token } = await startTestApp(engine);
    for (const authorization of ["Bearer ", "Bearer", "Bearer undefined", "Bearer junk"]) {
      expect((await request("GET", "/v1/leads", { headers: { authorization } })).status, authorization).toBe(
        200,
      );
      const inQuery = await request("GET", `/v1/leads?api_token=${token}`, {
        token: null,
        headers: { authorization },
      });
      expect(inQuery.status, authorization).toBe(200);
    }
  });

  test("without a good token every path answers the same 401, known or not", async () => {
    const { request } = await startTestApp(engine);
    const bad = [
      {},
      { "x-api-token": "0".repeat(40) },
      { authorization: "Bearer undefined" },
      { authorization: "Bearer x" },
    ];
    for (const url of [
      "/v1/leads",
      "/api/v1/users/me",
      "/api/v2/persons",
      "/nowhere",
      "/v1/leads/not-an-id",
    ]) {
      for (const headers of bad) {
        const answer = await request("GET", url, { token: null, headers: headers as Record<string, string> });
        expect([answer.status, answer.text], url).toEqual([401, UNAUTHORIZED]);
        expect(answer.headers).toMatchObject({
          "x-401-by-gw": "true",
          "x-correlation-id": expect.any(String),
        });
      }
    }
  });

  test("an Authorization header that is no Bearer is malformed", async () => {
    const { request } = await startTestApp(engine);
    const answer = await request("GET", "/v1/leads", {
      token: null,
      headers: { authorization: "Basic abc" },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toBe("Invalid request: malformed authorization header");
  });

  test("a revoked token and a deactivated user's are refused", async () => {
    const { request, services, actor } = await startTestApp(engine);
    const user = { name: "Bob", email: "bob@acme.test", is_admin: false, password_hash: null };
    const bob = await services.users.add(actor, user);
    const kept = await services.tokens.create(actor, { user_id: bob, name: "kept", scopes: null });
    const revoked = await services.tokens.create(actor, { user_id: bob, name: "revoked", scopes: null });
    await services.tokens.revoke(actor, revoked.id);
    expect((await request("GET", "/v1/leads", { token: revoked.secret })).status).toBe(401);
    await services.users.deactivate(actor, bob);
    expect((await request("GET", "/v1/leads", { token: kept.secret })).status).toBe(401);
  });

  test("the secret of a token is nowhere in the database", async () => {
    const app = await startTestApp(engine);
    const [first] = await app.services.tokens.list(app.actor);
    expect(JSON.stringify(first)).not.toContain(app.token);
    expect(first?.hint).toBe(app.token.slice(-4));
  });
});

describe("paths and bodies", () => {
  test("/v1 and /api/v1 are one API, and a slash at the end means nothing", async () => {
    const { request, token } = await startTestApp("sqlite");
    for (const url of [
      "/v1/leads",
      "/api/v1/leads",
      "/v1/leads/",
      "/api/v1/leads/?limit=1",
      `/v1/leads/?api_token=${token}`,
    ]) {
      expect((await request("GET", url)).status, url).toBe(200);
    }
    expect((await request("GET", "/v2/persons")).status).toBe(404);
  });

  test.each([
    ["POST", "/v1/leadSources", "GET"],
    ["DELETE", "/v1/leads", "GET, POST"],
    ["POST", "/v1/leads/4badc1b0-a5dd-11f1-91c1-d76c55e1594b", "GET, PATCH, PUT, DELETE"],
    ["PATCH", "/v1/users/me", "GET"],
    ["PUT", "/api/v2/persons", "GET, POST"],
  ])("%s %s is not allowed", async (method, url, allow) => {
    const { request } = await startTestApp("sqlite");
    const answer = await request(method, url, { body: {} });
    expect(answer).toMatchObject({ status: 405, body: { success: false, error: expect.any(String) } });
    expect(String(answer.headers.allow).split(", ").sort()).toEqual(allow.split(", ").sort());
  });

  test.each([
    ["/v1/nothing", ["success", "error", "error_info", "data", "additional_data"]],
    ["/v1/leads/x/y/z", ["success", "error", "error_info", "data", "additional_data"]],
    ["/api/v2/nothing", ["success", "error", "code"]],
    ["/foyer/nothing", ["success", "error", "code"]],
  ])("%s is not found, in the words of its family", async (url, keys) => {
    const { request } = await startTestApp("sqlite");
    const answer = await request("GET", url);
    expect([answer.status, Object.keys(answer.body)]).toEqual([404, keys]);
  });

  test("malformed JSON, broken UTF-8, a wrong type and a huge body are told apart", async () => {
    const { request } = await startTestApp("sqlite");
    const json = { "content-type": "application/json" };
    const send = (raw: string | Buffer, headers: Record<string, string> = json) =>
      request("POST", "/v1/leads", { raw, headers });
    expect((await send("{bad")).status).toBe(400);
    expect((await send(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))).body.error_info).toMatch(/UTF-8/);
    expect((await send("<lead/>", { "content-type": "text/xml" })).status).toBe(415);
    expect((await send("title=x", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
    expect((await send(`{"title":"${"x".repeat(1_100_000)}"}`)).status).toBe(413);
    expect((await send("")).body.error_info).toBe('"title" is required');
  });

  test("JSON may be nested 64 deep, in the words of every family; brackets in strings do not count", async () => {
    const { request } = await startTestApp("sqlite");
    const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    const send = (url: string, value: string, method = "POST") =>
      request(method, url, { raw: `{"x":${value}}`, headers: { "content-type": "application/json" } });
    for (const url of ["/v1/leads", "/v1/filters", "/v1/webhooks", "/api/v2/persons", "/foyer/apps"]) {
      for (const levels of [64, 100_000, 500_000]) {
        const { status, body } = await send(url, deep(levels));
        expect([status, body.success, body.error], url).toEqual([
          400,
          false,
          "The request body is nested too deeply.",
        ]);
      }
      for (const value of [deep(63), JSON.stringify(`${"[".repeat(70)}\\"{{{"`)])
        expect((await send(url, value)).text, url).not.toMatch(/deeply/);
    }
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const inForm = await request("POST", "/v1/filters", {
      raw: `name=x&conditions=${deep(65)}`,
      headers: form,
    });
    expect([inForm.status, inForm.body.error]).toEqual([400, "The request body is nested too deeply."]);
  });

  test("an empty JSON body with GET and DELETE is no body", async () => {
    const { request } = await startTestApp("sqlite");
    const headers = { "content-type": "application/json" };
    expect((await request("GET", "/v1/leads", { headers })).status).toBe(200);
    const answer = await request("DELETE", "/v1/leads/4badc1b0-a5dd-11f1-91c1-d76c55e1594b", {
      headers,
      raw: "{bad",
    });
    expect(answer.status).toBe(404);
  });

  test("a fault of ours is a 500 that tells nothing, in the family's envelope", async () => {
    const app = await startTestApp("sqlite");
    const db = app.storage.db as { all: unknown };
    const { all } = db;
    db.all = () => Promise.reject(new Error("secret detail"));
    try {
      const answer = await app.request("GET", "/v1/leadLabels", { token: await freshToken(app, all) });
      expect(answer.status).toBe(500);
      expect(answer.text).not.toMatch(/secret detail/);
      expect(answer.body).toMatchObject({ success: false, error: "Internal server error", data: null });
    } finally {
      db.all = all;
    }
  });

  test("an answer says its type and its length", async () => {
    const { request } = await startTestApp("sqlite");
    const answer = await request("GET", "/v1/users/me");
    expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(answer.headers["content-length"]).toBe(String(Buffer.byteLength(answer.text)));
  });
});

/** The application's own token, whose owner is remembered, so that only the handler's query meets the fault. */
async function freshToken(app: Awaited<ReturnType<typeof startTestApp>>, all: unknown): Promise<string> {
  const db = app.storage.db as { all: unknown };
  const broken = db.all;
  db.all = all;
  await app.request("GET", "/v1/leadSources");
  db.all = broken;
  return app.token;
}
