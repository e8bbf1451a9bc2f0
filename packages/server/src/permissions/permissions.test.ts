import type { PermissionSet } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const FORBIDDEN = "You do not have permissions to do this.";

const setOf = async (app: TestApp, app_name: string, type: string): Promise<PermissionSet> => {
  const sets: PermissionSet[] = await app.data("GET", "/v1/permissionSets");
  const found = sets.find((set) => set.app === app_name && set.type === type);
  if (!found) throw new Error(`no ${type} set of ${app_name}`);
  return found;
};

/** Takes permissions from regular users, before any of them asks anything. */
async function withhold(app: TestApp, app_name: "sales" | "global", ...names: string[]): Promise<void> {
  const { id } = await setOf(app, app_name, "regular");
  const [{ contents }] = await app.data("GET", `/v1/permissionSets/${id}`);
  const left = contents.filter((name: string) => !names.includes(name));
  await app.data("PATCH", `/foyer/permission-sets/${id}`, { contents: left });
}

describe.each(engines)("permissions on %s", (engine) => {
  test("each app has a set for administrators and one for the others", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const sets: PermissionSet[] = await app.data("GET", "/v1/permissionSets");
    expect(sets.map((set) => [set.name, set.app, set.type, set.assignment_count])).toEqual([
      ["Deals admin", "sales", "admin", 1],
      ["Deals regular user", "sales", "regular", 1],
      ["Global admin", "global", "admin", 1],
      ["Global regular user", "global", "regular", 1],
      ["Account settings", "account_settings", "admin", 1],
    ]);
    expect(await app.data("GET", "/v1/permissionSets?app=global")).toEqual(
      sets.filter((set) => set.app === "global"),
    );
    const regular = await setOf(app, "sales", "regular");
    expect(await app.data("GET", `/v1/permissionSets/${regular.id}/assignments`)).toEqual([
      { user_id: bob.id, permission_set_id: regular.id, name: "Deals regular user" },
    ]);
    const access = async (id: number) =>
      (await app.data("GET", `/v1/users/${id}`)).access.map((one: { permission_set_id: string }) => [
        sets.find((set) => set.id === one.permission_set_id)?.name,
      ]);
    expect(await access(bob.id)).toEqual([["Deals regular user"], ["Global regular user"]]);
    expect(await access(app.actor.user_id)).toEqual([
      ["Deals admin"],
      ["Global admin"],
      ["Account settings"],
    ]);
  });

  test("a user's permissions are those of their sets", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const mine = await app.data("GET", `/v1/users/${app.actor.user_id}/permissions`);
    expect(Object.values(mine).every(Boolean)).toBe(true);
    const his = () => app.data("GET", `/v1/users/${bob.id}/permissions`);
    expect(await his()).toMatchObject({
      can_delete_leads: true,
      can_change_visibility_of_items: true,
      can_see_security_dashboard: false,
    });
    await withhold(app, "sales", "can_delete_leads");
    expect(await his()).toMatchObject({ can_delete_leads: false, can_add_leads: true });
  });

  test("by default a regular user works with leads and contacts as an administrator does", async () => {
    const app = await startTestApp(engine);
    const { token } = await app.colleague();
    const lead = await app.add.lead();
    const change = await app.request("PATCH", `/v1/leads/${lead.id}`, {
      body: { title: "x", visible_to: "7" },
      token,
    });
    expect(change.status).toBe(200);
    expect((await app.request("DELETE", `/v1/leads/${lead.id}`, { token })).status).toBe(200);
    const person = await app.add.person();
    expect((await app.request("DELETE", `/v1/persons/${person.id}`, { token })).status).toBe(200);
  });

  test("what is withheld is refused, in each family's words, and nothing changes", async () => {
    const app = await startTestApp(engine);
    const ofLeads = ["can_delete_leads", "can_add_leads", "can_edit_other_users_leads"];
    const ofOthers = ["people", "organizations"].flatMap((kind) => [
      `can_delete_${kind}`,
      `can_add_${kind}`,
      `can_edit_other_users_${kind}`,
    ]);
    await withhold(app, "sales", ...ofLeads);
    await withhold(
      app,
      "global",
      ...ofOthers,
      "can_modify_labels",
      "can_add_custom_fields",
      "can_share_filters",
    );
    const { token } = await app.colleague();
    const [organization, label] = [await app.add.organization(), await app.add.label()];
    const lead = await app.add.lead();
    const person = { id: lead.person_id };
    const calls = [
      ["POST", "/v1/leads", { title: "x", person_id: person.id }],
      ["PATCH", `/v1/leads/${lead.id}`, { title: "x" }],
      ["DELETE", `/v1/leads/${lead.id}`, {}],
      ["POST", "/v1/leadLabels", { name: "x", color: "red" }],
      ["PATCH", `/v1/leadLabels/${label.id}`, { name: "x" }],
      ["DELETE", `/v1/leadLabels/${label.id}`, {}],
      ["POST", "/v1/dealFields", { name: "x", field_type: "text" }],
      ...[`persons/${person.id}`, `organizations/${organization.id}`].flatMap(
        (path) =>
          [
            ["POST", `/v1/${path.split("/", 1)}`, { name: "x" }],
            ["POST", `/api/v2/${path.split("/", 1)}`, { name: "x" }],
            ["PUT", `/v1/${path}`, { name: "x" }],
            ["PATCH", `/api/v2/${path}`, { name: "x" }],
            ["DELETE", `/v1/${path}`, {}],
            ["DELETE", `/api/v2/${path}`, {}],
          ] as const,
      ),
    ] as const;
    for (const [method, url, body] of calls) {
      const answer = await app.request(method, url, { body, token });
      expect(answer.status, `${method} ${url}: ${answer.text}`).toBe(403);
      if (url.startsWith("/v1")) {
        expect(answer.body).toMatchObject({
          error: FORBIDDEN,
          error_info: expect.stringMatching(/permission can_/),
        });
      } else {
        expect(answer.body).toMatchObject({
          error: expect.stringMatching(/permission can_/),
          code: "ERR_FORBIDDEN",
        });
      }
    }
    expect(await app.data("GET", `/v1/leads/${lead.id}`)).toEqual(lead);
  });

  test("one's own is changed without the permission to change others'", async () => {
    const app = await startTestApp(engine);
    await withhold(app, "sales", "can_edit_other_users_leads");
    const bob = await app.colleague();
    const lead = await app.add.lead({ owner_id: bob.id });
    const body = { title: "Mine" };
    expect((await app.request("PATCH", `/v1/leads/${lead.id}`, { body, token: bob.token })).status).toBe(200);
  });

  test("whom something is visible to is changed by those alone who may", async () => {
    const app = await startTestApp(engine);
    await withhold(app, "global", "can_change_visibility_of_items");
    const bob = await app.colleague();
    const lead = await app.add.lead({ owner_id: bob.id });
    const change = (body: object) => app.request("PATCH", `/v1/leads/${lead.id}`, { body, token: bob.token });
    expect((await change({ visible_to: "1" })).status).toBe(403);
    expect((await change({ visible_to: "3", title: "As it was" })).status).toBe(200);
  });

  test("regular users keep a custom field from being deleted", async () => {
    const app = await startTestApp(engine);
    const { token } = await app.colleague();
    const field = await app.data("POST", "/v1/dealFields", { name: "Budget", field_type: "double" });
    expect((await app.request("DELETE", `/v1/dealFields/${field.id}`, { token })).status).toBe(403);
    expect((await app.request("DELETE", `/v1/dealFields/${field.id}`)).status).toBe(200);
  });

  test("sets are changed by administrators, and those of administrators by nobody", async () => {
    const app = await startTestApp(engine);
    const { token } = await app.colleague();
    const [regular, admin] = [await setOf(app, "sales", "regular"), await setOf(app, "sales", "admin")];
    const change = (id: string, contents: string[], as?: string) =>
      app.request("PATCH", `/foyer/permission-sets/${id}`, { body: { contents }, ...(as && { token: as }) });
    expect((await change(regular.id, [], token)).status).toBe(403);
    expect((await change(admin.id, [])).status).toBe(400);
    expect((await change(regular.id, ["can_fly"])).status).toBe(400);
    expect((await change(regular.id, ["can_use_api"])).status).toBe(400);
    const kept = await change(regular.id, ["can_delete_leads", "can_add_leads", "can_add_leads"]);
    expect(kept.body.data.contents).toEqual(["can_add_leads", "can_delete_leads"]);
    expect((await change("62cc4d7f-4038-4352-abf3-a8c1c822b631", [])).status).toBe(404);
  });

  test("what is not there answers 404", async () => {
    const app = await startTestApp(engine);
    for (const path of ["permissionSets/x", "permissionSets/x/assignments", "users/9/permissions"]) {
      expect((await app.request("GET", `/v1/${path}`)).status, path).toBe(404);
    }
    expect((await app.request("GET", "/v1/permissionSets?app=garden")).status).toBe(400);
  });
});
