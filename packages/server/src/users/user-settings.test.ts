import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { openBrowser, PASSWORD } from "../../test/browser.ts";
import { engines } from "../../test/storage.ts";

const codeOf = (link: string): string => new URL(link).searchParams.get("code") ?? "";

describe.each(engines)("profiles on %s", (engine) => {
  test("hold what their owner chose, and the API tells it", async () => {
    const app = await startTestApp(engine);
    const before = await app.data("GET", "/foyer/profile");
    expect(before).toMatchObject({ name: "Ann Owner", is_admin: true, timezone_name: null, theme: "auto" });
    const chosen = { timezone_name: "Asia/Tokyo", locale: "de_DE", language: "de", theme: "dark" };
    const change = { ...chosen, name: "Ann Boss", default_currency: "usd", phone: "+372 5" };
    const changed = { ...before, ...change, default_currency: "USD" };
    expect(await app.data("PATCH", "/foyer/profile", change)).toEqual(changed);
    expect(await app.data("GET", "/foyer/profile")).toEqual(changed);
    const told = {
      ...{ name: "Ann Boss", phone: "+372 5", default_currency: "USD", locale: "de_DE" },
      ...{ timezone_name: "Asia/Tokyo", timezone_offset: "+09:00" },
      language: { language_code: "de", country_code: "DE" },
    };
    expect(await app.data("GET", "/v1/users/me")).toMatchObject(told);
    const automatic = { timezone_name: null, locale: null };
    expect(await app.data("PATCH", "/foyer/profile", automatic)).toEqual({ ...changed, ...automatic });
    expect(await app.data("GET", "/v1/users/me")).toMatchObject(told);
  });

  test("take no time zone, currency or locale that is none", async () => {
    const app = await startTestApp(engine);
    for (const body of [
      { timezone_name: "Europe/Atlantis" },
      { timezone_name: "+02:00" },
      { default_currency: "XXX" },
      { locale: "german" },
      { language: "fr" },
      { theme: "pink" },
      { email: "other@acme.test" },
      { is_admin: false },
    ])
      expect((await app.request("PATCH", "/foyer/profile", { body })).status, JSON.stringify(body)).toBe(400);
    expect((await app.request("PATCH", "/foyer/profile", { token: null, body: {} })).status).toBe(401);
    const token = await app.scoped("users:read");
    expect((await app.request("GET", "/foyer/profile", { token })).status).toBe(403);
  });
});

describe.each(engines)("users an administrator looks after on %s", (engine) => {
  test("are invited by a link that signs them in once, with a password of their own", async () => {
    const app = await startTestApp(engine);
    const email = `Bob@${app.domain}.test`;
    const role = await app.data("POST", "/v1/roles", { name: "Sales" });
    const invited = await app.data("POST", "/foyer/users", { name: "Bob Brown", email, role_id: role.id });
    const { link, ...member } = invited;
    expect(member).toEqual({
      ...{ id: member.id, name: "Bob Brown", email: email.toLowerCase(), is_admin: false },
      ...{ active_flag: true, role_id: role.id, has_password: false, last_login_time: null },
    });
    const browser = openBrowser(app.services.http);
    const url = `/foyer/sign-in?code=${codeOf(link)}`;
    const used = await browser.visit(url, { method: "POST", form: { password: PASSWORD } });
    expect(used.status).toBe(303);
    const [, bob] = await app.data("GET", "/foyer/users");
    expect(bob).toMatchObject({ has_password: true, last_login_time: expect.any(String) });
    expect((await openBrowser(app.services.http).visit(url)).status).toBe(400);
    const again = await app.request("POST", "/foyer/users", { body: { name: "B", email } });
    expect([again.status, again.body.code]).toEqual([409, "ERR_CONFLICT"]);
  });

  test("are renamed, promoted, deactivated and brought back, at once and with an event of each", async () => {
    const app = await startTestApp(engine);
    const { id, token } = await app.colleague();
    const path = `/foyer/users/${id}`;
    expect((await app.request("GET", "/foyer/users", { token })).status).toBe(403);
    expect(await app.data("PATCH", path, { is_admin: true, name: "Bob Boss" })).toMatchObject({
      is_admin: true,
      name: "Bob Boss",
    });
    expect((await app.request("GET", "/foyer/users", { token })).status).toBe(200);
    await app.data("PATCH", path, { active_flag: false });
    expect((await app.request("GET", "/foyer/users", { token })).status).toBe(401);
    expect((await app.request("POST", `${path}/link`)).status).toBe(400);
    await app.data("PATCH", path, { active_flag: true });
    expect((await app.request("GET", "/foyer/users", { token })).status).toBe(200);
    expect(await app.data("POST", `${path}/link`)).toEqual({ id, link: expect.stringContaining("code=") });
  });

  test("always have an administrator, and no role of nowhere", async () => {
    const app = await startTestApp(engine);
    const own = `/foyer/users/${app.actor.user_id}`;
    for (const body of [{ is_admin: false }, { active_flag: false }]) {
      const answer = await app.request("PATCH", own, { body });
      expect([answer.status, answer.body.code]).toEqual([409, "ERR_CONFLICT"]);
    }
    expect((await app.request("PATCH", own, { body: { role_id: 99 } })).status).toBe(400);
    const strange = { name: "x", email: `x@${app.domain}.test`, role_id: 99 };
    expect((await app.request("POST", "/foyer/users", { body: strange })).status).toBe(400);
    expect((await app.request("POST", "/foyer/users", { body: { name: "x", email: "no" } })).status).toBe(
      400,
    );
    expect((await app.request("PATCH", "/foyer/users/999", { body: { name: "x" } })).status).toBe(404);
  });

  test("are nobody's business who is no administrator", async () => {
    const app = await startTestApp(engine);
    const { id, token } = await app.colleague();
    for (const [method, path, body] of [
      ["POST", "/foyer/users", { name: "x", email: `y@${app.domain}.test` }],
      ["PATCH", `/foyer/users/${id}`, { is_admin: true }],
      ["POST", `/foyer/users/${app.actor.user_id}/link`, undefined],
      ["PATCH", "/foyer/company", { name: "Mine" }],
      ["POST", "/foyer/demo", { leads: 1 }],
    ] as const)
      expect((await app.request(method, path, { token, ...(body && { body }) })).status, path).toBe(403);
    expect((await app.data("GET", "/foyer/company")).name).toBe("Acme");
    expect(await app.data("GET", "/v1/leads")).toEqual([]);
  });
});

describe.each(engines)("API tokens of one's own on %s", (engine) => {
  test("are made once, say when they were used, and are revoked by their owner alone", async () => {
    const app = await startTestApp(engine);
    const made = await app.data("POST", "/foyer/tokens", { name: "n8n", scopes: ["leads:read"] });
    const { token, ...listed } = made;
    expect(listed).toMatchObject({
      ...{ name: "n8n", hint: token.slice(-4), scopes: ["base", "leads:read"], last_used_time: null },
    });
    expect(await app.data("GET", "/foyer/tokens")).toContainEqual(listed);
    expect((await app.request("GET", "/v1/leads", { token })).status).toBe(200);
    expect((await app.request("GET", "/foyer/tokens", { token })).status).toBe(403);
    const used = async () =>
      (await app.data("GET", "/foyer/tokens")).find(({ id }: { id: number }) => id === made.id)
        .last_used_time;
    await expect.poll(used).toMatch(/^\d{4}-/);
    const { token: theirs } = await app.colleague();
    const path = `/foyer/tokens/${made.id}`;
    expect((await app.request("DELETE", path, { token: theirs })).status).toBe(404);
    expect(await app.data("DELETE", path)).toEqual({ id: made.id });
    expect((await app.request("GET", "/v1/leads", { token })).status).toBe(401);
    expect(
      (await app.request("POST", "/foyer/tokens", { body: { name: "x", scopes: ["all"] } })).status,
    ).toBe(400);
  });
});

describe.each(engines)("the company on %s", (engine) => {
  test("is renamed, and its currency followed by those who had chosen none", async () => {
    const app = await startTestApp(engine);
    const { token } = await app.colleague();
    await app.request("PATCH", "/foyer/profile", { token, body: { default_currency: "SEK" } });
    const changed = await app.data("PATCH", "/foyer/company", { name: "Acme Ltd", default_currency: "USD" });
    expect(changed).toEqual({
      id: app.actor.company_id,
      ...{ name: "Acme Ltd", domain: app.domain, default_currency: "USD" },
    });
    expect(await app.data("GET", "/v1/users/me")).toMatchObject({
      company_name: "Acme Ltd",
      default_currency: "USD",
    });
    const bob = await app.request("GET", "/v1/users/me", { token });
    expect(bob.body.data.default_currency).toBe("SEK");
    const invited = await app.data("POST", "/foyer/users", { name: "C", email: `c@${app.domain}.test` });
    expect((await app.data("GET", `/v1/users/${invited.id}`)).default_currency).toBe("USD");
    expect((await app.request("PATCH", "/foyer/company", { body: { default_currency: "XXX" } })).status).toBe(
      400,
    );
  });

  test("is filled with demo data while it has no leads, and not after", async () => {
    const app = await startTestApp(engine);
    expect(await app.data("POST", "/foyer/demo", { leads: 5 })).toEqual({ leads: 5 });
    expect(await app.data("GET", "/foyer/leads/count?archived_status=all")).toEqual({
      count: 5,
      more: false,
    });
    const again = await app.request("POST", "/foyer/demo", { body: { leads: 5 } });
    expect([again.status, again.body.code]).toEqual([409, "ERR_CONFLICT"]);
  });
});
