import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { type Browser, cheapHash, openBrowser, PASSWORD } from "../../test/browser.ts";
import { engines } from "../../test/storage.ts";

useOwnDatabase();

const stored = cheapHash(PASSWORD);

/** A user with a password, in a company of their own. */
async function withPassword(app: TestApp) {
  const email = `bob@${app.domain}.test`;
  const user = { name: "Bob Brown", email, is_admin: false, password_hash: stored };
  const id = await app.services.users.add(app.actor, user);
  return { id, email, credentials: { email, password: PASSWORD } };
}

async function ask(browser: Browser, method: string, url: string, json?: unknown, headers = {}) {
  const answer = await browser.visit(url, { method, headers, ...(json !== undefined && { json }) });
  return { ...answer, body: JSON.parse(answer.text) };
}

describe.each(engines)("sessions as JSON on %s", (engine) => {
  test("begin with e-mail and password, and say who is signed in", async () => {
    const app = await startTestApp(engine);
    const { id, email, credentials } = await withPassword(app);
    const browser = openBrowser(app.services.http);
    expect((await ask(browser, "GET", "/foyer/session")).status).toBe(401);
    const begun = await ask(browser, "POST", "/foyer/session", credentials);
    expect(begun.status).toBe(201);
    expect(begun.body.data).toEqual({
      user: { id, name: "Bob Brown", email, is_admin: false },
      company: { id: app.actor.company_id, name: "Acme", domain: app.domain },
      expire_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    const read = await ask(browser, "GET", "/foyer/session");
    expect(read.body.data).toEqual(begun.body.data);
  });

  test("end one by one or all at once", async () => {
    const app = await startTestApp(engine);
    const { credentials } = await withPassword(app);
    const browsers = [1, 2, 3].map(() => openBrowser(app.services.http));
    for (const browser of browsers) await ask(browser, "POST", "/foyer/session", credentials);
    const [first, second, third] = browsers as [Browser, Browser, Browser];
    expect((await ask(first, "DELETE", "/foyer/session")).body.data).toEqual({ ended: 1 });
    expect(first.cookies.size).toBe(0);
    expect((await ask(second, "DELETE", "/foyer/sessions")).body.data).toEqual({ ended: 2 });
    expect((await ask(third, "GET", "/foyer/session")).status).toBe(401);
  });

  test("are refused for wrong credentials and bodies that are none", async () => {
    const app = await startTestApp(engine);
    const { email, credentials } = await withPassword(app);
    const browser = openBrowser(app.services.http);
    const wrong = await ask(browser, "POST", "/foyer/session", { email, password: "wrong password" });
    expect([wrong.status, wrong.body]).toEqual([
      401,
      { success: false, error: "The e-mail address or the password is wrong.", code: "ERR_UNAUTHORIZED" },
    ]);
    expect(wrong.headers["set-cookie"]).toBeUndefined();
    const elsewhere = { ...credentials, company_domain: "other" };
    expect((await ask(browser, "POST", "/foyer/session", elsewhere)).status).toBe(401);
    for (const body of [{}, { email }, { ...credentials, more: 1 }, { email, password: 12_345_678 }]) {
      expect((await ask(browser, "POST", "/foyer/session", body)).status).toBe(400);
    }
  });

  test("lead to the company asked for when several know the e-mail", async () => {
    const [ours, theirs] = [await startTestApp(engine), await startTestApp(engine)];
    const user = {
      name: "Bob",
      email: `both@${ours.domain}.test`,
      is_admin: false,
      password_hash: stored,
    };
    for (const app of [ours, theirs]) await app.services.users.add(app.actor, user);
    const credentials = { email: user.email, password: PASSWORD };
    const browser = openBrowser(ours.services.http);
    const domainOf = async (company_domain?: string): Promise<string> => {
      const body = { ...credentials, ...(company_domain && { company_domain }) };
      return (await ask(browser, "POST", "/foyer/session", body)).body.data.company.domain;
    };
    expect(await domainOf(theirs.domain)).toBe(theirs.domain);
    expect(await domainOf()).toBe(theirs.domain); // where they were last
    expect(await domainOf(ours.domain)).toBe(ours.domain);
  });

  test("can be neither begun nor ended from another site", async () => {
    const app = await startTestApp(engine);
    const { credentials } = await withPassword(app);
    const browser = openBrowser(app.services.http);
    await ask(browser, "POST", "/foyer/session", credentials);
    const foreign = { origin: "https://evil.test" };
    expect((await ask(browser, "POST", "/foyer/session", credentials, foreign)).status).toBe(403);
    expect((await ask(browser, "DELETE", "/foyer/session", undefined, foreign)).status).toBe(401);
    expect((await ask(browser, "DELETE", "/foyer/sessions", undefined, foreign)).status).toBe(401);
    expect((await ask(browser, "GET", "/foyer/session")).status).toBe(200);
  });

  test("an API token may ask who it speaks for; one with scopes may not", async () => {
    const app = await startTestApp(engine);
    expect(await app.data("GET", "/foyer/session")).toMatchObject({
      user: { id: app.actor.user_id, is_admin: true },
      expire_time: null,
    });
    const token = await app.scoped("base", "leads:full", "admin");
    expect((await app.request("GET", "/foyer/session", { token })).status).toBe(403);
  });

  test("a changed password ends every other session, and needs the old one", async () => {
    const app = await startTestApp(engine);
    const { email, credentials } = await withPassword(app);
    const [here, there] = [openBrowser(app.services.http), openBrowser(app.services.http)];
    for (const browser of [here, there]) await ask(browser, "POST", "/foyer/session", credentials);
    const change = (current_password: string, new_password: string) =>
      ask(here, "PUT", "/foyer/password", { current_password, new_password });
    expect((await change("wrong password", "another password")).status).toBe(401);
    expect((await change(PASSWORD, "short")).status).toBe(400);
    expect((await change(PASSWORD, "another password")).body.data).toEqual({ ended: 1 });
    expect((await ask(here, "GET", "/foyer/session")).status).toBe(200);
    expect((await ask(there, "GET", "/foyer/session")).status).toBe(401);
    expect((await there.signIn(email, PASSWORD)).status).toBe(401);
    expect((await there.signIn(email, "another password")).status).toBe(303);
  });
});
