import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Id, Nullable, offsetQuery, SpacedTime } from "./scalars.ts";

export const FieldOption = Type.Object({
  id: Type.Union([Type.Integer(), Type.String()]),
  label: Type.String(),
});
export type FieldOption = Type.Static<typeof FieldOption>;

/** A field as v1 describes it. `edit_flag` tells custom fields from built-in ones. */
export const Field = Type.Object({
  id: Id,
  key: Type.String(),
  name: Type.String(),
  order_nr: Type.Integer(),
  field_type: Type.String(),
  add_time: SpacedTime,
  update_time: SpacedTime,
  last_updated_by_user_id: Nullable(Id),
  created_by_user_id: Nullable(Id),
  active_flag: Type.Boolean(),
  edit_flag: Type.Boolean(),
  index_visible_flag: Type.Boolean(),
  details_visible_flag: Type.Boolean(),
  add_visible_flag: Type.Boolean(),
  important_flag: Type.Boolean(),
  bulk_edit_allowed: Type.Boolean(),
  searchable_flag: Type.Boolean(),
  filtering_allowed: Type.Boolean(),
  sortable_flag: Type.Boolean(),
  options: Nullable(Type.Array(FieldOption)),
  mandatory_flag: Type.Boolean(),
});
export type Field = Type.Static<typeof Field>;

export const getLeadFields = endpoint({
  operation: "getLeadFields",
  family: "leads",
  tag: "Lead fields",
  method: "GET",
  path: "/v1/leadFields",
  summary: "List the fields of a lead",
  scopes: ["leads:read", "leads:full", "admin"],
  cost: 20,
  query: Type.Object(offsetQuery),
  status: 200,
  data: Field,
  list: "offset",
});

export const leadFieldEndpoints = [getLeadFields];
