import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { openBrowser, PASSWORD } from "../../test/browser.ts";
import { engines } from "../../test/storage.ts";

useOwnDatabase();

const linkFor = async (app: TestApp): Promise<string> =>
  `/foyer/sign-in?code=${await app.services.signIn.createLink(app.actor, app.actor.user_id)}`;

/** A browser signed in as the administrator, whose password is set by the way. */
async function signedIn(app: TestApp) {
  const browser = openBrowser(app.services.http);
  const answer = await browser.send(await linkFor(app), { password: PASSWORD });
  expect([answer.status, answer.location]).toEqual([303, "/"]);
  return browser;
}

const emailOf = (app: TestApp): string => `ann@${app.domain}.test`;

const isSignedIn = async (browser: Awaited<ReturnType<typeof signedIn>>): Promise<boolean> =>
  (await browser.visit("/v1/users/me")).status === 200;

describe.each(engines)("signing in by link on %s", (engine) => {
  test("opening the link uses nothing up; confirming it with a password signs in once", async () => {
    const app = await startTestApp(engine);
    const browser = openBrowser(app.services.http);
    const url = await linkFor(app);
    expect((await browser.visit(url)).text).toContain("Choose a password");
    const first = await browser.send(url, { password: PASSWORD });
    expect(first.headers["set-cookie"]).toMatch(
      /^foyer_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
    );
    const second = await browser.send(url, { password: PASSWORD });
    expect(second.status).toBe(400);
    expect(second.text).toContain("was used, has expired");
    expect(second.headers["set-cookie"]).toBeUndefined();
    expect((await browser.visit(url)).status).toBe(400);
  });

  test("the first sign-in needs a password that fits, and the link holds until there is one", async () => {
    const app = await startTestApp(engine);
    const browser = openBrowser(app.services.http);
    const url = await linkFor(app);
    for (const password of ["", "short", "x".repeat(257)]) {
      const answer = await browser.send(url, { password });
      expect([answer.status, answer.headers["set-cookie"]]).toEqual([400, undefined]);
      expect(answer.text).toContain("8 to 256 characters");
    }
    expect((await browser.send(url, { password: PASSWORD })).status).toBe(303);
    expect((await openBrowser(app.services.http).signIn(emailOf(app))).status).toBe(303);
  });

  test("a later link keeps the password, or changes it and ends every other session", async () => {
    const app = await startTestApp(engine);
    const browser = await signedIn(app);
    expect((await browser.visit(await linkFor(app))).text).toContain("Leave it empty");
    await openBrowser(app.services.http).send(await linkFor(app), {});
    expect(await isSignedIn(browser)).toBe(true);
    await openBrowser(app.services.http).send(await linkFor(app), { password: "another password" });
    expect(await isSignedIn(browser)).toBe(false);
    expect((await browser.signIn(emailOf(app), PASSWORD)).status).toBe(401);
    expect((await browser.signIn(emailOf(app), "another password")).status).toBe(303);
  });

  test("what was never a code signs nobody in", async () => {
    const app = await startTestApp(engine);
    const browser = openBrowser(app.services.http);
    for (const code of ["x", "%00", "a".repeat(10_000)]) {
      const answer = await browser.send(`/foyer/sign-in?code=${code}`, { password: PASSWORD });
      expect(answer.status).toBe(400);
    }
  });
});

describe.each(engines)("signing in by password on %s", (engine) => {
  test("the form works without script, and leads where the visitor was going", async () => {
    const app = await startTestApp(engine);
    await signedIn(app);
    const browser = openBrowser(app.services.http);
    const form = await browser.visit("/foyer/sign-in?next=/oauth/authorize?client_id=x");
    expect(form.text).toContain('name="next" value="/oauth/authorize?client_id=x"');
    const answer = await browser.signIn(emailOf(app).toUpperCase(), PASSWORD, "/foyer/docs?x=1");
    expect([answer.status, answer.location]).toEqual([303, "/foyer/docs?x=1"]);
    expect((await browser.visit("/")).text).toContain("Ann Owner");
    const me = JSON.parse((await browser.visit("/v1/users/me")).text).data;
    expect(Date.now() - Date.parse(`${me.last_login.replace(" ", "T")}Z`)).toBeLessThan(60_000);
  });

  test("a wrong password and an unknown e-mail are refused alike", async () => {
    const app = await startTestApp(engine);
    await signedIn(app);
    const browser = openBrowser(app.services.http);
    const wrong = await browser.signIn(emailOf(app), "wrong password");
    const unknown = await browser.signIn("nobody@acme.test", "wrong password");
    for (const { status, text, headers } of [wrong, unknown]) {
      expect([status, headers["set-cookie"]]).toEqual([401, undefined]);
      expect(text).toContain("The e-mail address or the password is wrong.");
    }
    expect(wrong.text).toContain(emailOf(app)); // what was typed is there still
  });

  test("somebody without a password, or deactivated, cannot sign in by one", async () => {
    const app = await startTestApp(engine);
    await signedIn(app);
    const bob = { name: "Bob", email: `bob@${app.domain}.test`, is_admin: true, password_hash: null };
    const id = await app.services.users.add(app.actor, bob);
    const browser = openBrowser(app.services.http);
    expect((await browser.signIn(bob.email, "")).status).toBe(401);
    const code = await app.services.signIn.createLink(app.actor, id);
    await browser.send(`/foyer/sign-in?code=${code}`, { password: PASSWORD });
    await app.services.users.deactivate(app.actor, id);
    expect(await isSignedIn(browser)).toBe(false);
    expect((await browser.signIn(bob.email)).status).toBe(401);
  });

  test("every sign-in begins a new session and ends the one the browser had", async () => {
    const app = await startTestApp(engine);
    const browser = await signedIn(app);
    const old = browser.cookies.get("foyer_session") ?? "";
    await browser.signIn(emailOf(app));
    expect(browser.cookies.get("foyer_session")).not.toBe(old);
    browser.cookies.set("foyer_session", old);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("a session somebody planted in the browser is not the one that gets signed in", async () => {
    const app = await startTestApp(engine);
    await signedIn(app);
    const browser = openBrowser(app.services.http);
    browser.cookies.set("foyer_session", "planted");
    await browser.signIn(emailOf(app));
    expect(browser.cookies.get("foyer_session")).toMatch(/^[\w-]{43}$/);
    browser.cookies.set("foyer_session", "planted");
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("signing out ends this session; everywhere ends them all", async () => {
    const app = await startTestApp(engine);
    const [here, there] = [await signedIn(app), openBrowser(app.services.http)];
    await there.signIn(emailOf(app));
    const session = here.cookies.get("foyer_session") ?? "";
    await here.send("/foyer/sign-out", {});
    expect(here.cookies.has("foyer_session")).toBe(false);
    here.cookies.set("foyer_session", session);
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([false, true]);
    await here.signIn(emailOf(app));
    await here.send("/foyer/sign-out?everywhere=1", {});
    expect(await isSignedIn(there)).toBe(false);
    expect((await there.visit("/")).text).toContain("not signed in");
  });
});

describe.each(engines)("other sites on %s", (engine) => {
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.test" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: "http://foyer.test" },
  ];

  test("can make no change with the visitor's cookie, nor can whoever hides where it comes from", async () => {
    const app = await startTestApp(engine);
    const browser = await signedIn(app);
    const label = async (headers: Record<string, string>): Promise<number> => {
      const json = { name: "x", color: "red" };
      return (await browser.visit("/v1/leadLabels", { method: "POST", json, headers })).status;
    };
    for (const headers of foreign) expect(await label(headers), JSON.stringify(headers)).toBe(401);
    const unsaid = await app.request("POST", "/v1/leadLabels", {
      token: null,
      headers: { cookie: `foyer_session=${browser.cookies.get("foyer_session")}` },
      body: { name: "x", color: "red" },
    });
    expect(unsaid.status).toBe(401);
    expect(await label({ "sec-fetch-site": "same-origin" })).toBe(200);
    expect(await label({})).toBe(200);
  });

  test("can neither sign a visitor in to somebody else's account nor out of theirs", async () => {
    const app = await startTestApp(engine);
    const browser = await signedIn(app);
    const credentials = { email: emailOf(app), password: PASSWORD };
    for (const headers of foreign) {
      const byLink = await browser.send(await linkFor(app), { password: PASSWORD }, headers);
      const byForm = await browser.send("/foyer/sign-in", credentials, headers);
      const out = await browser.send("/foyer/sign-out", {}, headers);
      for (const answer of [byLink, byForm, out]) {
        expect([answer.status, answer.headers["set-cookie"]]).toEqual([403, undefined]);
        expect(answer.text).toContain("came from another site");
      }
    }
    expect(await isSignedIn(browser)).toBe(true);
  });

  test("cannot have a sign-in lead to them", async () => {
    const app = await startTestApp(engine);
    await signedIn(app);
    const browser = openBrowser(app.services.http);
    const targets = [
      "https://evil.test",
      "//evil.test",
      "/\\evil.test",
      "/\t/evil.test",
      "/.//evil.test",
      "/x/..//evil.test",
      "javascript:alert(1)",
      "evil.test",
    ];
    for (const next of targets) {
      expect((await browser.signIn(emailOf(app), PASSWORD, next)).location, next).toBe("/");
      expect((await browser.visit(`/foyer/sign-in?next=${encodeURIComponent(next)}`)).text).toContain(
        'name="next" value="/"',
      );
    }
  });
});

test("pages cannot be framed, run and style nothing of others, and are not kept", async () => {
  const app = await startTestApp("sqlite");
  const browser = openBrowser(app.services.http);
  for (const url of ["/", "/foyer/sign-in", "/foyer/sign-in?code=x", await linkFor(app)]) {
    const { headers } = await browser.visit(url);
    expect(headers).toMatchObject({
      "x-frame-options": "DENY",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
    });
    const policy = String(headers["content-security-policy"]);
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^ ]+'; form-action 'self'; frame-ancestors/,
    );
    expect(policy).not.toContain("unsafe");
  }
});
