import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const addRole = async (app: TestApp, name: string, parent_role_id?: number): Promise<number> =>
  (await app.data("POST", "/v1/roles", { name, ...(parent_role_id && { parent_role_id }) })).id;

const tree = async (app: TestApp) =>
  (await app.data("GET", "/v1/roles")).map((role: Record<string, unknown>) => [
    role.name,
    role.parent_role_id,
    role.level,
    role.assignment_count,
    role.sub_role_count,
  ]);

describe.each(engines)("roles on %s", (engine) => {
  test("a new company has one, which everyone has", async () => {
    const app = await startTestApp(engine);
    await app.colleague();
    const answer = await app.request("GET", "/v1/roles");
    expect(answer.body.data).toEqual([
      {
        id: 1,
        parent_role_id: null,
        name: "(Unassigned users)",
        active_flag: true,
        assignment_count: "2",
        sub_role_count: "0",
        level: 1,
      },
    ]);
    expect(answer.body.additional_data.pagination).toEqual({
      start: 0,
      limit: 100,
      more_items_in_collection: false,
    });
  });

  test("stand below each other, and take what is below along when they move", async () => {
    const app = await startTestApp(engine);
    const sales = await addRole(app, "Sales");
    const north = await addRole(app, "North", sales);
    const city = await addRole(app, "City", north);
    expect(await app.data("PUT", `/v1/roles/${north}`, { parent_role_id: null })).toEqual({ id: north });
    expect(await tree(app)).toEqual([
      ["(Unassigned users)", null, 1, "1", "0"],
      ["Sales", null, 1, "0", "0"],
      ["North", null, 1, "0", "1"],
      ["City", north, 2, "0", "0"],
    ]);
    await app.data("PUT", `/v1/roles/${north}`, { parent_role_id: sales, name: "The North" });
    expect((await tree(app)).at(-1)).toEqual(["City", north, 3, "0", "0"]);
    const loop = await app.request("PUT", `/v1/roles/${sales}`, { body: { parent_role_id: city } });
    expect([loop.status, loop.body.error]).toEqual([
      400,
      `parent_role_id ${city} is the role itself or below it.`,
    ]);
    expect((await app.request("POST", "/v1/roles", { body: { name: "x", parent_role_id: 99 } })).status).toBe(
      400,
    );
  });

  test("a deleted one gives its members the first role and lifts what is below it", async () => {
    const app = await startTestApp(engine);
    const sales = await addRole(app, "Sales");
    const north = await addRole(app, "North", sales);
    const city = await addRole(app, "City", north);
    const bob = await app.colleague("Bob", north);
    expect(await app.data("DELETE", `/v1/roles/${north}`)).toEqual({ id: north });
    expect((await app.data("GET", `/v1/users/${bob.id}`)).role_id).toBe(1);
    expect((await tree(app)).at(-1)).toEqual(["City", sales, 2, "0", "0"]);
    expect((await app.request("GET", `/v1/roles/${north}`)).status).toBe(404);
    const first = await app.request("DELETE", "/v1/roles/1");
    expect([first.status, first.body.error]).toEqual([400, "The first role cannot be deleted."]);
    expect(city).toBeGreaterThan(north);
  });

  test("a user has one, which can be given and taken", async () => {
    const app = await startTestApp(engine);
    const sales = await addRole(app, "Sales");
    const { id: user_id } = await app.colleague();
    const assigned = await app.data("POST", `/v1/roles/${sales}/assignments`, { user_id });
    expect(assigned).toEqual({ user_id, role_id: sales });
    const assignment = {
      user_id,
      role_id: sales,
      parent_role_id: null,
      name: "Sales",
      active_flag: true,
      type: "1",
    };
    expect(await app.data("GET", `/v1/roles/${sales}/assignments`)).toEqual([assignment]);
    expect(await app.data("GET", `/v1/users/${user_id}/roleAssignments`)).toEqual([assignment]);
    expect((await app.data("GET", `/v1/users/${user_id}`)).role_id).toBe(sales);
    expect(await app.data("DELETE", `/v1/roles/${sales}/assignments`, { user_id })).toEqual({ id: sales });
    expect((await app.data("GET", `/v1/users/${user_id}`)).role_id).toBe(1);
    const twice = await app.request("DELETE", `/v1/roles/${sales}/assignments`, { body: { user_id } });
    expect(twice.status).toBe(400);
    const nobody = await app.request("POST", `/v1/roles/${sales}/assignments`, { body: { user_id: 987 } });
    expect([nobody.status, nobody.body.error]).toEqual([400, "user_id 987 is not a user of this company."]);
  });

  test("the settings say how far what a member makes is seen, unless the member says so", async () => {
    const app = await startTestApp(engine);
    const sales = await addRole(app, "Sales");
    const bob = await app.colleague("Bob", sales);
    expect(await app.data("GET", `/v1/roles/${sales}/settings`)).toEqual({
      deal_default_visibility: 3,
      lead_default_visibility: 3,
      org_default_visibility: 3,
      person_default_visibility: 3,
      product_default_visibility: 3,
    });
    const set = (setting_key: string, value: number) =>
      app.data("POST", `/v1/roles/${sales}/settings`, { setting_key, value });
    expect(await set("lead_default_visibility", 1)).toEqual({ id: sales, lead_default_visibility: 1 });
    await set("person_default_visibility", 5);
    await set("org_default_visibility", 7);
    const settings = await app.data("GET", `/v1/users/${bob.id}/roleSettings`);
    expect(settings).toMatchObject({ lead_default_visibility: 1, org_default_visibility: 7 });
    expect((await app.request("GET", `/v1/roles/${sales}`)).body.additional_data).toEqual({ settings });
    const make = async (url: string, body: object) =>
      (await app.request("POST", url, { body, token: bob.token })).body.data;
    const person = await make("/api/v2/persons", { name: "Ann" });
    const organization = await make("/v1/organizations", { name: "Ltd" });
    const lead = await make("/v1/leads", { title: "x", person_id: person.id });
    expect([person.visible_to, organization.visible_to, lead.visible_to]).toEqual([5, "7", "1"]);
    expect(await make("/v1/leads", { title: "x", person_id: person.id, visible_to: "7" })).toMatchObject({
      visible_to: "7",
    });
    expect((await app.add.lead()).visible_to).toBe("3");
  });

  test("are read by everyone and written by administrators", async () => {
    const app = await startTestApp(engine);
    const sales = await addRole(app, "Sales");
    const { id: user_id, token } = await app.colleague();
    const reads = ["", `/${sales}`, `/${sales}/settings`, `/${sales}/assignments`];
    for (const path of reads)
      expect((await app.request("GET", `/v1/roles${path}`, { token })).status).toBe(200);
    const writes = [
      ["POST", "", { name: "Mine" }],
      ["PUT", `/${sales}`, { name: "Mine" }],
      ["DELETE", `/${sales}`, {}],
      ["POST", `/${sales}/settings`, { setting_key: "lead_default_visibility", value: 1 }],
      ["POST", `/${sales}/assignments`, { user_id }],
      ["DELETE", `/${sales}/assignments`, { user_id }],
    ] as const;
    for (const [method, path, body] of writes) {
      const { status, body: answer } = await app.request(method, `/v1/roles${path}`, { body, token });
      expect([status, answer.error], `${method} ${path}`).toEqual([
        403,
        "You do not have permissions to do this.",
      ]);
    }
    expect(await tree(app)).toHaveLength(2);
  });

  test.each([
    ["POST", "/v1/roles", {}],
    ["POST", "/v1/roles", { name: "" }],
    ["PUT", "/v1/roles/1", { name: 5 }],
    ["POST", "/v1/roles/1/settings", { setting_key: "lead_colour", value: 1 }],
    ["POST", "/v1/roles/1/settings", { setting_key: "lead_default_visibility", value: 2 }],
    ["POST", "/v1/roles/1/assignments", {}],
  ])("%s %s refuses %j", async (method, url, body) => {
    const app = await startTestApp(engine);
    expect((await app.request(method, url, { body })).status).toBe(400);
  });

  test("what is not there answers 404", async () => {
    const app = await startTestApp(engine);
    for (const path of ["/roles/9", "/roles/9/settings", "/roles/9/assignments"]) {
      const answer = await app.request("GET", `/v1${path}`);
      expect([answer.status, answer.body.error]).toEqual([404, "Role not found"]);
    }
    expect((await app.request("GET", "/v1/users/9/roleSettings")).status).toBe(404);
    expect((await app.request("GET", "/v1/users/9/roleAssignments")).status).toBe(404);
  });

  test("a change of role is seen in the next list, also by who remembered a page", async () => {
    const app = await startTestApp(engine);
    const sales = await addRole(app, "Sales");
    const bob = await app.colleague("Bob", sales);
    const sue = await app.colleague("Sue", sales);
    const lead = await app.add.lead({ owner_id: bob.id, visible_to: "3" });
    const list = async () => (await app.request("GET", "/v1/leads", { token: sue.token })).body.data;
    expect(await list()).toEqual([lead]);
    await app.data("DELETE", `/v1/roles/${sales}/assignments`, { user_id: bob.id });
    expect(await list()).toEqual([]);
  });
});
