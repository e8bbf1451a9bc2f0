import type * as contract from "@leadfoyer/contract";
import { call } from "../call.ts";
import type { Core } from "../core.ts";
import { list } from "../list.ts";

/** Users of the company. */
export const users = (core: Core) => ({
  /** All users. */
  list: list<typeof contract.getUsers>(core, "GET /v1/users 20 all"),
  /** Who asks, with the company. */
  me: call<typeof contract.getCurrentUser>(core, "GET /v1/users/me 2"),
  /** Reads a user. */
  get: call<typeof contract.getUser>(core, "GET /v1/users/{id} 2"),
  /** Adds a user, who signs in by a link of `members.addLink`. For administrators. */
  add: call<typeof contract.addUser>(core, "POST /v1/users! 10"),
  /** Deactivates a user, or brings one back. For administrators. */
  update: call<typeof contract.updateUser>(core, "PUT /v1/users/{id}! 10"),
  /** By name, or by e-mail. */
  find: list<typeof contract.findUsersByName>(core, "GET /v1/users/find? 40 all"),
  /** What a user is permitted to do. */
  permissions: call<typeof contract.getUserPermissions>(core, "GET /v1/users/{id}/permissions 10"),
  /** The roles of a user. */
  roleAssignments: list<typeof contract.getUserRoleAssignments>(
    core,
    "GET /v1/users/{id}/roleAssignments? 10 offset",
  ),
  /** What the roles of a user set, such as who sees a new lead. */
  roleSettings: call<typeof contract.getUserRoleSettings>(core, "GET /v1/users/{id}/roleSettings 10"),
});

/** Roles, which are visibility groups too. */
export const roles = (core: Core) => ({
  /** All roles. */
  list: list<typeof contract.getRoles>(core, "GET /v1/roles? 20 offset"),
  /** Adds a role. */
  add: call<typeof contract.addRole>(core, "POST /v1/roles! 10"),
  /** Reads a role. */
  get: call<typeof contract.getRole>(core, "GET /v1/roles/{id} 2"),
  /** Changes the properties given. */
  update: call<typeof contract.updateRole>(core, "PUT /v1/roles/{id}! 10"),
  /** Deletes a role. */
  delete: call<typeof contract.deleteRole>(core, "DELETE /v1/roles/{id} 6"),
  /** Who has a role. */
  assignments: list<typeof contract.getRoleAssignments>(core, "GET /v1/roles/{id}/assignments? 10 offset"),
  /** Gives a user a role. */
  assign: call<typeof contract.addRoleAssignment>(core, "POST /v1/roles/{id}/assignments! 10"),
  /** Takes a role from a user. */
  unassign: call<typeof contract.deleteRoleAssignment>(core, "DELETE /v1/roles/{id}/assignments! 6"),
  /** What a role sets. */
  settings: call<typeof contract.getRoleSettings>(core, "GET /v1/roles/{id}/settings 20"),
  /** Sets one thing for a role. */
  set: call<typeof contract.addOrUpdateRoleSetting>(core, "POST /v1/roles/{id}/settings! 10"),
});

/** Currencies a value may have. */
export const currencies = (core: Core) => ({
  /** All currencies, or those that match a term. */
  list: list<typeof contract.getCurrencies>(core, "GET /v1/currencies? 20 all"),
});

/** Filters: conditions with a name, whose id lists take as `filter_id`. */
export const filters = (core: Core) => ({
  /** All filters of a type. */
  list: list<typeof contract.getFilters>(core, "GET /v1/filters? 20 all"),
  /** What conditions may say, by type of field. */
  helpers: call<typeof contract.getFilterHelpers>(core, "GET /v1/filters/helpers 20"),
  /** Adds a filter. */
  add: call<typeof contract.addFilter>(core, "POST /v1/filters?! 10"),
  /** Reads a filter with its conditions. */
  get: call<typeof contract.getFilter>(core, "GET /v1/filters/{id}? 2"),
  /** Changes the properties given. */
  update: call<typeof contract.updateFilter>(core, "PUT /v1/filters/{id}?! 10"),
  /** Deletes a filter. */
  delete: call<typeof contract.deleteFilter>(core, "DELETE /v1/filters/{id} 6"),
  /** Deletes many filters. */
  deleteMany: call<typeof contract.deleteFilters>(core, "DELETE /v1/filters? 10"),
});

/** Webhooks: where to tell of what happens, and what became of the telling. */
export const webhooks = (core: Core) => ({
  /** All webhooks. */
  list: list<typeof contract.getWebhooks>(core, "GET /v1/webhooks 10 all"),
  /** Adds a webhook. Foyer gives its signing secret by `renewSecret`. */
  add: call<typeof contract.addWebhook>(core, "POST /v1/webhooks! 10"),
  /** Deletes a webhook. */
  delete: call<typeof contract.deleteWebhook>(core, "DELETE /v1/webhooks/{id} 6"),
  /** Foyer alone: how deliveries go. */
  health: list<typeof contract.getWebhookHealth>(core, "GET /foyer/webhooks 10 all"),
  /** Foyer alone: a new signing secret. */
  renewSecret: call<typeof contract.renewWebhookSecret>(core, "POST /foyer/webhooks/{id}/secret 10"),
  /** Foyer alone: what was delivered, newest first. */
  deliveries: list<typeof contract.getWebhookDeliveries>(
    core,
    "GET /foyer/webhooks/{id}/deliveries? 10 cursor",
  ),
  /** Foyer alone: one delivery with its attempts. */
  delivery: call<typeof contract.getWebhookDelivery>(
    core,
    "GET /foyer/webhooks/{id}/deliveries/{delivery_id} 2",
  ),
  /** Foyer alone: delivers once more. */
  replayDelivery: call<typeof contract.replayWebhookDelivery>(
    core,
    "POST /foyer/webhooks/{id}/deliveries/{delivery_id}/replay 10",
  ),
  /** Foyer alone: delivers everything since a moment once more. */
  replay: call<typeof contract.replayWebhook>(core, "POST /foyer/webhooks/{id}/replay! 10"),
});
