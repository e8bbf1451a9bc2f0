import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { MsTime, Name, Uuid } from "./scalars.ts";

/** The ten colours of a lead label. PHP clients refuse to read any other. */
export const LabelColor = Type.Enum([
  "blue",
  "brown",
  "dark-gray",
  "gray",
  "green",
  "orange",
  "pink",
  "purple",
  "red",
  "yellow",
]);
export type LabelColor = Type.Static<typeof LabelColor>;

export const LeadLabel = Type.Object({
  id: Uuid,
  name: Type.String(),
  color: LabelColor,
  add_time: MsTime,
  update_time: MsTime,
});
export type LeadLabel = Type.Static<typeof LeadLabel>;

export const LeadLabelCreate = Type.Object({ name: Name("The name of the label"), color: LabelColor });
export type LeadLabelCreate = Type.Static<typeof LeadLabelCreate>;

export const LeadLabelUpdate = Type.Object({
  name: Type.Optional(LeadLabelCreate.properties.name),
  color: Type.Optional(LabelColor),
});
export type LeadLabelUpdate = Type.Static<typeof LeadLabelUpdate>;

const labelPath = Type.Object({ id: Uuid });
const read = ["leads:read", "leads:full"] as const;
const write = ["leads:full"] as const;
const common = { family: "leads", tag: "Lead labels", status: 200 } as const;

export const getLeadLabels = endpoint({
  ...common,
  operation: "getLeadLabels",
  method: "GET",
  path: "/v1/leadLabels",
  summary: "List all lead labels",
  scopes: read,
  cost: 10,
  data: LeadLabel,
  list: "all",
});

export const addLeadLabel = endpoint({
  ...common,
  operation: "addLeadLabel",
  method: "POST",
  path: "/v1/leadLabels",
  summary: "Add a lead label",
  scopes: write,
  cost: 10,
  body: LeadLabelCreate,
  data: LeadLabel,
});

export const updateLeadLabel = endpoint({
  ...common,
  operation: "updateLeadLabel",
  method: "PATCH",
  alsoMethod: "PUT",
  path: "/v1/leadLabels/{id}",
  summary: "Change a lead label",
  scopes: write,
  cost: 10,
  params: labelPath,
  body: LeadLabelUpdate,
  data: LeadLabel,
});

export const deleteLeadLabel = endpoint({
  ...common,
  operation: "deleteLeadLabel",
  method: "DELETE",
  path: "/v1/leadLabels/{id}",
  summary: "Delete a lead label and take it off every lead",
  scopes: write,
  cost: 6,
  params: labelPath,
  data: Type.Object({ id: Uuid }),
});

export const leadLabelEndpoints = [getLeadLabels, addLeadLabel, updateLeadLabel, deleteLeadLabel];
