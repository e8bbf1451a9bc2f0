import { expect } from "vitest";
import { idNumber } from "../fixtures.ts";
import { asItem, asString, pluck } from "../json.ts";
import type { Check } from "./check.ts";

const UNKNOWN_ID = 999_999;
const FIRST_ROLE = 1;

export const roleChecks: Check[] = [
  {
    operation: "getRoles",
    fact: "lists roles with how deep they stand",
    async run({ list, given }) {
      const role = await given.role();
      const roles = await list("getRoles", { query: { limit: 500 } });
      expect(roles).toContainEqual({
        ...{ id: role.id, parent_role_id: FIRST_ROLE, name: role.name, active_flag: true },
        ...{ assignment_count: "0", sub_role_count: "0", level: 2 },
      });
    },
  },
  {
    operation: "addRole",
    fact: "answers the id",
    async run({ one, given }) {
      const name = `Role ${given.word()}`;
      const { id } = await one("addRole", { body: { name } });
      expect(await one("getRole", { id: idNumber({ id }) })).toMatchObject({ id, name });
    },
  },
  {
    operation: "getRole",
    fact: "answers the role, and its settings beside it; what never was is 404",
    async run({ call, refused, given }) {
      const { id, name } = await given.role();
      const { body } = await call("getRole", { id: idNumber({ id }) });
      expect(asItem(body).data).toMatchObject({ id, name, parent_role_id: FIRST_ROLE });
      expect(asItem(body).additional_data).toMatchObject({ settings: { lead_default_visibility: 3 } });
      expect((await refused("getRole", { id: UNKNOWN_ID })).status).toBe(404);
    },
  },
  {
    operation: "updateRole",
    fact: "renames a role",
    async run({ one, given }) {
      const id = idNumber(await given.role());
      const name = `New ${given.word()}`;
      expect(await one("updateRole", { id, body: { name } })).toEqual({ id });
      expect(await one("getRole", { id })).toMatchObject({ name });
    },
  },
  {
    operation: "deleteRole",
    fact: "answers the id, and the role is gone",
    async run({ one, refused, given }) {
      const id = idNumber(await given.role());
      expect(await one("deleteRole", { id })).toEqual({ id });
      expect((await refused("getRole", { id })).status).toBe(404);
    },
  },
  {
    operation: "addRoleAssignment",
    fact: "gives a user the role, which the role and the user both tell",
    async run({ one, list, given }) {
      const id = idNumber(await given.role());
      const user_id = await given.user();
      expect(await one("addRoleAssignment", { id, body: { user_id } })).toEqual({ user_id, role_id: id });
      expect(await list("getRoleAssignments", { id })).toMatchObject([{ user_id, role_id: id }]);
      expect(await list("getUserRoleAssignments", { id: user_id })).toMatchObject([{ role_id: id }]);
      expect(await one("deleteRole", { id })).toEqual({ id });
    },
  },
  {
    operation: "deleteRoleAssignment",
    fact: "takes the role away again",
    async run({ one, list, given }) {
      const id = idNumber(await given.role());
      const user_id = await given.user();
      await one("addRoleAssignment", { id, body: { user_id } });
      expect(await one("deleteRoleAssignment", { id, body: { user_id } })).toEqual({ id });
      expect(await list("getUserRoleAssignments", { id: user_id })).toMatchObject([{ role_id: FIRST_ROLE }]);
    },
  },
  {
    operation: "getRoleAssignments",
    fact: "lists the users of a role",
    async run({ list, given }) {
      const users = pluck(await list("getRoleAssignments", { id: FIRST_ROLE }), "user_id");
      expect(users).toContain(await given.user());
    },
  },
  {
    operation: "addOrUpdateRoleSetting",
    fact: "says how far what its members make is seen",
    async run({ one, given }) {
      const id = idNumber(await given.role());
      const body = { setting_key: "lead_default_visibility", value: 1 };
      expect(await one("addOrUpdateRoleSetting", { id, body })).toEqual({ id, lead_default_visibility: 1 });
      expect(await one("getRoleSettings", { id })).toMatchObject({ lead_default_visibility: 1 });
    },
  },
  {
    operation: "getRoleSettings",
    fact: "tells the visibility of each kind of thing",
    async run({ one, given }) {
      const settings = await one("getRoleSettings", { id: idNumber(await given.role()) });
      expect(settings).toEqual({
        ...{ deal_default_visibility: 3, lead_default_visibility: 3, org_default_visibility: 3 },
        ...{ person_default_visibility: 3, product_default_visibility: 3 },
      });
    },
  },
];

const SET_KEYS = ["id", "name", "description", "app", "type", "assignment_count"];

export const permissionChecks: Check[] = [
  {
    operation: "getPermissionSets",
    fact: "lists the sets, those of one app when asked",
    async run({ list }) {
      const sets = await list("getPermissionSets");
      for (const set of sets) expect(Object.keys(set)).toEqual(SET_KEYS);
      const sales = sets.filter(({ app }) => app === "sales");
      expect(pluck(sales, "type").toSorted()).toEqual(["admin", "regular"]);
    },
  },
  {
    operation: "getPermissionSets",
    fact: "lists those of one app when asked",
    since: 19,
    async run({ list }) {
      const sets = await list("getPermissionSets", { query: { app: "sales" } });
      expect(new Set(pluck(sets, "app"))).toEqual(new Set(["sales"]));
    },
  },
  {
    operation: "getPermissionSet",
    fact: "tells what a set permits",
    async run({ list, call }) {
      const sets = await list("getPermissionSets");
      const regular = sets.find(({ app, type }) => app === "sales" && type === "regular");
      const { body } = await call("getPermissionSet", { id: asString(regular?.id) });
      const text = JSON.stringify(asItem(body).data);
      expect(text).toContain("can_add_leads");
    },
  },
  {
    operation: "getPermissionSetAssignments",
    fact: "lists whom a set applies to",
    async run({ list, given }) {
      const sets = await list("getPermissionSets");
      const admin = sets.find(({ app, type }) => app === "sales" && type === "admin");
      const assigned = await list("getPermissionSetAssignments", { id: asString(admin?.id) });
      expect(assigned).toContainEqual(expect.objectContaining({ user_id: await given.user() }));
    },
  },
  {
    operation: "getUserPermissions",
    fact: "tells what an administrator may do: everything",
    async run({ one, given }) {
      const permissions = await one("getUserPermissions", { id: await given.user() });
      expect(permissions).toMatchObject({ can_delete_leads: true, can_use_api: true });
      expect(new Set(Object.values(permissions))).toEqual(new Set([true]));
    },
  },
  {
    operation: "getUserRoleAssignments",
    fact: "lists the one role of a user",
    async run({ list, given }) {
      const id = await given.user();
      expect(await list("getUserRoleAssignments", { id })).toMatchObject([
        { user_id: id, role_id: FIRST_ROLE },
      ]);
    },
  },
  {
    operation: "getUserRoleSettings",
    fact: "tells the settings of the user's role",
    async run({ one, given }) {
      const settings = await one("getUserRoleSettings", { id: await given.user() });
      expect(settings).toMatchObject({ lead_default_visibility: 3 });
    },
  },
];
