import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const open = (app: TestApp, url: string, options: { method?: "GET" | "POST"; headers?: object } = {}) =>
  app.services.http.inject({ method: options.method ?? "GET", url, headers: { ...options.headers } });

async function signIn(app: TestApp): Promise<string> {
  const code = await app.services.signIn.createLink(app.actor, app.actor.user_id);
  const answer = await open(app, `/foyer/sign-in?code=${code}`, { method: "POST" });
  expect([answer.statusCode, answer.headers.location]).toEqual([303, "/"]);
  return String(answer.headers["set-cookie"]).split(";", 1)[0] ?? "";
}

describe.each(engines)("signing in by link on %s", (engine) => {
  test("opening the link uses nothing up; confirming it signs in once", async () => {
    const app = await startTestApp(engine);
    const code = await app.services.signIn.createLink(app.actor, app.actor.user_id);
    const url = `/foyer/sign-in?code=${code}`;
    expect((await open(app, url)).payload).toContain("Sign in to Foyer");
    const first = await open(app, url, { method: "POST" });
    expect(first.headers["set-cookie"]).toMatch(
      /^foyer_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
    );
    const second = await open(app, url, { method: "POST" });
    expect(second.statusCode).toBe(400);
    expect(second.payload).toContain("was used, has expired");
    expect(second.headers["set-cookie"]).toBeUndefined();
  });

  test("the session asks as its user, until signed out", async () => {
    const app = await startTestApp(engine);
    const cookie = await signIn(app);
    const me = await open(app, "/v1/users/me", { headers: { cookie } });
    expect(me.json().data.id).toBe(app.actor.user_id);
    expect((await open(app, "/", { headers: { cookie } })).payload).toContain("Ann Owner");
    const headers = { cookie, origin: "http://localhost:8080", host: "localhost:8080" };
    await open(app, "/foyer/sign-out", { method: "POST", headers });
    expect((await open(app, "/v1/users/me", { headers: { cookie } })).statusCode).toBe(401);
    expect((await open(app, "/", { headers: { cookie } })).payload).toContain("not signed in");
  });

  test("another site can make no change with the visitor's cookie", async () => {
    const app = await startTestApp(engine);
    const cookie = await signIn(app);
    const label = (headers: Record<string, string>) =>
      app.request("POST", "/v1/leadLabels", {
        token: null,
        headers: { cookie, ...headers },
        body: { name: "x", color: "red" },
      });
    expect((await label({ "sec-fetch-site": "cross-site" })).status).toBe(401);
    expect((await label({ "sec-fetch-site": "same-site" })).status).toBe(401);
    expect((await label({ origin: "http://evil.test", host: "localhost" })).status).toBe(401);
    expect((await label({})).status).toBe(401);
    expect((await label({ "sec-fetch-site": "same-origin" })).status).toBe(200);
  });

  test("what was never a code signs nobody in", async () => {
    const app = await startTestApp(engine);
    for (const code of ["", "x", "%00", "a".repeat(10_000)]) {
      expect((await open(app, `/foyer/sign-in?code=${code}`, { method: "POST" })).statusCode).toBe(400);
    }
  });
});

test("pages cannot be framed, run no scripts and are not kept", async () => {
  const app = await startTestApp("sqlite");
  expect((await open(app, "/")).headers).toMatchObject({
    "x-frame-options": "DENY",
    "cache-control": "no-store",
    "content-security-policy": expect.stringContaining("default-src 'none'"),
  });
});
