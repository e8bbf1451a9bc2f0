import {
  addOrUpdateRoleSetting,
  addRole,
  addRoleAssignment,
  deleteRole,
  deleteRoleAssignment,
  getRole,
  getRoleAssignments,
  getRoleSettings,
  getRoles,
  getUserRoleAssignments,
  getUserRoleSettings,
  updateRole,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { RoleMemberService } from "./role-members.service.ts";
import type { RoleService } from "./roles.service.ts";

type Services = { roles: RoleService; members: RoleMemberService };

export function roleRoutes(serve: Serve, { roles, members }: Services): void {
  serve(getRoles, ({ actor, query }) => roles.list(actor, query));
  serve(addRole, ({ actor, body }) => roles.add(actor, body));
  serve(getRole, async ({ actor, params }) => {
    const { role, settings } = await roles.get(actor, params.id);
    return { item: role, additional: { settings } };
  });
  serve(updateRole, ({ actor, params, body }) => roles.change(actor, params.id, body));
  serve(deleteRole, ({ actor, params }) => roles.remove(actor, params.id));
  serve(getRoleAssignments, ({ actor, params, query }) => members.list(actor, params.id, query));
  serve(addRoleAssignment, ({ actor, params, body }) => members.assign(actor, params.id, body.user_id));
  serve(deleteRoleAssignment, ({ actor, params, body }) => members.unassign(actor, params.id, body.user_id));
  serve(getRoleSettings, ({ actor, params }) => roles.settings(actor, params.id));
  serve(addOrUpdateRoleSetting, ({ actor, params, body }) => roles.set(actor, params.id, body));
  serve(getUserRoleAssignments, ({ actor, params, query }) => members.listOfUser(actor, params.id, query));
  serve(getUserRoleSettings, ({ actor, params }) => members.settingsOfUser(actor, params.id));
}
