import type { LeadListQuery } from "@leadfoyer/contract";
import type { Lead, LeadCreate, LeadLabel, LeadLabelCreate, LeadLabelUpdate, LeadUpdate } from "../types.ts";
import { ApiClient, pathTo } from "./api-client.ts";
import { type EitherCase, type Enclosed, unclosed } from "./options.ts";

/** A whole body. */
export type Whole<Data> = { success: boolean; data: Data; additional_data?: Record<string, unknown> };
type Answers<Data> = Promise<Whole<Data>>;

const label = (id: string, call: string) => pathTo("/leadLabels", id, call);
const lead = (id: string, call: string) => pathTo("/leads", id, call);

class Api {
  readonly apiClient: ApiClient;
  constructor(apiClient: ApiClient = ApiClient.instance) {
    this.apiClient = apiClient;
  }
  protected async call<Data>(
    cost: number,
    line: string,
    sent: { query?: object | undefined; body?: object } = {},
  ): Answers<Data> {
    const [method = "", path = ""] = line.split(" ");
    return (await this.apiClient.callApi({ method, path, cost, ...sent })) as Whole<Data>;
  }
}

/** The sources of leads. */
export class LeadSourcesApi extends Api {
  /** Lists the sources. */
  getLeadSources(): Answers<{ name: string }[]> {
    return this.call(2, "GET /leadSources");
  }
}

/** The labels of leads. */
export class LeadLabelsApi extends LeadSourcesApi {
  /** Lists all labels. */
  getLeadLabels(): Answers<LeadLabel[]> {
    return this.call(10, "GET /leadLabels");
  }
  /** Adds a label. */
  addLeadLabel(opts?: Enclosed<LeadLabelCreate, "AddLeadLabelRequest">): Answers<LeadLabel> {
    return this.call(10, "POST /leadLabels", { body: unclosed(opts, "addLeadLabelRequest") });
  }
  /** Changes a label. */
  async updateLeadLabel(
    id: string,
    opts?: Enclosed<LeadLabelUpdate, "UpdateLeadLabelRequest">,
  ): Answers<LeadLabel> {
    const body = unclosed(opts, "updateLeadLabelRequest");
    return this.call(10, `PATCH ${label(id, "updateLeadLabel")}`, { body });
  }
  /** Deletes a label. */
  async deleteLeadLabel(id: string): Answers<{ id: string }> {
    return this.call(6, `DELETE ${label(id, "deleteLeadLabel")}`);
  }
}

/** Leads; and labels and sources too, which the older client had here. */
export class LeadsApi extends LeadLabelsApi {
  /** Lists leads. */
  getLeads(opts?: EitherCase<LeadListQuery>): Answers<Lead[]> {
    return this.call(20, "GET /leads", { query: opts });
  }
  /** Lists archived leads. */
  getArchivedLeads(
    opts?: EitherCase<Omit<LeadListQuery, "updated_since" | "archived_status">>,
  ): Answers<Lead[]> {
    return this.call(40, "GET /leads/archived", { query: opts });
  }
  /** Searches leads by title, notes and custom fields. */
  searchLeads(
    term: string,
    opts?: EitherCase<SearchOptions>,
  ): Answers<{ items: { result_score: number; item: object }[] }> {
    return this.call(40, "GET /leads/search", { query: { ...opts, term } });
  }
  /** Reads a lead. */
  async getLead(id: string): Answers<Lead> {
    return this.call(2, `GET ${lead(id, "getLead")}`);
  }
  /** Ids of the users who may see a lead. */
  async getLeadUsers(id: string): Answers<number[]> {
    return this.call(10, `GET ${lead(id, "getLeadUsers")}/permittedUsers`);
  }
  /** Adds a lead. */
  addLead(opts?: Enclosed<LeadCreate, "AddLeadRequest">): Answers<Lead> {
    return this.call(10, "POST /leads", { body: unclosed(opts, "addLeadRequest") });
  }
  /** Changes a lead. */
  async updateLead(id: string, opts?: Enclosed<LeadUpdate, "UpdateLeadRequest">): Answers<Lead> {
    return this.call(10, `PATCH ${lead(id, "updateLead")}`, { body: unclosed(opts, "updateLeadRequest") });
  }
  /** Deletes a lead. */
  async deleteLead(id: string): Answers<{ id: string }> {
    return this.call(6, `DELETE ${lead(id, "deleteLead")}`);
  }
}

type SearchOptions = {
  fields?: string;
  exact_match?: boolean;
  person_id?: number;
  organization_id?: number;
  include_fields?: string;
  start?: number;
  limit?: number;
};
