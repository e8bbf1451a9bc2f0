import { describe, expect, test } from "vitest";
import { startAnotherProcess } from "../../test/another-process.ts";
import { startTestApp, useOwnDatabase } from "../../test/app.ts";
import { dumpDatabase } from "../../test/bad-requests/dump.ts";
import { openBrowser } from "../../test/browser.ts";
import {
  authorizeUrl,
  basic,
  CALLBACK,
  codeFor,
  consent,
  exchange,
  makeApp,
  pkce,
  post,
  refresh,
  signedInBrowser,
  statusWith,
} from "../../test/oauth.ts";
import { engines } from "../../test/storage.ts";

useOwnDatabase();

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe.each(engines)("the consent page on %s", (engine) => {
  test("names app, company, user and each scope in words, with only client_id and redirect_uri given", async () => {
    const app = await startTestApp(engine);
    const client = await makeApp(app, { scopes: ["leads:read", "users:read"] });
    const visitor = await signedInBrowser(app);
    const page = await visitor.visit(authorizeUrl({ client_id: client.client_id, redirect_uri: CALLBACK }));
    expect(page.status).toBe(200);
    const said = ["Sample &lt;app&gt;", "Acme", "Bob Brown", "app.example", "See the users of your company"];
    for (const words of [...said, "See leads, lead labels"]) expect(page.text).toContain(words);
    expect(page.text).not.toContain("See people");
  });

  test("asks who is there first, and comes back with nothing lost", async () => {
    const app = await startTestApp(engine);
    const client = await makeApp(app);
    const visitor = await signedInBrowser(app);
    const url = authorizeUrl({ client_id: client.client_id, redirect_uri: CALLBACK, state: "a&b=c d" });
    const stranger = openBrowser(app.services.http);
    const { status, location = "" } = await stranger.visit(url);
    expect(status).toBe(303);
    const next = new URL(location, "http://foyer.test").searchParams.get("next") ?? "";
    const signedIn = await stranger.signIn(visitor.email, undefined, next);
    expect(signedIn.location).toBe(url);
    expect((await stranger.visit(url)).text).toContain("Allow Sample");
  });

  test("leads back with a code, the state as it came, and who answered", async () => {
    const app = await startTestApp(engine);
    const { client_id } = await makeApp(app);
    const visitor = await signedInBrowser(app);
    const state = `a b&c=d+é"<>'%20`;
    const url = await consent(visitor, { client_id, redirect_uri: CALLBACK, state });
    expect(url.href.startsWith(`${CALLBACK}&code=`)).toBe(true);
    expect(url.searchParams.get("code")).toMatch(/^[\w-]{43}$/);
    expect(url.searchParams.get("state")).toBe(state);
    expect(url.searchParams.get("iss")).toBe("http://foyer.test");
    const stateless = await consent(visitor, { client_id, redirect_uri: CALLBACK });
    expect(stateless.searchParams.has("state")).toBe(false);
  });

  test("says user_denied when the user cancels", async () => {
    const app = await startTestApp(engine);
    const { client_id } = await makeApp(app);
    const visitor = await signedInBrowser(app);
    const url = await consent(visitor, { client_id, redirect_uri: CALLBACK, state: "s" }, "deny");
    expect([url.searchParams.get("error"), url.searchParams.get("state")]).toEqual(["user_denied", "s"]);
    expect(url.searchParams.has("code")).toBe(false);
  });

  test("grants what is asked for of what the app has, as npm 10 asks", async () => {
    const app = await startTestApp(engine);
    const client = await makeApp(app, { scopes: ["leads:read", "users:read"] });
    const visitor = await signedInBrowser(app);
    const asked = { response_type: "code", scope: "leads:read deals:full" };
    const { body } = await exchange(app, client, await codeFor(visitor, client, asked));
    expect(body.scope).toBe("base,leads:read");
    expect(await statusWith(app, body.access_token)).toBe(200);
    expect(await statusWith(app, body.access_token, "/v1/users")).toBe(403);
    expect(await statusWith(app, body.access_token, "/v1/users/me")).toBe(200);
    expect(await statusWith(app, body.access_token, "/foyer/apps")).toBe(403);
  });

  test("lets whoever is somebody else sign out, and brings them back after they signed in", async () => {
    const app = await startTestApp(engine);
    const { client_id } = await makeApp(app);
    const url = authorizeUrl({ client_id, redirect_uri: CALLBACK, state: "s" });
    const visitor = await signedInBrowser(app);
    const page = await visitor.visit(url);
    const [, form = ""] = page.text.split("</form>");
    const next = /name="next" value="([^"]*)"/.exec(form)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(next).toBe(url);
    const out = await visitor.send("/foyer/sign-out", { next });
    expect(out).toMatchObject({ status: 303, location: url });
    expect((await visitor.visit(url)).location).toBe(`/foyer/sign-in?next=${encodeURIComponent(url)}`);
  });

  test("does not let users of another company in", async () => {
    const [ours, theirs] = [await startTestApp(engine), await startTestApp(engine)];
    const client = await makeApp(theirs);
    const visitor = await signedInBrowser(ours);
    const page = await visitor.visit(authorizeUrl({ client_id: client.client_id, redirect_uri: CALLBACK }));
    expect(page.status).toBe(403);
    expect(page.text).toContain("another company");
  });
});

describe.each(engines)("the token endpoint on %s", (engine) => {
  test("answers a code with Pipedrive's body, which no cache keeps", async () => {
    const app = await startTestApp(engine);
    const client = await makeApp(app, { scopes: ["leads:full"] });
    const visitor = await signedInBrowser(app);
    const { status, body, headers } = await exchange(app, client, await codeFor(visitor, client));
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual([
      ...["access_token", "token_type", "expires_in", "refresh_token", "scope", "api_domain"],
    ]);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[\w.-]{40,768}$/),
      token_type: "Bearer",
      expires_in: 3_599,
      refresh_token: expect.stringMatching(/^[\w.-]{40,255}$/),
      scope: "base,leads:full",
      api_domain: "http://foyer.test",
    });
    expect(headers).toMatchObject({ "cache-control": "no-store", pragma: "no-cache" });
    const me = await app.request("GET", "/v1/users/me", {
      token: null,
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(me.body.data.id).toBe(visitor.id);
  });

  test("takes credentials in the form, codes without encoding, a slash at the end, and split redirect_uris", async () => {
    const app = await startTestApp(engine);
    const redirect = "https://app.example/cb?x=1&y=2";
    const client = await makeApp(app, { redirect_uris: [redirect, CALLBACK] });
    const visitor = await signedInBrowser(app);
    const url = await consent(visitor, { client_id: client.client_id, redirect_uri: redirect });
    const form = `code=${url.searchParams.get("code")}&redirect_uri=${redirect}&grant_type=authorization_code`;
    expect((await post(app, "/oauth/token", form, basic(client))).status).toBe(200);
    const { client_id, client_secret } = client;
    const code = await codeFor(visitor, client);
    const asPhp = {
      grant_type: "authorization_code",
      code,
      redirect_uri: CALLBACK,
      client_id,
      client_secret,
    };
    expect((await post(app, "/oauth/token/" as "/oauth/token", asPhp, undefined)).status).toBe(200);
    const unencoded = `code=${await codeFor(visitor, client)}&redirect_uri=${CALLBACK}&grant_type=authorization_code`;
    expect((await post(app, "/oauth/token", unencoded, basic(client))).status).toBe(200);
  });

  test("refreshes with the same refresh token for ever, as Pipedrive's clients and old scripts expect", async () => {
    const app = await startTestApp(engine);
    const client = await makeApp(app);
    const visitor = await signedInBrowser(app);
    const first = await exchange(app, client, await codeFor(visitor, client));
    const { refresh_token } = first.body;
    for (const days of [0, 59, 118, 177]) {
      await using later = await startAnotherProcess(app, { ahead: days * DAY_MS });
      const answer = await refresh({ ...app, services: later } as never, client, refresh_token);
      expect([answer.status, answer.body.refresh_token]).toEqual([200, refresh_token]);
      expect(answer.body.access_token).not.toBe(first.body.access_token);
    }
    await using late = await startAnotherProcess(app, { ahead: (177 + 61) * DAY_MS });
    const answer = await refresh({ ...app, services: late } as never, client, refresh_token);
    expect([answer.status, answer.body]).toEqual([
      400,
      { success: false, message: "Invalid grant: refresh_token is invalid", error: "invalid_grant" },
    ]);
  });

  test("ends access tokens after an hour", async () => {
    const app = await startTestApp(engine);
    const client = await makeApp(app);
    const visitor = await signedInBrowser(app);
    const { body } = await exchange(app, client, await codeFor(visitor, client));
    await using later = await startAnotherProcess(app, { ahead: HOUR_MS + 1_000 });
    const answer = await later.http.inject({
      url: "/v1/leads",
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect([answer.statusCode, answer.json()]).toEqual([
      401,
      {
        success: false,
        error: "Invalid token: access_token is invalid",
        errorCode: 401,
        error_info: "Please check developers.pipedrive.com",
      },
    ]);
    const sooner = await startAnotherProcess(app, { ahead: HOUR_MS - 60_000 });
    const held = await sooner.http.inject({
      url: "/v1/leads",
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(held.statusCode).toBe(200);
    await sooner[Symbol.asyncDispose]();
  });

  test("refuses in Pipedrive's words", async () => {
    const app = await startTestApp(engine);
    const client = await makeApp(app);
    const form = { grant_type: "authorization_code", code: "x", redirect_uri: CALLBACK };
    const refusals: [Record<string, string>, string | undefined, string, string][] = [
      [{ grant_type: "" }, basic(client), "invalid_request", "Missing parameter: grant_type"],
      [
        { grant_type: "password" },
        basic(client),
        "unsupported_grant_type",
        "Unsupported grant type: grant_type is invalid",
      ],
      [form, undefined, "invalid_client", "Invalid client: cannot retrieve client credentials"],
      [form, "Bearer x", "invalid_client", "Invalid client: cannot retrieve client credentials"],
      [form, "Basic bm9ib2R5Om5vdGhpbmc=", "invalid_client", "Invalid client: client is invalid"],
      [form, basic({ ...client, client_secret: "x" }), "invalid_client", "Invalid client: client is invalid"],
      [{ ...form, code: "" }, basic(client), "invalid_request", "Missing parameter: code"],
      [form, basic(client), "invalid_grant", "Invalid grant: authorization_code is invalid"],
      [
        { grant_type: "refresh_token", refresh_token: "x" },
        basic(client),
        "invalid_grant",
        "Invalid grant: refresh_token is invalid",
      ],
    ];
    for (const [body, authorization, error, message] of refusals) {
      const answer = await post(app, "/oauth/token", body, authorization);
      expect([answer.status, answer.body]).toEqual([400, { success: false, message, error }]);
    }
    for (const headers of [{ "content-type": "application/json" }, { "content-type": "text/plain" }]) {
      const answer = await app.services.http.inject({
        method: "POST",
        url: "/oauth/token",
        headers,
        payload: JSON.stringify(form),
      });
      expect([answer.json().message, answer.json().error]).toEqual([
        "Invalid request: content must be application/x-www-form-urlencoded",
        "invalid_request",
      ]);
    }
  });

  test("revokes an access token alone, and with the refresh token everything", async () => {
    const app = await startTestApp(engine);
    const client = await makeApp(app);
    const visitor = await signedInBrowser(app);
    const { body: first } = await exchange(app, client, await codeFor(visitor, client));
    const { body: second } = await refresh(app, client, first.refresh_token);
    const revoke = (token: string) => post(app, "/oauth/revoke", { token }, basic(client));
    const statuses = async () => [
      await statusWith(app, first.access_token),
      await statusWith(app, second.access_token),
      (await refresh(app, client, first.refresh_token)).status,
    ];
    expect((await revoke(encodeURIComponent(first.access_token))).body).toEqual({ success: true });
    expect(await statuses()).toEqual([401, 200, 200]);
    expect((await revoke(first.refresh_token)).status).toBe(200);
    expect(await statuses()).toEqual([401, 401, 400]);
    expect((await revoke("what never was")).status).toBe(200);
    expect((await post(app, "/oauth/revoke", { token: "x" }, "Basic eDp5")).status).toBe(400);
  });

  test("keeps no secret in the database", async () => {
    const app = await startTestApp(engine);
    const client = await makeApp(app);
    const visitor = await signedInBrowser(app);
    const code = await codeFor(visitor, client, pkce().challenge);
    const kept = await codeFor(visitor, client);
    const { body } = await exchange(app, client, kept);
    const dump = JSON.stringify(await dumpDatabase(app.databaseUrl));
    const secrets = [client.client_secret, code, kept, body.access_token, body.refresh_token];
    for (const secret of [...secrets, ...visitor.cookies.values(), app.token]) {
      expect(secret.length).toBeGreaterThan(20);
      expect(dump).not.toContain(secret);
    }
  });
});

describe.each(engines)("grants on %s", (engine) => {
  test("are listed to their user, who can end them", async () => {
    const app = await startTestApp(engine);
    const client = await makeApp(app, { scopes: ["leads:read"] });
    const visitor = await signedInBrowser(app);
    const { body } = await exchange(app, client, await codeFor(visitor, client));
    const [grant] = JSON.parse((await visitor.visit("/foyer/grants")).text).data;
    expect(grant).toMatchObject({ app_id: client.id, app_name: client.name, scopes: ["base", "leads:read"] });
    expect(await app.data("GET", "/foyer/grants")).toEqual([]);
    expect((await app.request("DELETE", `/foyer/grants/${grant.id}`)).status).toBe(404);
    expect((await visitor.visit(`/foyer/grants/${grant.id}`, { method: "DELETE" })).status).toBe(200);
    expect(await statusWith(app, body.access_token)).toBe(401);
    expect((await refresh(app, client, body.refresh_token)).status).toBe(400);
  });

  test("end with their app and with their user", async () => {
    const app = await startTestApp(engine);
    const [kept, removed] = [await makeApp(app), await makeApp(app)];
    const visitor = await signedInBrowser(app);
    const { body: one } = await exchange(app, kept, await codeFor(visitor, kept));
    const { body: other } = await exchange(app, removed, await codeFor(visitor, removed));
    expect(await app.data("DELETE", `/foyer/apps/${removed.id}`)).toEqual({ id: removed.id });
    expect([await statusWith(app, one.access_token), await statusWith(app, other.access_token)]).toEqual([
      200, 401,
    ]);
    expect((await refresh(app, removed, other.refresh_token)).body.error).toBe("invalid_client");
    await app.services.users.deactivate(app.actor, visitor.id);
    expect((await refresh(app, kept, one.refresh_token)).body.error).toBe("invalid_grant");
    await using other_process = await startAnotherProcess(app);
    const answer = await other_process.http.inject({
      url: "/v1/leads",
      headers: { authorization: `Bearer ${one.access_token}` },
    });
    expect(answer.statusCode).toBe(401);
  });
});

test("what the server can do is found at the well-known place", async () => {
  const app = await startTestApp("sqlite");
  const answer = await app.services.http.inject({
    url: "/.well-known/oauth-authorization-server",
    headers: { host: "foyer.test" },
  });
  expect(answer.json()).toMatchObject({
    issuer: "http://foyer.test",
    authorization_endpoint: "http://foyer.test/oauth/authorize",
    token_endpoint: "http://foyer.test/oauth/token",
    code_challenge_methods_supported: ["S256"],
    response_types_supported: ["code"],
  });
});
