import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { cursorQuery, Id, MsTime, Uuid } from "./scalars.ts";

/** A member of a lead before and after. Custom fields go by their key. */
const Difference = Type.Object({
  field: Type.String(),
  from: Type.Unknown(),
  to: Type.Unknown(),
});

/** Something that was done to a lead. */
export const LeadEvent = Type.Object({
  id: Type.Integer({ description: "Grows with time" }),
  action: Type.Enum(["create", "change", "delete"]),
  time: MsTime,
  user_id: Id,
  source: Type.Enum(["api", "app"], { description: "By a token, or in a browser" }),
  changes: Type.Array(Difference),
});
export type LeadEvent = Type.Static<typeof LeadEvent>;

export const getLeadHistory = endpoint({
  family: "v2",
  tag: "Inbox",
  operation: "getLeadHistory",
  method: "GET",
  path: "/foyer/leads/{id}/history",
  summary: "List what was done to a lead, the latest first",
  scopes: ["leads:read", "leads:full"],
  cost: 10,
  params: Type.Object({ id: Uuid }),
  query: Type.Object(cursorQuery),
  status: 200,
  data: LeadEvent,
  list: "cursor",
});

export const historyEndpoints = [getLeadHistory];
