import * as Type from "typebox";
import { endpoint, type Scope } from "./endpoint.ts";
import { Id, Name, Nullable, offsetQuery, SpacedTime, Text } from "./scalars.ts";

/** The types a custom field can have. */
export const fieldTypes = [
  "varchar",
  "varchar_auto",
  "text",
  "phone",
  "double",
  "monetary",
  "date",
  "daterange",
  "time",
  "timerange",
  "enum",
  "set",
  "user",
  "org",
  "people",
  "address",
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** What can have custom fields. Leads have those of deals. */
export type FieldEntity = "deal" | "person" | "organization";

/** Keys of custom fields in v1: `<key>`, and `<key>_currency` and the like for the parts of a value. */
export const flatFields = (value: Type.TSchema) => ({
  patternProperties: { "^[0-9a-f]{40}(_[a-z0-9_]+)?$": value },
});

/** Most options of one field. */
export const MAX_OPTIONS = 10_000;

/** A choice of an `enum` or `set` field. Its id is an integer, but for labels of leads. */
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

/** An option as it is written: one that exists is named by its id. */
export const FieldOptionInput = Type.Object({ id: Type.Optional(Id), label: Name("What the option says") });
export type FieldOptionInput = Type.Static<typeof FieldOptionInput>;

const options = Type.Optional(
  Nullable(
    Type.Union([
      Type.Array(FieldOptionInput, { maxItems: MAX_OPTIONS }),
      Text({ maxLength: 1_000_000, description: "The same array as JSON text: clients that send forms do" }),
    ]),
  ),
);

/** What v1 takes to add a field. `enum` and `set` need options. */
export const FieldCreate = Type.Object({
  name: Name("The name of the field"),
  field_type: Type.Enum(fieldTypes),
  options,
  add_visible_flag: Type.Optional(Type.Boolean({ default: true })),
});
export type FieldCreate = Type.Static<typeof FieldCreate>;

/** What v1 takes to change a field. `options` lists all that stay, with their ids, and new ones without. */
export const FieldUpdate = Type.Object({
  name: Type.Optional(Name("The name of the field")),
  options,
  add_visible_flag: Type.Optional(Type.Boolean()),
});
export type FieldUpdate = Type.Static<typeof FieldUpdate>;

/** Query of a v1 request that deletes many fields. */
export const FieldIdsQuery = Type.Object({
  ids: Type.String({ maxLength: 4_000, description: "Ids separated by commas, at most 100" }),
});

const fieldPath = Type.Object({ id: Id });

type Names<E extends string, P extends string> = {
  entity: E;
  path: P;
  read: readonly Scope[];
  write: readonly Scope[];
};

/** The v1 endpoints of the fields of one kind of thing: `Deal` at `/v1/dealFields`. */
const fieldEndpointsV1 = <const E extends string, const P extends string>(names: Names<E, P>) => ({
  ...wholeListV1(names),
  ...oneFieldV1(names),
});

function wholeListV1<const E extends string, const P extends string>({
  entity,
  path,
  read,
  write,
}: Names<E, P>) {
  const common = { family: "v1", tag: `${entity} fields (v1)`, status: 200 } as const;
  const noun = entity.toLowerCase();
  return {
    list: endpoint({
      ...common,
      operation: `get${entity}Fields`,
      method: "GET",
      path,
      summary: `List the fields of ${noun}s, built-in and custom`,
      scopes: read,
      cost: 20,
      query: Type.Object(offsetQuery),
      data: Field,
      list: "offset",
    }),
    add: endpoint({
      ...common,
      operation: `add${entity}Field`,
      method: "POST",
      path,
      summary: `Add a custom field to ${noun}s`,
      scopes: write,
      cost: 10,
      body: FieldCreate,
      data: Field,
    }),
    removeMany: endpoint({
      ...common,
      operation: `delete${entity}Fields`,
      method: "DELETE",
      path,
      summary: `Delete custom fields of ${noun}s, with their values`,
      scopes: write,
      cost: 10,
      query: FieldIdsQuery,
      data: Type.Object({ id: Type.Array(Id) }),
    }),
  };
}

function oneFieldV1<const E extends string, const P extends string>({
  entity,
  path,
  read,
  write,
}: Names<E, P>) {
  const common = { family: "v1", tag: `${entity} fields (v1)`, status: 200 } as const;
  const noun = entity.toLowerCase();
  return {
    get: endpoint({
      ...common,
      operation: `get${entity}Field`,
      method: "GET",
      path: `${path}/{id}` as const,
      summary: `Read a field of ${noun}s`,
      scopes: read,
      cost: 2,
      params: fieldPath,
      data: Field,
    }),
    change: endpoint({
      ...common,
      operation: `update${entity}Field`,
      method: "PUT",
      path: `${path}/{id}` as const,
      summary: `Change the given properties of a field of ${noun}s`,
      scopes: write,
      cost: 10,
      params: fieldPath,
      body: FieldUpdate,
      data: Field,
    }),
    remove: endpoint({
      ...common,
      operation: `delete${entity}Field`,
      method: "DELETE",
      path: `${path}/{id}` as const,
      summary: `Delete a custom field of ${noun}s, with its values`,
      scopes: write,
      cost: 6,
      params: fieldPath,
      data: Type.Object({ id: Id }),
    }),
  };
}

const contactScopes = {
  read: ["contacts:read", "contacts:full", "contact-fields:full", "admin"],
  write: ["contact-fields:full", "admin"],
} as const;

export const dealFieldsV1 = fieldEndpointsV1({
  entity: "Deal",
  path: "/v1/dealFields",
  read: ["deals:read", "deals:full", "deal-fields:full", "admin"],
  write: ["deal-fields:full", "admin"],
});

export const personFieldsV1 = fieldEndpointsV1({
  entity: "Person",
  path: "/v1/personFields",
  ...contactScopes,
});

export const organizationFieldsV1 = fieldEndpointsV1({
  entity: "Organization",
  path: "/v1/organizationFields",
  ...contactScopes,
});
export type FieldEndpointsV1 = typeof dealFieldsV1 | typeof personFieldsV1 | typeof organizationFieldsV1;

/** A field of a note: notes have no custom ones. */
export const NoteField = Type.Object({
  id: Id,
  key: Type.String(),
  name: Type.String(),
  field_type: Type.String(),
  active_flag: Type.Boolean(),
  edit_flag: Type.Boolean(),
  bulk_edit_allowed: Type.Boolean(),
  options: Type.Optional(Type.Array(FieldOption)),
  mandatory_flag: Type.Boolean(),
});
export type NoteField = Type.Static<typeof NoteField>;

export const getNoteFields = endpoint({
  operation: "getNoteFields",
  family: "v1",
  tag: "Note fields",
  method: "GET",
  path: "/v1/noteFields",
  summary: "List the fields of notes",
  scopes: ["deals:read", "deals:full", "contacts:read", "contacts:full"],
  cost: 20,
  query: Type.Object(offsetQuery),
  status: 200,
  data: NoteField,
  list: "offset",
});

export const fieldEndpoints = [
  ...Object.values(dealFieldsV1),
  ...Object.values(personFieldsV1),
  ...Object.values(organizationFieldsV1),
  getNoteFields,
];
