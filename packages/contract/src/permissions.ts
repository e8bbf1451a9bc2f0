import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Id, offsetQuery } from "./scalars.ts";

/** What there is to be permitted, by the app it belongs to. Source: Pipedrive's OpenAPI, and its changelog of 2023-06. */
export const permissionsOf = {
  sales: [
    "can_add_deals",
    "can_add_leads",
    "can_add_products",
    "can_add_prospects_as_leads",
    "can_convert_deals_to_leads",
    "can_delete_deals",
    "can_delete_leads",
    "can_edit_deals_closed_date",
    "can_edit_other_users_deals",
    "can_edit_other_users_leads",
    "can_edit_products",
    "can_merge_deals",
    "can_see_deals_list_summary",
  ],
  global: [
    "can_add_custom_fields",
    "can_add_organizations",
    "can_add_people",
    "can_bulk_edit_items",
    "can_change_visibility_of_items",
    "can_create_own_workflow",
    "can_delete_activities",
    "can_delete_custom_fields",
    "can_delete_organizations",
    "can_delete_people",
    "can_edit_custom_fields",
    "can_edit_other_users_organizations",
    "can_edit_other_users_people",
    "can_edit_shared_filters",
    "can_export_data_from_lists",
    "can_follow_other_users",
    "can_merge_organizations",
    "can_merge_people",
    "can_modify_labels",
    "can_see_company_wide_statistics",
    "can_see_hidden_items_names",
    "can_see_other_users",
    "can_see_other_users_statistics",
    "can_share_filters",
    "can_share_insights",
    "can_use_api",
    "can_use_email_tracking",
    "can_use_import",
  ],
  account_settings: ["can_see_security_dashboard"],
} as const;
export type PermissionApp = keyof typeof permissionsOf;
export type Permission = (typeof permissionsOf)[PermissionApp][number];

export const permissions: readonly Permission[] = Object.values(permissionsOf).flat().sort();

const member = Type.Boolean();

/** Every permission, and whether a user has it. */
export const UserPermissions = Type.Object(
  Object.fromEntries(permissions.map((name) => [name, member])) as Record<Permission, typeof member>,
);
export type UserPermissions = Type.Static<typeof UserPermissions>;

const set = {
  id: Type.String({ format: "guid" }),
  name: Type.String(),
  description: Type.String(),
  app: Type.Enum(["sales", "global", "account_settings"]),
  type: Type.Enum(["admin", "regular"]),
  assignment_count: Type.Integer(),
};

export const PermissionSet = Type.Object(set);
export type PermissionSet = Type.Static<typeof PermissionSet>;

const WholePermissionSet = Type.Object({ ...set, contents: Type.Array(Type.String()) });
export type WholePermissionSet = Type.Static<typeof WholePermissionSet>;

export const PermissionSetAssignment = Type.Object({
  user_id: Id,
  permission_set_id: Type.String(),
  name: Type.String(),
});
export type PermissionSetAssignment = Type.Static<typeof PermissionSetAssignment>;

const setPath = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100, format: "text" }) });
const common = { family: "v1", tag: "Permission sets", scopes: ["admin"], status: 200 } as const;

export const getPermissionSets = endpoint({
  ...common,
  operation: "getPermissionSets",
  method: "GET",
  path: "/v1/permissionSets",
  summary: "List permission sets",
  cost: 20,
  query: Type.Object({
    app: Type.Optional(
      Type.Enum(["sales", "projects", "campaigns", "global", "account_settings", "partnership", "nova"]),
    ),
  }),
  data: PermissionSet,
  list: "all",
});

export const getPermissionSet = endpoint({
  ...common,
  operation: "getPermissionSet",
  method: "GET",
  path: "/v1/permissionSets/{id}",
  summary: "Read a permission set with what it permits, as a list of one",
  cost: 2,
  params: setPath,
  data: WholePermissionSet,
  list: "all",
});

export const getPermissionSetAssignments = endpoint({
  ...common,
  operation: "getPermissionSetAssignments",
  method: "GET",
  path: "/v1/permissionSets/{id}/assignments",
  summary: "List the users a permission set applies to",
  cost: 20,
  params: setPath,
  query: Type.Object(offsetQuery),
  data: PermissionSetAssignment,
  list: "offset",
});

export const getUserPermissions = endpoint({
  ...common,
  operation: "getUserPermissions",
  method: "GET",
  path: "/v1/users/{id}/permissions",
  summary: "Read what a user is permitted",
  tag: "Users",
  scopes: ["users:read"],
  cost: 10,
  params: Type.Object({ id: Id }),
  data: UserPermissions,
});

export const updatePermissionSet = endpoint({
  family: "v2",
  tag: "Foyer",
  operation: "updatePermissionSet",
  method: "PATCH",
  path: "/foyer/permission-sets/{id}",
  summary: "Say what regular users are permitted",
  scopes: ["admin"],
  cost: 10,
  params: setPath,
  body: Type.Object(
    { contents: Type.Array(Type.Enum([...permissions]), { maxItems: permissions.length }) },
    { additionalProperties: false },
  ),
  status: 200,
  data: WholePermissionSet,
});

export const permissionEndpoints = [
  getPermissionSets,
  getPermissionSet,
  getPermissionSetAssignments,
  getUserPermissions,
  updatePermissionSet,
];
