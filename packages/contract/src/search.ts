import * as Type from "typebox";
import { DealStatus } from "./deals.ts";
import { endpoint } from "./endpoint.ts";
import {
  cursorQuery,
  Id,
  Nullable,
  offsetQuery,
  SpacedTime,
  Text,
  Uuid,
  VisibleToNumber,
} from "./scalars.ts";

/** Texts of an item in which the term was found. */
const Texts = Type.Array(Type.String());
const Owner = Type.Object({ id: Id });
const OrganizationBrief = Type.Object({ id: Id, name: Type.String(), address: Nullable(Type.String()) });

/** A lead as search shows it. `value` is a bare number here. */
export const LeadSearchItem = Type.Object({
  id: Uuid,
  type: Type.Literal("lead"),
  title: Type.String(),
  owner: Owner,
  person: Nullable(Type.Object({ id: Id, name: Type.String() })),
  organization: Nullable(OrganizationBrief),
  phones: Texts,
  emails: Texts,
  custom_fields: Texts,
  notes: Texts,
  value: Nullable(Type.Number()),
  currency: Nullable(Type.String()),
  visible_to: VisibleToNumber,
  is_archived: Type.Boolean(),
  was_seen: Type.Optional(Type.Boolean({ description: "With `include_fields=lead.was_seen`" })),
});
export type LeadSearchItem = Type.Static<typeof LeadSearchItem>;

/** A deal as search shows it. */
export const DealSearchItem = Type.Object({
  id: Id,
  type: Type.Literal("deal"),
  title: Type.String(),
  value: Type.Number(),
  currency: Type.String(),
  status: DealStatus,
  visible_to: VisibleToNumber,
  owner: Owner,
  stage: Type.Object({ id: Id, name: Type.String() }),
  person: Nullable(Type.Object({ id: Id, name: Type.String() })),
  organization: Nullable(OrganizationBrief),
  custom_fields: Texts,
  notes: Texts,
  is_archived: Type.Boolean(),
  cc_email: Type.Optional(Type.String({ description: "With `include_fields=deal.cc_email`" })),
});
export type DealSearchItem = Type.Static<typeof DealSearchItem>;

/** A person as search shows it (recorded from the live service 2026-04). */
export const PersonSearchItem = Type.Object({
  id: Id,
  type: Type.Literal("person"),
  name: Type.String(),
  phones: Texts,
  emails: Texts,
  primary_email: Nullable(Type.String()),
  visible_to: VisibleToNumber,
  owner: Owner,
  organization: Nullable(OrganizationBrief),
  custom_fields: Texts,
  notes: Texts,
  update_time: Nullable(SpacedTime),
  picture: Type.Optional(Type.Null({ description: "With `include_fields=person.picture`" })),
});
export type PersonSearchItem = Type.Static<typeof PersonSearchItem>;

/** An organization as search shows it. */
export const OrganizationSearchItem = Type.Object({
  id: Id,
  type: Type.Literal("organization"),
  name: Type.String(),
  address: Nullable(Type.String()),
  visible_to: VisibleToNumber,
  owner: Owner,
  custom_fields: Texts,
  notes: Texts,
});
export type OrganizationSearchItem = Type.Static<typeof OrganizationSearchItem>;

export type SearchItem = DealSearchItem | LeadSearchItem | PersonSearchItem | OrganizationSearchItem;

/** An item and how well it meets the term: higher is better. */
const found = <T extends Type.TSchema>(item: T) => Type.Object({ result_score: Type.Number(), item });
export type Found<T> = { result_score: number; item: T };

const csv = (names: readonly string[], description: string) =>
  Type.Optional(Type.String({ maxLength: 500, description: `${description}: ${names.join(", ")}` }));

const term = Text({
  minLength: 1,
  maxLength: 1_000,
  description: "At least 2 characters, or 1 of an exact match",
});
const exact_match = Type.Optional(
  Type.Boolean({ description: "Only whole values that are the term, in any case" }),
);

/** Fields each kind of items is searched in. */
export const searchFields = {
  lead: ["custom_fields", "notes", "title"],
  deal: ["custom_fields", "notes", "title"],
  person: ["custom_fields", "email", "name", "notes", "phone"],
  organization: ["address", "custom_fields", "name", "notes"],
} as const;

/** Further members of items that may be asked for. Foyer has no pictures, and no products to find. */
export const searchIncludes = {
  lead: ["lead.was_seen"],
  deal: ["deal.cc_email"],
  person: ["person.picture"],
  any: ["deal.cc_email", "person.picture", "product.price"],
} as const;

const leadQuery = {
  term,
  fields: csv(searchFields.lead, "Where to look; everywhere unless given"),
  exact_match,
  person_id: Type.Optional(Id),
  organization_id: Type.Optional(Id),
  include_fields: csv(searchIncludes.lead, "Further members"),
};
const dealQuery = {
  term,
  fields: csv(searchFields.deal, "Where to look; everywhere unless given"),
  exact_match,
  person_id: Type.Optional(Id),
  organization_id: Type.Optional(Id),
  status: Type.Optional(DealStatus),
  include_fields: csv(searchIncludes.deal, "Further members"),
};
const personQuery = {
  term,
  fields: csv(searchFields.person, "Where to look; everywhere unless given"),
  exact_match,
  organization_id: Type.Optional(Id),
  include_fields: csv(searchIncludes.person, "Further members"),
};
const organizationQuery = {
  term,
  fields: csv(searchFields.organization, "Where to look; everywhere unless given"),
  exact_match,
};

const strict = { additionalProperties: false } as const;

export const LeadSearchQuery = Type.Object({ ...leadQuery, ...offsetQuery });
export type LeadSearchQuery = Type.Static<typeof LeadSearchQuery>;
export const LeadSearchQueryV2 = Type.Object({ ...leadQuery, ...cursorQuery }, strict);
export type LeadSearchQueryV2 = Type.Static<typeof LeadSearchQueryV2>;

export const DealSearchQuery = Type.Object({ ...dealQuery, ...offsetQuery });
export type DealSearchQuery = Type.Static<typeof DealSearchQuery>;
export const DealSearchQueryV2 = Type.Object({ ...dealQuery, ...cursorQuery }, strict);
export type DealSearchQueryV2 = Type.Static<typeof DealSearchQueryV2>;

export const PersonSearchQuery = Type.Object({ ...personQuery, ...offsetQuery });
export type PersonSearchQuery = Type.Static<typeof PersonSearchQuery>;
export const PersonSearchQueryV2 = Type.Object({ ...personQuery, ...cursorQuery }, strict);
export type PersonSearchQueryV2 = Type.Static<typeof PersonSearchQueryV2>;

export const OrganizationSearchQuery = Type.Object({ ...organizationQuery, ...offsetQuery });
export type OrganizationSearchQuery = Type.Static<typeof OrganizationSearchQuery>;
export const OrganizationSearchQueryV2 = Type.Object({ ...organizationQuery, ...cursorQuery }, strict);
export type OrganizationSearchQueryV2 = Type.Static<typeof OrganizationSearchQueryV2>;

/** Kinds `item_types` may name. Foyer has deals, leads, persons and organizations of them. */
export const searchItemTypes = [
  "deal",
  "person",
  "organization",
  "product",
  "lead",
  "file",
  "mail_attachment",
  "project",
] as const;

/** Fields `fields` may name, whatever the kind. */
export const itemSearchFields = [
  "address",
  "code",
  "custom_fields",
  "email",
  "name",
  "notes",
  "phone",
  "title",
  "description",
] as const;

const itemQuery = {
  term,
  item_types: csv(searchItemTypes, "Kinds of items; all unless given"),
  fields: csv(itemSearchFields, "Where to look; everywhere unless given"),
  search_for_related_items: Type.Optional(
    Type.Boolean({
      description:
        "Adds up to 100 leads of each person and organization found, and up to 100 persons of each organization",
    }),
  ),
  exact_match,
  include_fields: csv(searchIncludes.any, "Further members"),
};
export const ItemSearchQuery = Type.Object({ ...itemQuery, ...offsetQuery });
export type ItemSearchQuery = Type.Static<typeof ItemSearchQuery>;
export const ItemSearchQueryV2 = Type.Object(
  {
    ...itemQuery,
    ...cursorQuery,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: "100 unless given" })),
  },
  strict,
);
export type ItemSearchQueryV2 = Type.Static<typeof ItemSearchQueryV2>;

const key = Text({ minLength: 1, maxLength: 255, description: "The key of the field" });

export const FieldSearchQuery = Type.Object({
  term,
  field_type: Type.Enum([
    "dealField",
    "leadField",
    "personField",
    "organizationField",
    "productField",
    "projectField",
  ]),
  field_key: key,
  exact_match: Type.Optional(Type.Boolean({ description: "Only values that are the term" })),
  return_item_ids: Type.Optional(
    Type.Boolean({ description: "Items with their ids, rather than different values" }),
  ),
  ...offsetQuery,
});
export type FieldSearchQuery = Type.Static<typeof FieldSearchQuery>;

export const FieldSearchQueryV2 = Type.Object(
  {
    term,
    entity_type: Type.Enum(["deal", "lead", "person", "organization", "product", "project"]),
    field: key,
    match: Type.Optional(Type.Enum(["exact", "beginning", "middle"], { default: "exact" })),
    ...cursorQuery,
  },
  strict,
);
export type FieldSearchQueryV2 = Type.Static<typeof FieldSearchQueryV2>;

/** A value under the key of its field, with the id of its item where ids are asked for. */
export const FoundField = Type.Object(
  { id: Type.Optional(Type.Union([Id, Uuid])) },
  { additionalProperties: Type.Unknown() },
);
export type FoundField = Type.Static<typeof FoundField>;

const searchLeadScopes = ["leads:read", "leads:full", "search:read"] as const;
const searchContactScopes = ["contacts:read", "contacts:full", "search:read"] as const;
const v1 = { method: "GET", status: 200, cost: 40, list: "offset" } as const;
const v2 = { method: "GET", status: 200, cost: 20, list: "cursor", family: "v2" } as const;

const leadSearch = {
  operation: "searchLeads",
  tag: "Leads",
  summary: "Search leads, archived or not, by title, notes and custom fields",
  scopes: searchLeadScopes,
  data: found(LeadSearchItem),
  found: "items",
} as const;
export const searchLeads = endpoint({
  ...leadSearch,
  ...v1,
  family: "leads",
  path: "/v1/leads/search",
  query: LeadSearchQuery,
});
export const searchLeadsV2 = endpoint({
  ...leadSearch,
  ...v2,
  path: "/api/v2/leads/search",
  query: LeadSearchQueryV2,
});

const dealSearch = {
  operation: "searchDeals",
  tag: "Deals",
  summary: "Search deals, archived or not, by title, notes and custom fields",
  scopes: ["deals:read", "deals:full", "search:read"],
  data: found(DealSearchItem),
  found: "items",
} as const;
export const searchDeals = endpoint({
  ...dealSearch,
  ...v1,
  family: "v1",
  path: "/v1/deals/search",
  query: DealSearchQuery,
});
export const searchDealsV2 = endpoint({
  ...dealSearch,
  ...v2,
  path: "/api/v2/deals/search",
  query: DealSearchQueryV2,
});

const personSearch = {
  operation: "searchPersons",
  tag: "Persons",
  summary: "Search persons by name, mail address, phone number, notes and custom fields",
  scopes: searchContactScopes,
  data: found(PersonSearchItem),
  found: "items",
} as const;
export const searchPersons = endpoint({
  ...personSearch,
  ...v1,
  family: "v1",
  path: "/v1/persons/search",
  query: PersonSearchQuery,
});
export const searchPersonsV2 = endpoint({
  ...personSearch,
  ...v2,
  path: "/api/v2/persons/search",
  query: PersonSearchQueryV2,
});

const organizationSearch = {
  operation: "searchOrganization",
  tag: "Organizations",
  summary: "Search organizations by name, address, notes and custom fields",
  scopes: searchContactScopes,
  data: found(OrganizationSearchItem),
  found: "items",
} as const;
export const searchOrganization = endpoint({
  ...organizationSearch,
  ...v1,
  family: "v1",
  path: "/v1/organizations/search",
  query: OrganizationSearchQuery,
});
export const searchOrganizationV2 = endpoint({
  ...organizationSearch,
  ...v2,
  path: "/api/v2/organizations/search",
  query: OrganizationSearchQueryV2,
});

const itemSearch = {
  operation: "searchItem",
  tag: "ItemSearch",
  summary: "Search deals, leads, persons and organizations at once",
  scopes: ["search:read"],
  data: found(Type.Union([DealSearchItem, LeadSearchItem, PersonSearchItem, OrganizationSearchItem])),
  found: "items and related_items",
} as const;
export const searchItem = endpoint({
  ...itemSearch,
  ...v1,
  family: "v1",
  path: "/v1/itemSearch",
  query: ItemSearchQuery,
});
export const searchItemV2 = endpoint({
  ...itemSearch,
  ...v2,
  path: "/api/v2/itemSearch",
  query: ItemSearchQueryV2,
});

const fieldSearch = {
  operation: "searchItemByField",
  tag: "ItemSearch",
  summary: "Search the values of one field; case matters",
  scopes: ["search:read"],
  data: FoundField,
} as const;
export const searchItemByField = endpoint({
  ...fieldSearch,
  ...v1,
  family: "v1",
  path: "/v1/itemSearch/field",
  query: FieldSearchQuery,
});
export const searchItemByFieldV2 = endpoint({
  ...fieldSearch,
  ...v2,
  path: "/api/v2/itemSearch/field",
  query: FieldSearchQueryV2,
});

/** Listed before what they lie among: `/v1/leads/search` looks like the lead `search`. */
export const searchEndpoints = [
  searchLeads,
  searchLeadsV2,
  searchDeals,
  searchDealsV2,
  searchPersons,
  searchPersonsV2,
  searchOrganization,
  searchOrganizationV2,
  searchItem,
  searchItemV2,
  searchItemByField,
  searchItemByFieldV2,
];
