import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { FieldV2 } from "./field-shapes-v2.ts";
import { Field } from "./fields.ts";
import { cursorQuery, offsetQuery, Text } from "./scalars.ts";

const strict = { additionalProperties: false } as const;
const view = {
  include_fields: Type.Optional(
    Type.String({ maxLength: 1_000, description: "Further members: ui_visibility" }),
  ),
};
const v1 = { family: "v1", tag: "Activity fields (v1)", method: "GET", status: 200 } as const;
const v2 = { family: "v2", tag: "Activity fields", method: "GET", status: 200, scopes: ["admin"] } as const;

export const getActivityFields = endpoint({
  ...v1,
  operation: "getActivityFields",
  path: "/v1/activityFields",
  summary: "List the fields of activities",
  scopes: ["activities:read", "activities:full"],
  cost: 20,
  query: Type.Object(offsetQuery),
  data: Field,
  list: "offset",
});

export const getActivityFieldsV2 = endpoint({
  ...v2,
  operation: "getActivityFields",
  path: "/api/v2/activityFields",
  summary: "List the fields of activities",
  cost: 10,
  query: Type.Object({ ...cursorQuery, ...view }, strict),
  data: FieldV2,
  list: "cursor",
});

export const getActivityField = endpoint({
  ...v2,
  operation: "getActivityField",
  path: "/api/v2/activityFields/{field_code}",
  summary: "Read a field of activities",
  cost: 1,
  params: Type.Object({ field_code: Text({ minLength: 1, maxLength: 255 }) }),
  query: Type.Object(view, strict),
  data: FieldV2,
});

export const activityFieldEndpoints = [getActivityFields, getActivityFieldsV2, getActivityField];
