import type * as contract from "@leadfoyer/contract";
import { call } from "../call.ts";
import type { Core } from "../core.ts";
import { list } from "../list.ts";
import type { Organization, Person } from "../types.ts";

/** Persons, as v2 has them. */
export const persons = (core: Core) => ({
  list: list<typeof contract.getPersons, Person>(core, "GET /api/v2/persons? 10 cursor"),
  add: call<typeof contract.addPerson, Person>(core, "POST /api/v2/persons! 5"),
  get: call<typeof contract.getPerson, Person>(core, "GET /api/v2/persons/{id}? 1"),
  update: call<typeof contract.updatePerson, Person>(core, "PATCH /api/v2/persons/{id}! 5"),
  delete: call<typeof contract.deletePerson>(core, "DELETE /api/v2/persons/{id} 3"),
  /** By name, mail address, phone number, notes and custom fields; best first. */
  search: list<typeof contract.searchPersonsV2>(core, "GET /api/v2/persons/search? 20 cursor"),
  /** Ids of the users who may see it. */
  permittedUsers: list<(typeof contract.personFollowersV1)["viewers"]>(
    core,
    "GET /v1/persons/{id}/permittedUsers 10 all",
  ),
  /** Who follows a person, and so sees it whatever its `visible_to`. */
  followers: list<(typeof contract.personFollowers)["list"]>(
    core,
    "GET /api/v2/persons/{id}/followers? 10 cursor",
  ),
  /** Lets a user follow it. */
  addFollower: call<(typeof contract.personFollowers)["add"]>(core, "POST /api/v2/persons/{id}/followers! 5"),
  /** Ends a user's following, by the id of the user. */
  removeFollower: call<(typeof contract.personFollowers)["remove"]>(
    core,
    "DELETE /api/v2/persons/{id}/followers/{follower_id} 3",
  ),
});

/** Organizations, as v2 has them. */
export const organizations = (core: Core) => ({
  list: list<typeof contract.getOrganizations, Organization>(core, "GET /api/v2/organizations? 10 cursor"),
  add: call<typeof contract.addOrganization, Organization>(core, "POST /api/v2/organizations! 5"),
  get: call<typeof contract.getOrganization, Organization>(core, "GET /api/v2/organizations/{id}? 1"),
  update: call<typeof contract.updateOrganization, Organization>(core, "PATCH /api/v2/organizations/{id}! 5"),
  delete: call<typeof contract.deleteOrganization>(core, "DELETE /api/v2/organizations/{id} 3"),
  /** By name, address, notes and custom fields; best first. */
  search: list<typeof contract.searchOrganizationV2>(core, "GET /api/v2/organizations/search? 20 cursor"),
  /** Ids of the users who may see it. */
  permittedUsers: list<(typeof contract.organizationFollowersV1)["viewers"]>(
    core,
    "GET /v1/organizations/{id}/permittedUsers 10 all",
  ),
  /** Who follows an organization, and so sees it whatever its `visible_to`. */
  followers: list<(typeof contract.organizationFollowers)["list"]>(
    core,
    "GET /api/v2/organizations/{id}/followers? 10 cursor",
  ),
  /** Lets a user follow it. */
  addFollower: call<(typeof contract.organizationFollowers)["add"]>(
    core,
    "POST /api/v2/organizations/{id}/followers! 5",
  ),
  /** Ends a user's following, by the id of the user. */
  removeFollower: call<(typeof contract.organizationFollowers)["remove"]>(
    core,
    "DELETE /api/v2/organizations/{id}/followers/{follower_id} 3",
  ),
});
