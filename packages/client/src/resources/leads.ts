import type * as contract from "@leadfoyer/contract";
import { call } from "../call.ts";
import type { Core } from "../core.ts";
import { list } from "../list.ts";
import type { WithCustomFields } from "../opened.ts";

type AddLead = WithCustomFields<typeof contract.addLead>;
type UpdateLead = WithCustomFields<typeof contract.updateLead>;
type GetLead = WithCustomFields<typeof contract.getLead>;
type GetLeads = WithCustomFields<typeof contract.getLeads>;
type GetArchivedLeads = WithCustomFields<typeof contract.getArchivedLeads>;

/** Leads. */
export const leads = (core: Core) => ({
  /**
   * Leads that are not archived, oldest first. `archived_status` of `"all"` or `"archived"` is honoured by Foyer;
   * Pipedrive documents it no more: use `listArchived` there.
   * @example for await (const lead of foyer.leads.list({ sort: "add_time DESC" })) …
   */
  list: list<GetLeads>(core, "GET /v1/leads? 20 offset"),
  /** Archived leads, oldest first. */
  listArchived: list<GetArchivedLeads>(core, "GET /v1/leads/archived? 40 offset"),
  /** Adds a lead. A person or an organization is required. */
  add: call<AddLead>(core, "POST /v1/leads! 10"),
  /** Reads a lead, archived or not. */
  get: call<GetLead>(core, "GET /v1/leads/{id} 2"),
  /** Changes the properties given; null unsets. An archived lead takes `is_archived: false` alone. */
  update: call<UpdateLead>(core, "PATCH /v1/leads/{id}! 10"),
  /** Deletes a lead. */
  delete: call<typeof contract.deleteLead>(core, "DELETE /v1/leads/{id} 6"),
  /** Ids of the users who may see a lead. */
  permittedUsers: list<typeof contract.getLeadUsers>(core, "GET /v1/leads/{id}/permittedUsers 10 all"),
});

/** Labels of leads. */
export const labels = (core: Core) => ({
  /** All labels. */
  list: list<typeof contract.getLeadLabels>(core, "GET /v1/leadLabels 10 all"),
  /** Adds a label. */
  add: call<typeof contract.addLeadLabel>(core, "POST /v1/leadLabels! 10"),
  /** Changes name or colour. */
  update: call<typeof contract.updateLeadLabel>(core, "PATCH /v1/leadLabels/{id}! 10"),
  /** Deletes a label and takes it off every lead. */
  delete: call<typeof contract.deleteLeadLabel>(core, "DELETE /v1/leadLabels/{id} 6"),
});

/** Where leads come from. */
export const sources = (core: Core) => ({
  /** All sources; the list is fixed. */
  list: list<typeof contract.getLeadSources>(core, "GET /v1/leadSources 2 all"),
});
