import {
  searchDeals,
  searchDealsV2,
  searchItem,
  searchItemByField,
  searchItemByFieldV2,
  searchItemV2,
  searchLeads,
  searchLeadsV2,
  searchOrganization,
  searchOrganizationV2,
  searchPersons,
  searchPersonsV2,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { FieldSearchService } from "./field-search.service.ts";
import type { SearchService } from "./search.service.ts";

type Services = { search: SearchService; fieldSearch: FieldSearchService };

export function searchRoutes(serve: Serve, services: Services): void {
  const { search, fieldSearch } = services;
  serve(searchLeads, ({ actor, query }) => search.leads.byOffset(actor, query));
  serve(searchLeadsV2, ({ actor, query }) => search.leads.byCursor(actor, query));
  serve(searchDeals, ({ actor, query }) => search.deals.byOffset(actor, query));
  serve(searchDealsV2, ({ actor, query }) => search.deals.byCursor(actor, query));
  serve(searchPersons, ({ actor, query }) => search.persons.byOffset(actor, query));
  serve(searchPersonsV2, ({ actor, query }) => search.persons.byCursor(actor, query));
  serve(searchOrganization, ({ actor, query }) => search.organizations.byOffset(actor, query));
  serve(searchOrganizationV2, ({ actor, query }) => search.organizations.byCursor(actor, query));
  serve(searchItem, ({ actor, query }) => search.items.byOffset(actor, query));
  serve(searchItemV2, ({ actor, query }) => search.items.byCursor(actor, query));
  serve(searchItemByField, ({ actor, query }) => fieldSearch.byOffset(actor, query));
  serve(searchItemByFieldV2, ({ actor, query }) => fieldSearch.byCursor(actor, query));
}
