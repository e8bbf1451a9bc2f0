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
});
