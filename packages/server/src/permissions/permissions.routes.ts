import {
  getPermissionSet,
  getPermissionSetAssignments,
  getPermissionSets,
  getUserPermissions,
  updatePermissionSet,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { PermissionService } from "./permissions.service.ts";

export function permissionRoutes(serve: Serve, permissions: PermissionService): void {
  serve(getPermissionSets, ({ actor, query }) => permissions.list(actor, query.app));
  // A list of one: so Pipedrive's own example has it.
  serve(getPermissionSet, async ({ actor, params }) => [await permissions.get(actor, params.id)]);
  serve(getPermissionSetAssignments, ({ actor, params, query }) =>
    permissions.assignments(actor, params.id, query),
  );
  serve(getUserPermissions, ({ actor, params }) => permissions.ofUser(actor, params.id));
  serve(updatePermissionSet, ({ actor, params, body }) =>
    permissions.change(actor, params.id, body.contents),
  );
}
