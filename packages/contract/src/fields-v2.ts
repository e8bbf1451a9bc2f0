import * as Type from "typebox";
import { endpoint, type Scope } from "./endpoint.ts";
import {
  FieldV2,
  FieldV2Create,
  FieldV2Update,
  fieldIncludes,
  OptionsAdded,
  OptionsChanged,
  OptionsRemoved,
} from "./field-shapes-v2.ts";
import { FieldOption } from "./fields.ts";
import { cursorQuery, Text } from "./scalars.ts";

const strict = { additionalProperties: false } as const;
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
