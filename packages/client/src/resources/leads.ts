import type * as contract from "@leadfoyer/contract";
import type { DataOf, Endpoint, InputOf, ListOf } from "@leadfoyer/contract";
import { call } from "../call.ts";
import { settled } from "../conversion.ts";
import type { Core } from "../core.ts";
import { list } from "../list.ts";
import type { WithCustomFields } from "../opened.ts";
import type { CallOptions } from "../options.ts";
import type { LeadListQuery } from "../types.ts";

type AddLead = WithCustomFields<typeof contract.addLead>;
type UpdateLead = WithCustomFields<typeof contract.updateLead>;
type GetLead = WithCustomFields<typeof contract.getLead>;
type LeadsFound = WithCustomFields<typeof contract.getLeads>;
type GetLeads = Endpoint<
  InputOf<LeadsFound> & { query: LeadListQuery },
  DataOf<LeadsFound>,
  ListOf<LeadsFound>
> &
  Pick<LeadsFound, "method" | "path" | "cost">;
type GetArchivedLeads = WithCustomFields<typeof contract.getArchivedLeads>;

/** `archived` goes by another name on the wire. */
const named = ({ archived, ...query }: LeadListQuery): object =>
  archived ? { ...query, archived_status: archived } : query;

/** Leads. */
export function leads(core: Core) {
  const startConversion = call<typeof contract.convertLeadToDeal>(
    core,
    "POST /api/v2/leads/{id}/convert/deal! 40",
  );
  const conversion = call<typeof contract.getLeadConversionStatus>(
    core,
    "GET /api/v2/leads/{id}/convert/status/{conversion_id} 1",
  );
  return {
    /**
     * Leads that are not archived, oldest first; others too where the query says `archived: "all"`, or `"archived"` for
     * them alone. Foyer honours that; Pipedrive documents it no more, as `archived_status`: use `listArchived` there.
     * @example
     * for await (const lead of foyer.leads.list({ sort: "add_time DESC", archived: "all" })) console.log(lead.title);
     */
    list: list<GetLeads>(core, "GET /v1/leads? 20 offset", named),
    /** Archived leads, oldest first. */
    listArchived: list<GetArchivedLeads>(core, "GET /v1/leads/archived? 40 offset"),
    /** By title, notes and custom fields, archived leads too; best first. */
    search: list<typeof contract.searchLeadsV2>(core, "GET /api/v2/leads/search? 20 cursor"),
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
    /** Foyer alone: who follows a lead, and so sees it whatever its `visible_to`. */
    followers: list<(typeof contract.leadFollowers)["list"]>(
      core,
      "GET /foyer/leads/{id}/followers? 10 cursor",
    ),
    /** Foyer alone: lets a user follow it. */
    addFollower: call<(typeof contract.leadFollowers)["add"]>(core, "POST /foyer/leads/{id}/followers! 5"),
    /** Foyer alone: ends a user's following, by the id of the user. */
    removeFollower: call<(typeof contract.leadFollowers)["remove"]>(
      core,
      "DELETE /foyer/leads/{id}/followers/{follower_id} 3",
    ),
    /**
     * Turns a lead into a deal, in the first stage of the first pipeline unless `where` says otherwise, and waits until
     * that is done. The lead is gone then.
     * @throws FoyerError when it failed or was rejected.
     * @example const { deal_id } = await foyer.leads.convert(lead.id, { stage_id });
     */
    async convert(id: string, where?: contract.ConvertLead, options?: CallOptions) {
      const { conversion_id } = await startConversion(id, where, options);
      return settled(() => conversion(id, conversion_id), options);
    },
    /** Begins to turn a lead into a deal: `convert` waits for the end too. */
    startConversion,
    /** How far a conversion has come. */
    conversion,
  };
}

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
