import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import {
  DealSearchQuery,
  DealSearchQueryV2,
  FieldSearchQuery,
  FieldSearchQueryV2,
  ItemSearchQuery,
  ItemSearchQueryV2,
  LeadSearchQuery,
  LeadSearchQueryV2,
  OrganizationSearchQuery,
  OrganizationSearchQueryV2,
  PersonSearchQuery,
  PersonSearchQueryV2,
} from "./search-input.ts";
import {
  DealSearchItem,
  FoundField,
  found,
  LeadSearchItem,
  OrganizationSearchItem,
  PersonSearchItem,
} from "./search-items.ts";

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
