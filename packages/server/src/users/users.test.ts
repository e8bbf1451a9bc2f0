import { CurrentUser, type User } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const addBob = (app: TestApp) =>
  app.services.users.add(app.actor, {
    name: "Bob Brown",
    email: `bob@${app.domain}.test`,
    is_admin: false,
    password_hash: null,
  });

describe.each(engines)("users on %s", (engine) => {
  test("me is the caller, with the company, every key in Pipedrive's order", async () => {
    const app = await startTestApp(engine);
    const me = await app.data("GET", "/v1/users/me");
    expect(Object.keys(me)).toEqual(Object.keys(CurrentUser.properties));
    expect(me).toMatchObject({
      name: "Ann Owner",
      is_you: true,
      active_flag: true,
      company_id: app.actor.company_id,
      company_domain: app.domain,
      timezone_offset: expect.stringMatching(/^[+-]\d\d:\d\d$/),
      created: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    });
    expect(me.access.map(({ app }: { app: string }) => app)).toEqual(["sales", "global", "account_settings"]);
  });

  test("the list holds everyone, and is_you is relative to who asks", async () => {
    const app = await startTestApp(engine);
    const bob = await addBob(app);
    const users: User[] = await app.data("GET", "/v1/users");
    expect(users.map(({ id, is_you }) => [id, is_you])).toEqual([
      [app.actor.user_id, true],
      [bob, false],
    ]);
    const { secret } = await app.services.tokens.create(app.actor, { user_id: bob, name: "b", scopes: null });
    const { body } = await app.request("GET", `/v1/users/${bob}`, { token: secret });
    expect(body.data).toMatchObject({ id: bob, is_you: true, has_created_company: false });
    expect(body.data.access.every(({ admin }: { admin: boolean }) => !admin)).toBe(true);
  });

  test("find looks in names, or in e-mails when asked", async () => {
    const app = await startTestApp(engine);
    const bob = await addBob(app);
    const found = async (query: string): Promise<number[]> =>
      (await app.data("GET", `/v1/users/find?${query}`)).map(({ id }: User) => id);
    expect(await found("term=brown")).toEqual([bob]);
    expect(await found("term=bob%40&search_by_email=1")).toEqual([bob]);
    expect(await found("term=bob%40&search_by_email=0")).toEqual([]);
    expect(await found(`term=${app.domain}&search_by_email=true`)).toEqual([app.actor.user_id, bob]);
    expect((await app.request("GET", "/v1/users/find")).status).toBe(400);
  });

  test("an unknown user is not found, in this resource's own words", async () => {
    const app = await startTestApp(engine);
    const answer = await app.request("GET", "/v1/users/999");
    expect([answer.status, answer.text]).toEqual([
      404,
      '{"success":false,"error":"User not found or not accessible."}',
    ]);
    expect((await app.request("GET", "/v1/users/abc")).status).toBe(400);
  });

  test("an e-mail belongs to one user of a company, and the last administrator stays", async () => {
    const app = await startTestApp(engine);
    await addBob(app);
    await expect(addBob(app)).rejects.toMatchObject({ code: "user_exists" });
    await expect(app.services.users.deactivate(app.actor, app.actor.user_id)).rejects.toMatchObject({
      code: "last_admin",
    });
  });
});
