import type * as contract from "@leadfoyer/contract";
import { call } from "../call.ts";
import type { Core } from "../core.ts";
import { list } from "../list.ts";

/** Foyer alone: what one chooses for oneself. */
export const profile = (core: Core) => ({
  /** Reads it. Null: as the browser has it. */
  get: call<typeof contract.getProfile>(core, "GET /foyer/profile 0"),
  /** Changes the properties given. */
  update: call<typeof contract.updateProfile>(core, "PATCH /foyer/profile! 0"),
});

/** Foyer alone: one's own API tokens. */
export const tokens = (core: Core) => ({
  /** All of them, without what is secret. */
  list: list<typeof contract.getApiTokens>(core, "GET /foyer/tokens 0 all"),
  /** Makes a token, which is answered this once. */
  add: call<typeof contract.addApiToken>(core, "POST /foyer/tokens! 0"),
  /** Revokes a token. */
  delete: call<typeof contract.deleteApiToken>(core, "DELETE /foyer/tokens/{id} 0"),
});

/** Foyer alone: users, as administrators look after them. */
export const members = (core: Core) => ({
  /** All users, deactivated ones too. */
  list: list<typeof contract.getMembers>(core, "GET /foyer/users 0 all"),
  /** Adds a user; answers the link they first sign in by, this once. */
  invite: call<typeof contract.inviteMember>(core, "POST /foyer/users! 0"),
  /** Renames, promotes, deactivates, or gives a role. */
  update: call<typeof contract.updateMember>(core, "PATCH /foyer/users/{id}! 0"),
  /** A link that signs a user in once. */
  addLink: call<typeof contract.addMemberLink>(core, "POST /foyer/users/{id}/link 0"),
});

/** Foyer alone: the company. */
export const company = (core: Core) => ({
  /** Reads it. */
  get: call<typeof contract.getCompany>(core, "GET /foyer/company 0"),
  /** Changes name and currency. */
  update: call<typeof contract.updateCompany>(core, "PATCH /foyer/company! 0"),
  /** Fills a company without leads with a realistic inbox. */
  fillWithDemo: call<typeof contract.fillWithDemo>(core, "POST /foyer/demo! 0"),
});

/** Foyer alone: apps that may act for users by OAuth 2. */
export const apps = (core: Core) => ({
  /** All apps of the company. */
  list: list<typeof contract.getApps>(core, "GET /foyer/apps 0 all"),
  /** Makes an app; its secret is answered this once. */
  add: call<typeof contract.addApp>(core, "POST /foyer/apps! 0"),
  /** Removes an app with all its tokens. */
  delete: call<typeof contract.deleteApp>(core, "DELETE /foyer/apps/{id} 0"),
  /** Apps that may act for the caller. */
  grants: list<typeof contract.getGrants>(core, "GET /foyer/grants 0 all"),
  /** Lets an app act for the caller no more. */
  deleteGrant: call<typeof contract.deleteGrant>(core, "DELETE /foyer/grants/{id} 0"),
});

/** What users are permitted to do. */
export const permissionSets = (core: Core) => ({
  /** All sets. */
  list: list<typeof contract.getPermissionSets>(core, "GET /v1/permissionSets? 20 all"),
  /** A set with what it permits, as a list of one. */
  get: list<typeof contract.getPermissionSet>(core, "GET /v1/permissionSets/{id} 2 all"),
  /** The users who have a set. */
  assignments: list<typeof contract.getPermissionSetAssignments>(
    core,
    "GET /v1/permissionSets/{id}/assignments? 20 offset",
  ),
  /** Foyer alone: says what a set permits. */
  update: call<typeof contract.updatePermissionSet>(core, "PATCH /foyer/permission-sets/{id}! 10"),
});
