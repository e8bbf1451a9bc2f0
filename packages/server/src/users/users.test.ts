import { CurrentUser, type PermissionSet, User } from "@leadfoyer/contract";
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

  test("administrators add users, who are active and see what everyone does unless they say more", async () => {
    const app = await startTestApp(engine);
    const added = await app.request("POST", "/v1/users", { body: { email: "Bob.Brown@example.com" } });
    expect(added.status).toBe(200);
    const { data: bob } = added.body;
    expect(bob).toEqual(await app.data("GET", `/v1/users/${bob.id}`));
    expect(Object.keys(bob)).toEqual(Object.keys(User.properties));
    expect(bob).toMatchObject({ email: "bob.brown@example.com", name: "Bob.Brown", active_flag: true });
    expect(bob.access).toEqual(accessOf(false));
    const cleo = await app.data("POST", "/v1/users", { email: "cleo@example.com", active_flag: false });
    expect(cleo.active_flag).toBe(false);
    const again = await app.request("POST", "/v1/users", { body: { email: "BOB.brown@example.com" } });
    expect([again.status, again.body.error]).toEqual([409, "User exists"]);
  });

  test("who may administer everything or the account is an administrator; sales alone make none", async () => {
    const app = await startTestApp(engine);
    const sets: PermissionSet[] = await app.data("GET", "/v1/permissionSets");
    const idOf = (set: string) => sets.find(({ name }) => name === set)?.id;
    const accesses: [access: object[], expected: boolean][] = [
      [[], false],
      [
        [
          { app: "sales", admin: true },
          { app: "global", admin: false },
        ],
        false,
      ],
      [[{ app: "sales", permission_set_id: idOf("Deals admin") }], false],
      [
        [{ app: "global", permission_set_id: idOf("Global regular user") }, { app: "account_settings" }],
        false,
      ],
      [[{ app: "sales" }, { app: "global", admin: true }], true],
      [[{ app: "account_settings", permission_set_id: idOf("Account settings") }], true],
    ];
    for (const [index, [access, expected]] of accesses.entries()) {
      const user = await app.data("POST", "/v1/users", { email: `user${index}@example.com`, access });
      expect(user.access, JSON.stringify(access)).toEqual(accessOf(expected));
    }
    const wrong = {
      email: "x@example.com",
      access: [{ app: "sales", permission_set_id: idOf("Global admin") }],
    };
    const refused = await app.request("POST", "/v1/users", { body: wrong });
    expect([refused.status, refused.body.error]).toEqual([
      400,
      '"access[0].permission_set_id" is not a permission set of sales',
    ]);
  });

  test("administrators deactivate users, whose tokens end at once, and bring them back", async () => {
    const app = await startTestApp(engine);
    const bob = await addBob(app);
    const { secret } = await app.services.tokens.create(app.actor, { user_id: bob, name: "b", scopes: null });
    const statusOfBob = async () => (await app.request("GET", "/v1/users/me", { token: secret })).status;
    expect(await statusOfBob()).toBe(200);
    expect(await app.data("PUT", `/v1/users/${bob}`, { active_flag: false })).toMatchObject({
      id: bob,
      active_flag: false,
    });
    expect(await statusOfBob()).toBe(401);
    await app.data("PUT", `/v1/users/${bob}`, { active_flag: true });
    expect(await statusOfBob()).toBe(200);
    const own = `/v1/users/${app.actor.user_id}`;
    expect((await app.request("PUT", own, { body: { active_flag: false } })).status).toBe(409);
    expect((await app.request("PUT", "/v1/users/999", { body: { active_flag: false } })).status).toBe(404);
    expect((await app.request("PUT", own, { body: {} })).status).toBe(400);
  });

  test("nobody else adds or deactivates users", async () => {
    const app = await startTestApp(engine);
    const bob = await addBob(app);
    const { secret } = await app.services.tokens.create(app.actor, { user_id: bob, name: "b", scopes: null });
    const asked: ["POST" | "PUT", string, object][] = [
      ["POST", "/v1/users", { email: "eve@example.com", access: [{ app: "global", admin: true }] }],
      ["PUT", `/v1/users/${app.actor.user_id}`, { active_flag: false }],
    ];
    for (const [method, url, body] of asked) {
      const answer = await app.request(method, url, { token: secret, body });
      expect([answer.status, answer.body.error]).toEqual([403, "You do not have permissions to do this."]);
    }
    expect(await app.data("GET", "/v1/users")).toHaveLength(2);
  });
});

const accessOf = (admin: boolean) =>
  (admin ? ["sales", "global", "account_settings"] : ["sales", "global"]).map((app) =>
    expect.objectContaining({ app, admin }),
  );
