import type * as contract from "@leadfoyer/contract";
import { call } from "../call.ts";
import type { Core } from "../core.ts";
import { createFieldMap, type FieldMap, type NamedValues } from "../fields/field-map.ts";
import { list } from "../list.ts";
import {
  activityDefinitions,
  dealDefinitions,
  organizationDefinitions,
  personDefinitions,
} from "./field-definitions.ts";

type Deal = typeof contract.dealFieldsV1;
type Person = typeof contract.personFieldsV1;
type Organization = typeof contract.organizationFieldsV1;

/** What has custom fields. */
export type FieldOwner = "lead" | "deal" | "person" | "organization";

/** Definitions of fields. Leads have the custom fields of deals. */
export function fields(core: Core) {
  const lead = { list: list<typeof contract.getLeadFields>(core, "GET /v1/leadFields? 20 offset") };
  const deal = {
    list: list<Deal["list"]>(core, "GET /v1/dealFields? 20 offset"),
    add: call<Deal["add"]>(core, "POST /v1/dealFields! 10"),
    get: call<Deal["get"]>(core, "GET /v1/dealFields/{id} 2"),
    update: call<Deal["change"]>(core, "PUT /v1/dealFields/{id}! 10"),
    delete: call<Deal["remove"]>(core, "DELETE /v1/dealFields/{id} 6"),
    deleteMany: call<Deal["removeMany"]>(core, "DELETE /v1/dealFields? 10"),
    order: call<typeof contract.orderDealFields>(core, "PUT /foyer/deal-fields/order! 10"),
    /** The same, as v2 has them. */
    definitions: dealDefinitions(core),
  };
  const person = {
    list: list<Person["list"]>(core, "GET /v1/personFields? 20 offset"),
    add: call<Person["add"]>(core, "POST /v1/personFields! 10"),
    get: call<Person["get"]>(core, "GET /v1/personFields/{id} 2"),
    update: call<Person["change"]>(core, "PUT /v1/personFields/{id}! 10"),
    delete: call<Person["remove"]>(core, "DELETE /v1/personFields/{id} 6"),
    deleteMany: call<Person["removeMany"]>(core, "DELETE /v1/personFields? 10"),
    order: call<typeof contract.orderPersonFields>(core, "PUT /foyer/person-fields/order! 10"),
    definitions: personDefinitions(core),
  };
  const organization = {
    list: list<Organization["list"]>(core, "GET /v1/organizationFields? 20 offset"),
    add: call<Organization["add"]>(core, "POST /v1/organizationFields! 10"),
    get: call<Organization["get"]>(core, "GET /v1/organizationFields/{id} 2"),
    update: call<Organization["change"]>(core, "PUT /v1/organizationFields/{id}! 10"),
    delete: call<Organization["remove"]>(core, "DELETE /v1/organizationFields/{id} 6"),
    deleteMany: call<Organization["removeMany"]>(core, "DELETE /v1/organizationFields? 10"),
    order: call<typeof contract.orderOrganizationFields>(core, "PUT /foyer/organization-fields/order! 10"),
    definitions: organizationDefinitions(core),
  };
  const activity = {
    list: list<typeof contract.getActivityFields>(core, "GET /v1/activityFields? 20 offset"),
    definitions: activityDefinitions(core),
  };
  const note = { list: list<typeof contract.getNoteFields>(core, "GET /v1/noteFields? 20 offset") };

  return {
    lead,
    deal,
    person,
    organization,
    activity,
    note,
    /**
     * Reads the custom fields of leads (or deals, persons, organizations) and answers them by name, to write and read
     * values with. `Names` is what `foyer types` makes of an account: with it a wrong name or option does not compile.
     *
     * @example
     * const fields = await foyer.fields.load<Account["lead"]>();
     * await foyer.leads.add({ title, person_id, ...fields.write({ "Customer type": "Company" }) });
     * fields.read(lead)["Customer type"]; // "Company"
     */
    async load<Names extends NamedValues = NamedValues>(
      owner: FieldOwner = "lead",
    ): Promise<FieldMap<Names>> {
      const { list } = { lead, deal, person, organization }[owner];
      return createFieldMap<Names>(await list().toArray(), owner === "lead");
    },
  };
}
