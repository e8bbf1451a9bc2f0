import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Id, Name, Nullable, offsetQuery, VisibleToNumber } from "./scalars.ts";

/** What a role sets: how far things its members make are seen unless they say otherwise. */
export const roleSettingKeys = [
  "deal_default_visibility",
  "lead_default_visibility",
  "org_default_visibility",
  "person_default_visibility",
  "product_default_visibility",
] as const;
export type RoleSettingKey = (typeof roleSettingKeys)[number];

const settings = <S extends Type.TSchema>(schema: S) =>
  Object.fromEntries(roleSettingKeys.map((key) => [key, schema])) as Record<RoleSettingKey, S>;

export const RoleSettings = Type.Object(settings(VisibleToNumber));
export type RoleSettings = Type.Static<typeof RoleSettings>;

const role = {
  id: Id,
  parent_role_id: Nullable(Id),
  name: Type.String(),
  active_flag: Type.Boolean(),
  assignment_count: Type.String({ description: "Active users that have the role" }),
  sub_role_count: Type.String({ description: "Roles right below" }),
};

/**
 * A role is what Pipedrive's web application calls a visibility group: everyone has one, and members of a role see
 * what those in the roles below it own.
 */
export const Role = Type.Object(role);
export type Role = Type.Static<typeof Role>;

/** `level` is 1 at the top. */
export const ListedRole = Type.Object({ ...role, level: Type.Integer({ minimum: 1 }) });
export type ListedRole = Type.Static<typeof ListedRole>;

export const RoleAssignment = Type.Object({
  user_id: Id,
  role_id: Id,
  parent_role_id: Nullable(Id),
  name: Type.String(),
  active_flag: Type.Boolean(),
  type: Type.String(),
});
export type RoleAssignment = Type.Static<typeof RoleAssignment>;

const parent_role_id = Type.Optional(Nullable(Id));
export const RoleCreate = Type.Object({ name: Name("The name of the role"), parent_role_id });
export type RoleCreate = Type.Static<typeof RoleCreate>;

/** Only the keys sent change; a null parent moves the role to the top. */
export const RoleUpdate = Type.Object({ name: Type.Optional(Name("The name of the role")), parent_role_id });
export type RoleUpdate = Type.Static<typeof RoleUpdate>;

export const RoleSettingInput = Type.Object({
  setting_key: Type.Enum([...roleSettingKeys]),
  value: VisibleToNumber,
});
export type RoleSettingInput = Type.Static<typeof RoleSettingInput>;

const RoleMember = Type.Object({ user_id: Id });
const RoleId = Type.Object({ id: Id });
const common = { family: "v1", tag: "Roles", scopes: ["admin"], status: 200 } as const;
const atOne = { ...common, params: Type.Object({ id: Id }) } as const;
const paged = { query: Type.Object(offsetQuery), list: "offset" } as const;

export const getRoles = endpoint({
  ...common,
  ...paged,
  operation: "getRoles",
  method: "GET",
  path: "/v1/roles",
  summary: "List roles, which are visibility groups",
  cost: 20,
  data: ListedRole,
});

export const addRole = endpoint({
  ...common,
  operation: "addRole",
  method: "POST",
  path: "/v1/roles",
  summary: "Add a role, below another or at the top",
  cost: 10,
  body: RoleCreate,
  data: RoleId,
});

export const getRole = endpoint({
  ...atOne,
  operation: "getRole",
  method: "GET",
  path: "/v1/roles/{id}",
  summary: "Read a role; its settings come as additional data",
  cost: 2,
  data: Role,
});

export const updateRole = endpoint({
  ...atOne,
  operation: "updateRole",
  method: "PUT",
  path: "/v1/roles/{id}",
  summary: "Rename or move a role",
  cost: 10,
  body: RoleUpdate,
  data: RoleId,
});

export const deleteRole = endpoint({
  ...atOne,
  operation: "deleteRole",
  method: "DELETE",
  path: "/v1/roles/{id}",
  summary: "Delete a role; its members get the first role, the roles below move up",
  cost: 6,
  data: RoleId,
});

export const getRoleAssignments = endpoint({
  ...atOne,
  ...paged,
  operation: "getRoleAssignments",
  method: "GET",
  path: "/v1/roles/{id}/assignments",
  summary: "List the users that have a role",
  cost: 10,
  data: RoleAssignment,
});

export const addRoleAssignment = endpoint({
  ...atOne,
  operation: "addRoleAssignment",
  method: "POST",
  path: "/v1/roles/{id}/assignments",
  summary: "Give a user a role, in place of the one they had",
  cost: 10,
  body: RoleMember,
  data: Type.Object({ user_id: Id, role_id: Id }),
});

export const deleteRoleAssignment = endpoint({
  ...atOne,
  operation: "deleteRoleAssignment",
  method: "DELETE",
  path: "/v1/roles/{id}/assignments",
  summary: "Take a role from a user, who gets the first role",
  cost: 6,
  body: RoleMember,
  data: RoleId,
});

export const getRoleSettings = endpoint({
  ...atOne,
  operation: "getRoleSettings",
  method: "GET",
  path: "/v1/roles/{id}/settings",
  summary: "Read the settings of a role",
  cost: 20,
  data: RoleSettings,
});

export const addOrUpdateRoleSetting = endpoint({
  ...atOne,
  operation: "addOrUpdateRoleSetting",
  method: "POST",
  path: "/v1/roles/{id}/settings",
  summary: "Set how far what members of a role make is seen",
  cost: 10,
  body: RoleSettingInput,
  data: Type.Object({ id: Id, ...settings(Type.Optional(VisibleToNumber)) }),
});

const ofUser = { ...atOne, tag: "Users", method: "GET", scopes: ["users:read"], cost: 10 } as const;

export const getUserRoleAssignments = endpoint({
  ...ofUser,
  ...paged,
  operation: "getUserRoleAssignments",
  path: "/v1/users/{id}/roleAssignments",
  summary: "List the role of a user",
  data: RoleAssignment,
});

export const getUserRoleSettings = endpoint({
  ...ofUser,
  operation: "getUserRoleSettings",
  path: "/v1/users/{id}/roleSettings",
  summary: "Read the settings of a user's role",
  data: RoleSettings,
});

export const roleEndpoints = [
  getRoles,
  addRole,
  getRole,
  updateRole,
  deleteRole,
  getRoleAssignments,
  addRoleAssignment,
  deleteRoleAssignment,
  getRoleSettings,
  addOrUpdateRoleSetting,
  getUserRoleAssignments,
  getUserRoleSettings,
];
