import * as Type from "typebox";
import { endpoint, type Scope } from "./endpoint.ts";
import { FieldOption, fieldTypes, MAX_OPTIONS } from "./fields.ts";
import { cursorQuery, Id, Name, Nullable, Text } from "./scalars.ts";

const open = { additionalProperties: true } as const;
const strict = { additionalProperties: false } as const;
const flag = Type.Optional(Type.Boolean());
const place = Type.Optional(
  Type.Object({ show: flag, order: Type.Optional(Nullable(Type.Integer())) }, open),
);
const stageIds = Type.Optional(Type.Array(Id, { maxItems: 1_000 }));

/** Where Pipedrive's pages show a field. Foyer keeps it and tells it. */
export const FieldVisibility = Type.Object(
  {
    add_visible_flag: flag,
    details_visible_flag: flag,
    projects_detail_visible_flag: flag,
    org_detail_visible_flag: flag,
    person_detail_visible_flag: flag,
    deal_detail_visible_flag: flag,
    show_in_pipelines: Type.Optional(
      Type.Object(
        { show_in_all: flag, pipeline_ids: Type.Optional(Type.Array(Id, { maxItems: 1_000 })) },
        open,
      ),
    ),
    show_in_add_deal_dialog: place,
    show_in_add_person_dialog: place,
  },
  open,
);
export type FieldVisibility = Type.Static<typeof FieldVisibility>;

/** At which stages Pipedrive's pages highlight a field. */
export const ImportantField = Type.Object({ enabled: flag, stage_ids: stageIds }, open);
export type ImportantField = Type.Static<typeof ImportantField>;

/** At which stages Pipedrive's pages insist on a field. The API does not. */
export const RequiredField = Type.Object(
  {
    enabled: flag,
    stage_ids: stageIds,
    statuses: Type.Optional(
      Type.Record(Type.String(), Type.Array(Type.Enum(["won", "lost"]), { maxItems: 2 }), {
        maxProperties: 1_000,
      }),
    ),
  },
  open,
);
export type RequiredField = Type.Static<typeof RequiredField>;

/** What `include_fields` of a v2 field request may name. */
export const fieldIncludes = ["ui_visibility", "important_fields", "required_fields"] as const;
export type FieldInclude = (typeof fieldIncludes)[number];

/** A field as v2 describes it. */
export const FieldV2 = Type.Object({
  field_name: Type.String(),
  field_code: Type.String({
    description: "The key of its values: 40 hexadecimal characters for a custom field",
  }),
  description: Type.Optional(Type.String()),
  field_type: Type.String(),
  options: Nullable(Type.Array(FieldOption)),
  subfields: Nullable(
    Type.Array(
      Type.Object({ field_code: Type.String(), field_name: Type.String(), field_type: Type.String() }),
    ),
  ),
  is_custom_field: Type.Boolean(),
  is_optional_response_field: Type.Boolean(),
  ui_visibility: Type.Optional(FieldVisibility),
  important_fields: Type.Optional(ImportantField),
  required_fields: Type.Optional(RequiredField),
});
export type FieldV2 = Type.Static<typeof FieldV2>;

const label = Name("What the option says");

const written = {
  description: Type.Optional(Text({ maxLength: 1_000 })),
  ui_visibility: Type.Optional(FieldVisibility),
  important_fields: Type.Optional(ImportantField),
  required_fields: Type.Optional(RequiredField),
};

/** What v2 takes to add a field. `enum` and `set` need options. */
export const FieldV2Create = Type.Object(
  {
    field_name: Name("The name of the field"),
    field_type: Type.Enum(fieldTypes),
    options: Type.Optional(Type.Array(Type.Object({ label }, strict), { maxItems: MAX_OPTIONS })),
    ...written,
  },
  strict,
);
export type FieldV2Create = Type.Static<typeof FieldV2Create>;

/** What v2 takes to change a field. Options have paths of their own. */
export const FieldV2Update = Type.Object(
  { field_name: Type.Optional(Name("The name of the field")), ...written },
  { ...strict, minProperties: 1 },
);
export type FieldV2Update = Type.Static<typeof FieldV2Update>;

const some = <T extends Type.TSchema>(item: T) => Type.Array(item, { minItems: 1, maxItems: MAX_OPTIONS });
export const OptionsAdded = some(Type.Object({ label }, strict));
export const OptionsChanged = some(Type.Object({ id: Id, label }, strict));
export const OptionsRemoved = some(Type.Object({ id: Id }, strict));

const fieldPath = Type.Object({ field_code: Text({ minLength: 1, maxLength: 255 }) });
const view = {
  include_fields: Type.Optional(
    Type.String({
      maxLength: 1_000,
      description: `Further members, separated by commas: ${fieldIncludes.join(", ")}`,
    }),
  ),
};

type Names<E extends string, P extends string> = {
  entity: E;
  path: P;
  /** Who may read. */
  read: readonly Scope[];
  /** Who may add and delete fields. */
  define: readonly Scope[];
  /** Who may change fields and their options. */
  change: readonly Scope[];
};

/** The v2 endpoints of the fields of one kind of thing: `Deal` at `/api/v2/dealFields`. */
const fieldEndpointsV2 = <const E extends string, const P extends string>(names: Names<E, P>) => ({
  ...fieldsV2(names),
  ...oneFieldV2(names),
  ...optionsV2(names),
});

const commonOf = (entity: string) => ({ family: "v2", tag: `${entity} fields`, status: 200 }) as const;

function fieldsV2<const E extends string, const P extends string>({
  entity,
  path,
  read,
  define,
}: Names<E, P>) {
  const common = commonOf(entity);
  const noun = entity.toLowerCase();
  return {
    list: endpoint({
      ...common,
      operation: `get${entity}Fields`,
      method: "GET",
      path,
      summary: `List the fields of ${noun}s, built-in and custom`,
      scopes: read,
      cost: 10,
      query: Type.Object({ ...cursorQuery, ...view }, strict),
      data: FieldV2,
      list: "cursor",
    }),
    add: endpoint({
      ...common,
      operation: `add${entity}Field`,
      method: "POST",
      path,
      summary: `Add a custom field to ${noun}s`,
      scopes: define,
      cost: 5,
      body: FieldV2Create,
      data: FieldV2,
    }),
  };
}

function oneFieldV2<const E extends string, const P extends string>({
  entity,
  path,
  read,
  define,
  change,
}: Names<E, P>) {
  const common = { ...commonOf(entity), path: `${path}/{field_code}` as const, params: fieldPath };
  const noun = entity.toLowerCase();
  return {
    get: endpoint({
      ...common,
      operation: `get${entity}Field`,
      method: "GET",
      summary: `Read a field of ${noun}s`,
      scopes: read,
      cost: 1,
      query: Type.Object(view, strict),
      data: FieldV2,
    }),
    change: endpoint({
      ...common,
      operation: `update${entity}Field`,
      method: "PATCH",
      summary: `Change the given properties of a field of ${noun}s`,
      scopes: change,
      cost: 5,
      body: FieldV2Update,
      data: FieldV2,
    }),
    remove: endpoint({
      ...common,
      operation: `delete${entity}Field`,
      method: "DELETE",
      summary: `Delete a custom field of ${noun}s, with its values`,
      scopes: define,
      cost: 3,
      data: FieldV2,
    }),
  };
}

function optionsV2<const E extends string, const P extends string>({ entity, path, change }: Names<E, P>) {
  const common = {
    ...commonOf(entity),
    path: `${path}/{field_code}/options` as const,
    params: fieldPath,
    scopes: change,
    data: FieldOption,
    list: "all",
    nothingBeside: true,
  } as const;
  const noun = entity.toLowerCase();
  return {
    addOptions: endpoint({
      ...common,
      operation: `add${entity}FieldOptions`,
      method: "POST",
      summary: `Add options to a field of ${noun}s`,
      cost: 5,
      body: OptionsAdded,
    }),
    changeOptions: endpoint({
      ...common,
      operation: `update${entity}FieldOptions`,
      method: "PATCH",
      summary: `Rename options of a field of ${noun}s`,
      cost: 5,
      body: OptionsChanged,
    }),
    removeOptions: endpoint({
      ...common,
      operation: `delete${entity}FieldOptions`,
      method: "DELETE",
      summary: `Delete options of a field of ${noun}s, and take them off whatever chose them`,
      cost: 3,
      body: OptionsRemoved,
    }),
  };
}

const contactScopes = {
  read: ["contacts:read", "contacts:full", "admin", "contact-fields:full"],
  define: ["admin", "contact-fields:full"],
  change: ["contacts:full", "admin", "contact-fields:full"],
} as const;

export const dealFields = fieldEndpointsV2({
  entity: "Deal",
  path: "/api/v2/dealFields",
  read: ["deals:read", "deals:full", "admin", "deal-fields:full"],
  define: ["admin", "deal-fields:full"],
  change: ["deals:full", "admin", "deal-fields:full"],
});

export const personFields = fieldEndpointsV2({
  entity: "Person",
  path: "/api/v2/personFields",
  ...contactScopes,
});

export const organizationFields = fieldEndpointsV2({
  entity: "Organization",
  path: "/api/v2/organizationFields",
  ...contactScopes,
});
export type FieldEndpointsV2 = typeof dealFields | typeof personFields | typeof organizationFields;

export const fieldV2Endpoints = [
  ...Object.values(dealFields),
  ...Object.values(personFields),
  ...Object.values(organizationFields),
];
