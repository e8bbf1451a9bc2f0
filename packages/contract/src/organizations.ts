import * as Type from "typebox";
import {
  Address,
  AddressInput,
  ContactRemoved,
  CustomFields,
  CustomFieldsInput,
  contactIncludes,
  contactPath,
  counterMembers,
  cursorListQuery,
  includedMembers,
  LabelIds,
  readContacts,
  viewQuery,
  writeContacts,
} from "./contacts.ts";
import { endpoint } from "./endpoint.ts";
import { Id, MomentInput, Name, Nullable, SecondTime, Text, VisibleToNumber } from "./scalars.ts";

/** What `include_fields` may name. */
export const organizationIncludes = [...contactIncludes, "people_count"] as const;
export type OrganizationInclude = (typeof organizationIncludes)[number];

/** An organization as v2 answers it, in this order (recorded from the live service 2026-04). */
export const Organization = Type.Object({
  id: Id,
  name: Type.String(),
  add_time: SecondTime,
  update_time: Nullable(SecondTime),
  visible_to: VisibleToNumber,
  custom_fields: CustomFields,
  owner_id: Id,
  label_ids: Type.Array(Id),
  website: Nullable(Type.String()),
  linkedin: Nullable(Type.String()),
  industry: Nullable(Type.Integer()),
  annual_revenue: Nullable(Type.Integer()),
  employee_count: Nullable(Type.Integer()),
  is_deleted: Type.Boolean(),
  address: Nullable(Address),
  ...includedMembers,
  ...counterMembers(["people_count"]),
});
export type Organization = Type.Static<typeof Organization>;

const Amount = Nullable(
  Type.Integer({ minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }),
);

const written = {
  owner_id: Type.Optional(Id),
  visible_to: Type.Optional(VisibleToNumber),
  label_ids: Type.Optional(LabelIds),
  address: Type.Optional(Nullable(AddressInput)),
  website: Type.Optional(Nullable(Text({ maxLength: 2_000 }))),
  linkedin: Type.Optional(Nullable(Text({ maxLength: 2_000 }))),
  industry: Type.Optional(Amount),
  annual_revenue: Type.Optional(Amount),
  employee_count: Type.Optional(Amount),
  custom_fields: Type.Optional(CustomFieldsInput),
};
const strict = { additionalProperties: false } as const;

export const OrganizationCreate = Type.Object(
  { name: Name("The name of the organization"), ...written, add_time: Type.Optional(MomentInput) },
  strict,
);
export type OrganizationCreate = Type.Static<typeof OrganizationCreate>;

/** Only the keys sent change; null unsets. */
export const OrganizationUpdate = Type.Object(
  { name: Type.Optional(Name("The name of the organization")), ...written },
  strict,
);
export type OrganizationUpdate = Type.Static<typeof OrganizationUpdate>;

export const OrganizationViewQuery = Type.Object(viewQuery(organizationIncludes), strict);
export type OrganizationViewQuery = Type.Static<typeof OrganizationViewQuery>;

export const OrganizationListQuery = Type.Object(
  { ...cursorListQuery, ...viewQuery(organizationIncludes) },
  strict,
);
export type OrganizationListQuery = Type.Static<typeof OrganizationListQuery>;

const common = { family: "v2", tag: "Organizations", status: 200 } as const;

export const getOrganizations = endpoint({
  ...common,
  operation: "getOrganizations",
  method: "GET",
  path: "/api/v2/organizations",
  summary: "List organizations",
  scopes: readContacts,
  cost: 10,
  query: OrganizationListQuery,
  data: Organization,
  list: "cursor",
});

export const addOrganization = endpoint({
  ...common,
  operation: "addOrganization",
  method: "POST",
  path: "/api/v2/organizations",
  summary: "Add an organization",
  scopes: writeContacts,
  cost: 5,
  body: OrganizationCreate,
  data: Organization,
});

export const getOrganization = endpoint({
  ...common,
  operation: "getOrganization",
  method: "GET",
  path: "/api/v2/organizations/{id}",
  summary: "Read an organization, deleted or not",
  scopes: readContacts,
  cost: 1,
  params: contactPath,
  query: OrganizationViewQuery,
  data: Organization,
});

export const updateOrganization = endpoint({
  ...common,
  operation: "updateOrganization",
  method: "PATCH",
  path: "/api/v2/organizations/{id}",
  summary: "Change the given properties of an organization",
  scopes: writeContacts,
  cost: 5,
  params: contactPath,
  body: OrganizationUpdate,
  data: Organization,
});

export const deleteOrganization = endpoint({
  ...common,
  operation: "deleteOrganization",
  method: "DELETE",
  path: "/api/v2/organizations/{id}",
  summary: "Delete an organization",
  scopes: writeContacts,
  cost: 3,
  params: contactPath,
  data: ContactRemoved,
});

export const organizationEndpoints = [
  getOrganizations,
  addOrganization,
  getOrganization,
  updateOrganization,
  deleteOrganization,
];
