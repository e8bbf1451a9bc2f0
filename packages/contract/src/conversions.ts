import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Id, Uuid } from "./scalars.ts";

/** Foyer converts at once, so that it answers no state but `completed`; clients know them all. */
const ConversionStatus = Type.Enum(["not_started", "running", "completed", "failed", "rejected"]);

const strict = { additionalProperties: false } as const;

/** Where the deal begins. A stage wins over a pipeline; without either it is the first stage of the first pipeline. */
export const ConvertLead = Type.Object(
  { stage_id: Type.Optional(Id), pipeline_id: Type.Optional(Id) },
  strict,
);
export type ConvertLead = Type.Static<typeof ConvertLead>;

const Started = Type.Object({ conversion_id: Uuid });

const LeadConversion = Type.Object({ deal_id: Id, conversion_id: Uuid, status: ConversionStatus });
export type LeadConversion = Type.Static<typeof LeadConversion>;

const DealConversion = Type.Object({ lead_id: Uuid, conversion_id: Uuid, status: ConversionStatus });
export type DealConversion = Type.Static<typeof DealConversion>;

const common = { family: "v2", status: 200, nothingBeside: true } as const;

export const convertLeadToDeal = endpoint({
  ...common,
  tag: "Leads",
  operation: "convertLeadToDeal",
  method: "POST",
  path: "/api/v2/leads/{id}/convert/deal",
  summary: "Convert a lead to a deal",
  scopes: ["leads:full"],
  cost: 40,
  params: Type.Object({ id: Uuid }),
  body: ConvertLead,
  data: Started,
});

export const getLeadConversionStatus = endpoint({
  ...common,
  tag: "Leads",
  operation: "getLeadConversionStatus",
  method: "GET",
  path: "/api/v2/leads/{id}/convert/status/{conversion_id}",
  summary: "Read what became of the conversion of a lead",
  scopes: ["leads:full", "leads:read"],
  cost: 1,
  params: Type.Object({ id: Uuid, conversion_id: Uuid }),
  data: LeadConversion,
});

export const convertDealToLead = endpoint({
  ...common,
  tag: "Deals",
  operation: "convertDealToLead",
  method: "POST",
  path: "/api/v2/deals/{id}/convert/lead",
  summary: "Convert a deal to a lead",
  scopes: ["deals:full"],
  cost: 40,
  params: Type.Object({ id: Id }),
  data: Started,
});

export const getDealConversionStatus = endpoint({
  ...common,
  tag: "Deals",
  operation: "getDealConversionStatus",
  method: "GET",
  path: "/api/v2/deals/{id}/convert/status/{conversion_id}",
  summary: "Read what became of the conversion of a deal",
  scopes: ["deals:full", "deals:read"],
  cost: 1,
  params: Type.Object({ id: Id, conversion_id: Uuid }),
  data: DealConversion,
});

export const conversionEndpoints = [
  convertLeadToDeal,
  getLeadConversionStatus,
  convertDealToLead,
  getDealConversionStatus,
];
