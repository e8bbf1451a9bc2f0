import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";

/** Where leads come from: a fixed list in Pipedrive's own order. */
export const leadSourceNames = [
  "Manually created",
  "Deal",
  "Web forms",
  "Prospector",
  "Leadbooster",
  "Live chat",
  "Import",
  "Website visitors",
  "Workflow automation",
  "API",
] as const;

export const LeadSource = Type.Object({ name: Type.Enum([...leadSourceNames]) });
export type LeadSource = Type.Static<typeof LeadSource>;

export const getLeadSources = endpoint({
  operation: "getLeadSources",
  family: "leads",
  tag: "Lead sources",
  method: "GET",
  path: "/v1/leadSources",
  summary: "List all lead sources",
  scopes: ["leads:read", "leads:full"],
  cost: 2,
  status: 200,
  data: LeadSource,
  list: "all",
});

export const leadSourceEndpoints = [getLeadSources];
