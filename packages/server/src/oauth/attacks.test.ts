import { describe, expect, test } from "vitest";
import { startAnotherProcess } from "../../test/another-process.ts";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import {
  authorizeUrl,
  basic,
  CALLBACK,
  type Client,
  codeFor,
  consent,
  exchange,
  hiddenFields,
  makeApp,
  pkce,
  post,
  refresh,
  signedInBrowser,
  statusWith,
} from "../../test/oauth.ts";
import { engines } from "../../test/storage.ts";
import { GRACE_MS } from "./oauth-commands.ts";

useOwnDatabase();

/** The same application, so much later. */
async function later<T>(app: TestApp, ahead: number, run: (app: TestApp) => Promise<T>): Promise<T> {
  await using process = await startAnotherProcess(app, { ahead });
  return await run({ ...app, services: { ...app.services, http: process.http } });
}

const INVALID_CODE = {
  success: false,
  message: "Invalid grant: authorization_code is invalid",
  error: "invalid_grant",
};

// The attacks of RFC 9700 (section 4) and RFC 6819, each by its name there.
describe.each(engines)("attacks on %s", (engine) => {
  async function scene() {
    const app = await startTestApp(engine);
    const client = await makeApp(app);
    const visitor = await signedInBrowser(app);
    return { app, client, visitor, parameters: { client_id: client.client_id, redirect_uri: CALLBACK } };
  }

  test("code replay: a code works once, and its replay ends what came of it", async () => {
    const { app, client, visitor } = await scene();
    const code = await codeFor(visitor, client);
    const { body } = await exchange(app, client, code);
    expect(await statusWith(app, body.access_token)).toBe(200);
    expect(await exchange(app, client, code)).toMatchObject({ status: 400, body: INVALID_CODE });
    expect(await statusWith(app, body.access_token)).toBe(401);
    expect((await refresh(app, client, body.refresh_token)).body.error).toBe("invalid_grant");
  });

  test("code replay at once: of ten requests with one code one at most gets tokens", async () => {
    const { app, client, visitor } = await scene();
    const code = await codeFor(visitor, client);
    const answers = await Promise.all(Array.from({ length: 10 }, () => exchange(app, client, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("old codes: a code that was not used in five minutes is none", async () => {
    const { app, client, visitor } = await scene();
    const code = await codeFor(visitor, client);
    const answer = await later(app, 301_000, (then) => exchange(then, client, code));
    expect(answer.body.message).toBe("Invalid grant: authorization_code has expired");
  });

  test("another client's code, refresh token or access token is of no use", async () => {
    const { app, client, visitor } = await scene();
    const thief = await makeApp(app);
    const code = await codeFor(visitor, client);
    expect(await exchange(app, thief, code)).toMatchObject({ status: 400, body: INVALID_CODE });
    const { body } = await exchange(app, client, code);
    expect((await refresh(app, thief, body.refresh_token)).status).toBe(400);
    for (const token of [body.access_token, body.refresh_token])
      await post(app, "/oauth/revoke", { token }, basic(thief));
    expect(await statusWith(app, body.access_token)).toBe(200);
    expect((await refresh(app, client, body.refresh_token)).status).toBe(200);
  });

  test("another company's client learns nothing either", async () => {
    const { app, client, visitor } = await scene();
    const thief = await makeApp(await startTestApp(engine));
    const code = await codeFor(visitor, client);
    expect(await exchange(app, thief, code)).toMatchObject({ status: 400, body: INVALID_CODE });
    const { body } = await exchange(app, client, code);
    expect((await refresh(app, thief, body.refresh_token)).status).toBe(400);
  });

  test("client impersonation: a code is worth nothing without the client's secret", async () => {
    const { app, client, visitor } = await scene();
    const code = await codeFor(visitor, client);
    const { client_id } = client;
    const form = { grant_type: "authorization_code", code, redirect_uri: CALLBACK, client_id };
    for (const secret of ["", "x", client_id, client.client_secret.slice(0, -1)]) {
      const answer = await post(app, "/oauth/token", { ...form, client_secret: secret }, undefined);
      expect(answer.body.error).toBe("invalid_client");
    }
  });

  test("wrong redirect: only an address the app was made with, letter by letter, is gone to", async () => {
    const { app, client, visitor } = await scene();
    const wrong = [
      "https://evil.example/callback",
      "https://app.example.evil.example/callback?kind=a%20b",
      "https://app.example/callback",
      "https://app.example/callback?kind=a+b",
      "https://app.example/callback?kind=a%20b&more=1",
      "https://app.example/callback/../evil?kind=a%20b",
      "HTTPS://app.example/callback?kind=a%20b",
      "http://app.example/callback?kind=a%20b",
      "https://app.example:443/callback?kind=a%20b",
      "https://user@app.example/callback?kind=a%20b",
      "//evil.example",
      "javascript:alert(1)",
      "",
    ];
    for (const redirect_uri of wrong) {
      const answer = await visitor.visit(authorizeUrl({ client_id: client.client_id, redirect_uri }));
      expect([answer.status, answer.location], redirect_uri).toEqual([400, undefined]);
    }
    const code = await codeFor(visitor, client);
    const other = await exchange(app, client, code, { redirect_uri: "https://evil.example/callback" });
    expect(other.body.message).toBe("Invalid request: redirect_uri is invalid");
  });

  test("open redirect: who asks for an unknown app, or denies, is led to no address of another's choice", async () => {
    const { app, visitor } = await scene();
    const evil = { client_id: "nobody", redirect_uri: "https://evil.example/", state: "s" };
    expect(await visitor.visit(authorizeUrl(evil))).toMatchObject({ status: 400, location: undefined });
    const forged = await visitor.send("/oauth/authorize", { ...evil, decision: "deny" });
    expect(forged).toMatchObject({ status: 400, location: undefined });
    for (const next of [
      "https://evil.example/",
      "//evil.example/",
      "/\\evil.example",
      "/x/..//evil.example",
    ]) {
      const signIn = await visitor.visit(`/foyer/sign-in?next=${encodeURIComponent(next)}`);
      expect(signIn.text, next).not.toContain("evil.example");
      const signedOut = await (await signedInBrowser(app)).send("/foyer/sign-out", { next });
      expect(signedOut, next).toMatchObject({ status: 303, location: "/" });
    }
  });

  test("PKCE downgrade: a challenge must be S256, and needs its verifier; a verifier needs its challenge", async () => {
    const { app, client, visitor, parameters } = await scene();
    const { code_verifier, challenge } = pkce();
    const weak: Record<string, string>[] = [
      { code_challenge: code_verifier, code_challenge_method: "plain" },
      { code_challenge: challenge.code_challenge },
      { code_challenge: "short", code_challenge_method: "S256" },
      { code_challenge_method: "S256" },
    ];
    for (const more of weak) {
      const { location = "" } = await visitor.visit(authorizeUrl({ ...parameters, ...more }));
      expect(new URL(location).searchParams.get("error"), JSON.stringify(more)).toBe("invalid_request");
    }
    const code = await codeFor(visitor, client, challenge);
    for (const more of [
      {},
      { code_verifier: pkce().code_verifier },
      { code_verifier: challenge.code_challenge },
    ]) {
      const answer = await exchange(app, client, code, more as Record<string, string>);
      expect(answer.body.message).toBe("Invalid grant: code_verifier is invalid");
    }
    expect((await exchange(app, client, code, { code_verifier })).status).toBe(200);
    const bare = await codeFor(visitor, client);
    const injected = await exchange(app, client, bare, { code_verifier });
    expect(injected.body.message).toBe("Invalid grant: code_verifier is invalid");
  });

  test("code injection: a stolen code does not fit another sign-in's verifier", async () => {
    const { app, client, visitor } = await scene();
    const [victims, thiefs] = [pkce(), pkce()];
    const stolen = await codeFor(visitor, client, victims.challenge);
    const answer = await exchange(app, client, stolen, { code_verifier: thiefs.code_verifier });
    expect(answer.status).toBe(400);
  });

  test("refresh replay: with PKCE each refresh token is replaced, and an old one ends everything", async () => {
    const { app, client, visitor } = await scene();
    const first = await withPkce(app, client, visitor);
    const second = (await refresh(app, client, first.refresh_token)).body;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const third = (await refresh(app, client, second.refresh_token)).body;
    await later(app, GRACE_MS + 1_000, async (then) => {
      expect(await refresh(then, client, first.refresh_token)).toMatchObject({
        status: 400,
        body: { message: "Invalid grant: refresh_token is invalid", error: "invalid_grant" },
      });
      expect((await refresh(then, client, third.refresh_token)).status).toBe(400);
      expect(await statusWith(then, third.access_token)).toBe(401);
    });
  });

  test("a lost answer: for a minute the old refresh token works still, and so does what it brings", async () => {
    const { app, client, visitor } = await scene();
    const first = await withPkce(app, client, visitor);
    const lost = await refresh(app, client, first.refresh_token);
    expect(lost.status).toBe(200);
    await later(app, GRACE_MS - 10_000, async (then) => {
      const again = await refresh(then, client, first.refresh_token);
      expect(again.status).toBe(200);
      expect((await refresh(then, client, again.body.refresh_token)).status).toBe(200);
      expect((await refresh(then, client, lost.body.refresh_token)).status).toBe(200);
    });
  });

  test("mix-up: an answer says which server it is from", async () => {
    const { visitor, parameters } = await scene();
    for (const decision of ["allow", "deny"]) {
      const url = await consent(visitor, parameters, decision);
      expect(url.searchParams.get("iss")).toBe("http://foyer.test");
    }
  });

  test("CSRF on consent: nobody but the user's own page can allow", async () => {
    const { app, client, visitor, parameters } = await scene();
    const fields = hiddenFields(await visitor.visit(authorizeUrl(parameters)));
    const { proof = "", ...bare } = fields;
    expect(proof).toMatch(/^[0-9a-f]{64}$/);
    const other = await signedInBrowser(app);
    const others = hiddenFields(await other.visit(authorizeUrl(parameters))).proof ?? "";
    const forged: [Record<string, string>, Record<string, string>][] = [
      [bare, {}],
      [{ ...bare, proof: "" }, {}],
      [{ ...bare, proof: others }, {}],
      [fields, { origin: "https://evil.test" }],
      [fields, { "sec-fetch-site": "cross-site" }],
    ];
    for (const [form, headers] of forged) {
      const answer = await visitor.send("/oauth/authorize", { ...form, decision: "allow" }, headers);
      expect([answer.status, answer.location]).toEqual([403, undefined]);
    }
    const json = await visitor.visit("/oauth/authorize", {
      method: "POST",
      json: { ...fields, decision: "allow" },
    });
    expect(json.status).not.toBe(500);
    const honest = await visitor.send("/oauth/authorize", { ...fields, decision: "allow" });
    expect(honest.location).toContain("code=");
    expect(client.client_id).toBe(fields.client_id);
  });

  test("clickjacking: the consent page is framed by nobody, and its form leads nowhere but to the app", async () => {
    const { visitor, parameters } = await scene();
    const { headers } = await visitor.visit(authorizeUrl(parameters));
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["content-security-policy"]).toContain("form-action 'self' https://app.example;");
    expect(headers["referrer-policy"]).toBe("same-origin");
  });

  test("leaks by address: an access token counts in no query, and a code's page refers to nobody", async () => {
    const { app, client, visitor, parameters } = await scene();
    const { body } = await exchange(app, client, await codeFor(visitor, client));
    const bearer = { token: null, headers: { authorization: `Bearer ${body.access_token}` } };
    const asApiToken = `/v1/leads?api_token=${body.access_token}`;
    expect((await app.request("GET", asApiToken, { token: null })).status).toBe(401);
    expect((await app.request("GET", "/v1/leads", bearer)).status).toBe(200);
    expect((await app.request("GET", asApiToken, { token: null })).status, "just after it was used").toBe(
      401,
    );
    const page = await visitor.visit(authorizeUrl(parameters));
    const answer = await visitor.send("/oauth/authorize", { ...hiddenFields(page), decision: "allow" });
    expect(answer.headers).toMatchObject({ "referrer-policy": "no-referrer", "cache-control": "no-store" });
  });

  test("parameter pollution: nothing may be said twice", async () => {
    const { app, client, visitor, parameters } = await scene();
    const all = { ...parameters, response_type: "code", state: "s", scope: "base", ...pkce().challenge };
    for (const name of Object.keys(all)) {
      const { status, location, text } = await visitor.visit(`${authorizeUrl(all)}&${name}=x`);
      expect([status, location], name).toEqual([400, undefined]);
      expect(text).toContain(`names ${name} more than once`);
    }
    const code = await codeFor(visitor, client);
    const form = `grant_type=authorization_code&code=x&code=${code}&redirect_uri=${encodeURIComponent(CALLBACK)}`;
    expect((await post(app, "/oauth/token", form, basic(client))).body.message).toContain("code is repeated");
  });

  test("more scopes than allowed: neither the address nor a refresh can add any", async () => {
    const { app, visitor } = await scene();
    const client = await makeApp(app, { scopes: ["leads:read"] });
    const code = await codeFor(visitor, client, { scope: "leads:full admin" });
    const { body } = await exchange(app, client, code);
    expect(body.scope).toBe("base");
    const form = { grant_type: "refresh_token", refresh_token: body.refresh_token, scope: "admin" };
    expect((await post(app, "/oauth/token", form, basic(client))).body.scope).toBe("base");
  });
});

async function withPkce(app: TestApp, client: Client, visitor: Awaited<ReturnType<typeof signedInBrowser>>) {
  const { code_verifier, challenge } = pkce();
  const code = await codeFor(visitor, client, challenge);
  return (await exchange(app, client, code, { code_verifier })).body;
}
