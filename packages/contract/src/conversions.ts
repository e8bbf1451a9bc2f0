import * as Type from "typebox";
import { ConvertLead } from "./convert-lead.ts";
import { endpoint } from "./endpoint.ts";
import { Operation, UndoRequest } from "./operations.ts";
import { Id, Uuid } from "./scalars.ts";

/** Foyer converts at once, so that it answers no state but `completed`; clients know them all. */
const ConversionStatus = Type.Enum(["not_started", "running", "completed", "failed", "rejected"]);

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

const foyer = { family: "v2", tag: "Inbox", status: 200 } as const;

export const takeConversionBack = endpoint({
  ...foyer,
  operation: "takeConversionBack",
  method: "POST",
  path: "/foyer/conversions/{conversion_id}/take-back",
  summary: "Take a conversion back: all is as it was, however long ago",
  scopes: ["leads:full"],
  cost: 40,
  params: Type.Object({ conversion_id: Uuid }),
  body: UndoRequest,
  data: Operation,
});

const field = Type.String({ description: "A member of a deal; of a custom field its key, as v1 has it" });

const IntoPreview = Type.Object({
  deal_id: Id,
  changes: Type.Array(Type.Object({ field, from: Type.Unknown(), to: Type.Unknown() }), {
    description: "What the deal would get: only what it has nothing in, and labels",
  }),
  kept: Type.Array(Type.Object({ field, deal: Type.Unknown(), lead: Type.Unknown() }), {
    description: "What the lead has otherwise than the deal, which keeps its own",
  }),
  labels_added: Type.Array(Uuid, { description: "Labels of the lead whose namesakes the deal would get" }),
  labels_left: Type.Array(Uuid, { description: "Labels of the lead that no label of deals is called like" }),
  participant_id: Type.Union([Id, Type.Null()], {
    description: "The person of the lead, where they would take part in a deal of somebody else",
  }),
  notes: Type.Integer({ description: "Notes that would move" }),
  activities: Type.Integer({ description: "Activities that would move" }),
  followers: Type.Integer({ description: "Users who would come to follow the deal" }),
});
export type IntoPreview = Type.Static<typeof IntoPreview>;

const into = {
  ...foyer,
  path: "/foyer/leads/{id}/convert/into/{deal_id}",
  scopes: ["leads:full"],
  params: Type.Object({ id: Uuid, deal_id: Id }),
} as const;

export const previewConversionInto = endpoint({
  ...into,
  operation: "previewConversionInto",
  method: "GET",
  summary: "Tell what a deal would get of a lead",
  cost: 10,
  data: IntoPreview,
});

export const convertLeadInto = endpoint({
  ...into,
  operation: "convertLeadInto",
  method: "POST",
  summary: "Convert a lead into a deal that is there",
  cost: 40,
  data: Started,
});

export const conversionEndpoints = [
  convertLeadToDeal,
  getLeadConversionStatus,
  convertDealToLead,
  getDealConversionStatus,
  takeConversionBack,
  previewConversionInto,
  convertLeadInto,
];
