import type * as contract from "@leadfoyer/contract";
import type { DataOf, Endpoint, InputOf } from "@leadfoyer/contract";
import { call } from "../call.ts";
import type { Core } from "../core.ts";
import type { Called } from "../endpoint-line.ts";
import { list } from "../list.ts";

/** A write that answers all it wrote at once. */
type Many<E extends Called> = Endpoint<InputOf<E>, DataOf<E>[], undefined> &
  Pick<E, "method" | "path" | "cost">;

type Deal = typeof contract.dealFields;

/** Fields of deals as v2 has them: known by their `field_code`, options changed one by one. */
export const dealDefinitions = (core: Core) => ({
  list: list<Deal["list"]>(core, "GET /api/v2/dealFields? 10 cursor"),
  add: call<Deal["add"]>(core, "POST /api/v2/dealFields! 5"),
  get: call<Deal["get"]>(core, "GET /api/v2/dealFields/{field_code}? 1"),
  update: call<Deal["change"]>(core, "PATCH /api/v2/dealFields/{field_code}! 5"),
  delete: call<Deal["remove"]>(core, "DELETE /api/v2/dealFields/{field_code} 3"),
  addOptions: call<Many<Deal["addOptions"]>>(core, "POST /api/v2/dealFields/{field_code}/options! 5"),
  updateOptions: call<Many<Deal["changeOptions"]>>(core, "PATCH /api/v2/dealFields/{field_code}/options! 5"),
  deleteOptions: call<Many<Deal["removeOptions"]>>(core, "DELETE /api/v2/dealFields/{field_code}/options! 3"),
});

type Person = typeof contract.personFields;

/** Fields of persons as v2 has them: known by their `field_code`, options changed one by one. */
export const personDefinitions = (core: Core) => ({
  list: list<Person["list"]>(core, "GET /api/v2/personFields? 10 cursor"),
  add: call<Person["add"]>(core, "POST /api/v2/personFields! 5"),
  get: call<Person["get"]>(core, "GET /api/v2/personFields/{field_code}? 1"),
  update: call<Person["change"]>(core, "PATCH /api/v2/personFields/{field_code}! 5"),
  delete: call<Person["remove"]>(core, "DELETE /api/v2/personFields/{field_code} 3"),
  addOptions: call<Many<Person["addOptions"]>>(core, "POST /api/v2/personFields/{field_code}/options! 5"),
  updateOptions: call<Many<Person["changeOptions"]>>(
    core,
    "PATCH /api/v2/personFields/{field_code}/options! 5",
  ),
  deleteOptions: call<Many<Person["removeOptions"]>>(
    core,
    "DELETE /api/v2/personFields/{field_code}/options! 3",
  ),
});

type Organization = typeof contract.organizationFields;

/** Fields of organizations as v2 has them: known by their `field_code`, options changed one by one. */
export const organizationDefinitions = (core: Core) => ({
  list: list<Organization["list"]>(core, "GET /api/v2/organizationFields? 10 cursor"),
  add: call<Organization["add"]>(core, "POST /api/v2/organizationFields! 5"),
  get: call<Organization["get"]>(core, "GET /api/v2/organizationFields/{field_code}? 1"),
  update: call<Organization["change"]>(core, "PATCH /api/v2/organizationFields/{field_code}! 5"),
  delete: call<Organization["remove"]>(core, "DELETE /api/v2/organizationFields/{field_code} 3"),
  addOptions: call<Many<Organization["addOptions"]>>(
    core,
    "POST /api/v2/organizationFields/{field_code}/options! 5",
  ),
  updateOptions: call<Many<Organization["changeOptions"]>>(
    core,
    "PATCH /api/v2/organizationFields/{field_code}/options! 5",
  ),
  deleteOptions: call<Many<Organization["removeOptions"]>>(
    core,
    "DELETE /api/v2/organizationFields/{field_code}/options! 3",
  ),
});

/** Fields of activities as v2 has them. */
export const activityDefinitions = (core: Core) => ({
  list: list<typeof contract.getActivityFieldsV2>(core, "GET /api/v2/activityFields? 10 cursor"),
  get: call<typeof contract.getActivityField>(core, "GET /api/v2/activityFields/{field_code}? 1"),
});
