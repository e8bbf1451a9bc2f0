import * as Type from "typebox";
import {
  ContactRemoved,
  contactPath,
  countersV1,
  OwnerV1,
  offsetListQuery,
  RelatedV1,
  readContacts,
  writeContacts,
  writtenV1,
} from "./contacts.ts";
import { endpoint } from "./endpoint.ts";
import { flatFields } from "./fields.ts";
import { Day, Id, MomentInput, Nullable, SpacedTime, Text, VisibleTo } from "./scalars.ts";

const Part = Nullable(Type.String());
const Unset = Type.Null();

/** An organization as v1 answers it: every key, always, in this order. The last two are there when read alone. */
export const OrganizationV1 = Type.Object(
  {
    id: Id,
    company_id: Id,
    owner_id: OwnerV1,
    name: Type.String(),
    ...countersV1([
      "open_deals_count",
      "related_open_deals_count",
      "closed_deals_count",
      "related_closed_deals_count",
      "email_messages_count",
      "people_count",
      "activities_count",
      "done_activities_count",
      "undone_activities_count",
      "files_count",
      "notes_count",
      "followers_count",
      "won_deals_count",
      "related_won_deals_count",
      "lost_deals_count",
      "related_lost_deals_count",
    ]),
    active_flag: Type.Boolean(),
    picture_id: Unset,
    country_code: Unset,
    first_char: Type.String(),
    update_time: SpacedTime,
    add_time: SpacedTime,
    visible_to: VisibleTo,
    next_activity_date: Nullable(Day),
    next_activity_time: Nullable(Type.String()),
    next_activity_id: Nullable(Id),
    last_activity_id: Nullable(Id),
    last_activity_date: Nullable(Day),
    label: Nullable(Id),
    label_ids: Type.Array(Id),
    address: Part,
    address_subpremise: Part,
    address_street_number: Part,
    address_route: Part,
    address_sublocality: Part,
    address_locality: Part,
    address_admin_area_level_1: Part,
    address_admin_area_level_2: Part,
    address_country: Part,
    address_postal_code: Part,
    address_formatted_address: Part,
    owner_name: Type.String(),
    cc_email: Type.String(),
    last_activity: Type.Optional(Unset),
    next_activity: Type.Optional(Unset),
  },
  flatFields(Nullable(Type.Union([Type.String(), Type.Number()]))),
);
export type OrganizationV1 = Type.Static<typeof OrganizationV1>;

/** A name is required to add an organization; only the keys sent change. */
export const OrganizationV1Input = Type.Object(
  {
    ...writtenV1,
    address: Type.Optional(Nullable(Text({ maxLength: 255, description: "The address in one line" }))),
    add_time: Type.Optional(MomentInput),
  },
  flatFields(Type.Unknown()),
);
export type OrganizationV1Input = Type.Static<typeof OrganizationV1Input>;

/** Fields a v1 list of organizations can be sorted by. */
export const organizationSortFields = [
  "id",
  "name",
  "owner_id",
  "visible_to",
  "add_time",
  "update_time",
] as const;

export const OrganizationListQueryV1 = Type.Object(offsetListQuery(organizationSortFields));
export type OrganizationListQueryV1 = Type.Static<typeof OrganizationListQueryV1>;

const common = { family: "v1", tag: "Organizations (v1)", related: RelatedV1 } as const;

export const getOrganizationsV1 = endpoint({
  ...common,
  operation: "getOrganizations",
  method: "GET",
  path: "/v1/organizations",
  summary: "List organizations",
  scopes: readContacts,
  cost: 20,
  query: OrganizationListQueryV1,
  status: 200,
  data: OrganizationV1,
  list: "offset",
});

export const addOrganizationV1 = endpoint({
  ...common,
  operation: "addOrganization",
  method: "POST",
  path: "/v1/organizations",
  summary: "Add an organization",
  scopes: writeContacts,
  cost: 10,
  body: OrganizationV1Input,
  status: 201,
  data: OrganizationV1,
});

export const getOrganizationV1 = endpoint({
  ...common,
  operation: "getOrganization",
  method: "GET",
  path: "/v1/organizations/{id}",
  summary: "Read an organization, deleted or not",
  scopes: readContacts,
  cost: 2,
  params: contactPath,
  status: 200,
  data: OrganizationV1,
});

export const updateOrganizationV1 = endpoint({
  ...common,
  operation: "updateOrganization",
  method: "PUT",
  path: "/v1/organizations/{id}",
  summary: "Change the given properties of an organization",
  scopes: writeContacts,
  cost: 10,
  params: contactPath,
  body: OrganizationV1Input,
  status: 200,
  data: OrganizationV1,
});

export const deleteOrganizationV1 = endpoint({
  family: "v1",
  tag: "Organizations (v1)",
  operation: "deleteOrganization",
  method: "DELETE",
  path: "/v1/organizations/{id}",
  summary: "Delete an organization",
  scopes: writeContacts,
  cost: 6,
  params: contactPath,
  status: 200,
  data: ContactRemoved,
});

export const organizationV1Endpoints = [
  getOrganizationsV1,
  addOrganizationV1,
  getOrganizationV1,
  updateOrganizationV1,
  deleteOrganizationV1,
];
