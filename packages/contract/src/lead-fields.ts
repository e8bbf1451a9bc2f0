import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Field } from "./fields.ts";
import { offsetQuery } from "./scalars.ts";

export const getLeadFields = endpoint({
  operation: "getLeadFields",
  family: "leads",
  tag: "Lead fields",
  method: "GET",
  path: "/v1/leadFields",
  summary: "List the fields of a lead: its own, then the custom fields of deals",
  scopes: ["leads:read", "leads:full", "admin"],
  cost: 20,
  query: Type.Object(offsetQuery),
  status: 200,
  data: Field,
  list: "offset",
});

export const leadFieldEndpoints = [getLeadFields];
