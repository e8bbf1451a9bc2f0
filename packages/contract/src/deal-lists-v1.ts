import * as Type from "typebox";
import { offsetListQuery } from "./contacts.ts";
import { DealBriefV1, DealV1, FlatDealV1, RelatedDealV1 } from "./deal-shapes-v1.ts";
import { dealPath, readDeals } from "./deals.ts";
import { endpoint } from "./endpoint.ts";
import { cursorQuery, Id, MomentInput, NumberFlag, offsetQuery } from "./scalars.ts";

/** Fields a v1 list of deals can be sorted by. */
export const dealSortFields = [
  "id",
  "title",
  "value",
  "user_id",
  "person_id",
  "org_id",
  "pipeline_id",
  "stage_id",
  "status",
  "expected_close_date",
  "visible_to",
  "add_time",
  "update_time",
] as const;

const { first_char: _none, ...listed } = offsetListQuery(dealSortFields);

/** `filter_id` takes precedence over all but paging and sorting, `owned_by_you` over `user_id`. */
export const DealListQueryV1 = Type.Object({
  ...listed,
  person_id: Type.Optional(Id),
  org_id: Type.Optional(Id),
  product_id: Type.Optional(Id),
  pipeline_id: Type.Optional(Id),
  stage_id: Type.Optional(Id),
  status: Type.Optional(
    Type.Enum(["open", "won", "lost", "deleted", "all_not_deleted"], { default: "all_not_deleted" }),
  ),
  owned_by_you: Type.Optional(NumberFlag("Only the caller's own")),
});
export type DealListQueryV1 = Type.Static<typeof DealListQueryV1>;

export const DealCollectionQuery = Type.Object({
  cursor: cursorQuery.cursor,
  limit: offsetQuery.limit,
  since: Type.Optional(MomentInput),
  until: Type.Optional(MomentInput),
  user_id: Type.Optional(Id),
  stage_id: Type.Optional(Id),
  status: Type.Optional(Type.Enum(["open", "won", "lost"])),
});
export type DealCollectionQuery = Type.Static<typeof DealCollectionQuery>;

/** Of deals in a pipeline or stage: the caller's open ones, unless another's or everyone's are asked for. */
const heldQuery = {
  ...offsetQuery,
  filter_id: Type.Optional(Type.Integer()),
  user_id: Type.Optional(Id),
  everyone: Type.Optional(NumberFlag("Whoever owns them")),
};
export const StageDealsQuery = Type.Object(heldQuery);
export const PipelineDealsQuery = Type.Object({ ...heldQuery, stage_id: Type.Optional(Id) });
export type PipelineDealsQuery = Type.Static<typeof PipelineDealsQuery>;

/** `status` and sorting as of all deals. */
const ofContact = {
  ...offsetQuery,
  status: DealListQueryV1.properties.status,
  sort: DealListQueryV1.properties.sort,
};
const PersonDealsQuery = Type.Object(ofContact);
const OrganizationDealsQuery = Type.Object({
  ...ofContact,
  only_primary_association: Type.Optional(NumberFlag("Only its own deals, not those of its people")),
});

const common = { family: "v1", tag: "Deals (v1)", related: RelatedDealV1, status: 200 } as const;
const plain = { family: "v1", tag: "Deals (v1)", status: 200 } as const;

export const getDealsV1 = endpoint({
  ...common,
  operation: "getDeals",
  method: "GET",
  path: "/v1/deals",
  summary: "List deals that are not archived",
  scopes: readDeals,
  cost: 20,
  query: DealListQueryV1,
  data: DealV1,
  list: "offset",
});

export const getArchivedDealsV1 = endpoint({
  ...common,
  operation: "getArchivedDeals",
  method: "GET",
  path: "/v1/deals/archived",
  summary: "List archived deals",
  scopes: readDeals,
  cost: 40,
  query: DealListQueryV1,
  data: DealV1,
  list: "offset",
});

export const getDealsCollection = endpoint({
  ...plain,
  operation: "getDealsCollection",
  method: "GET",
  path: "/v1/deals/collection",
  summary: "List all deals by cursor, as an administrator",
  scopes: readDeals,
  cost: 10,
  query: DealCollectionQuery,
  data: DealBriefV1,
  list: "cursor",
});

export const getPipelineDeals = endpoint({
  ...plain,
  operation: "getPipelineDeals",
  method: "GET",
  path: "/v1/pipelines/{id}/deals",
  summary: "List the deals of a pipeline",
  scopes: readDeals,
  cost: 20,
  params: dealPath,
  query: PipelineDealsQuery,
  data: FlatDealV1,
  list: "offset",
});

export const getStageDeals = endpoint({
  ...plain,
  operation: "getStageDeals",
  method: "GET",
  path: "/v1/stages/{id}/deals",
  summary: "List the deals in a stage",
  scopes: readDeals,
  cost: 20,
  params: dealPath,
  query: StageDealsQuery,
  data: FlatDealV1,
  list: "offset",
});

export const getPersonDeals = endpoint({
  ...common,
  operation: "getPersonDeals",
  method: "GET",
  path: "/v1/persons/{id}/deals",
  summary: "List the deals of a person, and those they take part in",
  scopes: readDeals,
  cost: 20,
  params: dealPath,
  query: PersonDealsQuery,
  data: DealV1,
  list: "offset",
});

export const getOrganizationDeals = endpoint({
  ...common,
  operation: "getOrganizationDeals",
  method: "GET",
  path: "/v1/organizations/{id}/deals",
  summary: "List the deals of an organization, of its people, and those that name it in a field",
  scopes: readDeals,
  cost: 20,
  params: dealPath,
  query: OrganizationDealsQuery,
  data: DealV1,
  list: "offset",
});

export const dealListV1Endpoints = [
  getDealsV1,
  getArchivedDealsV1,
  getDealsCollection,
  getPipelineDeals,
  getStageDeals,
  getPersonDeals,
  getOrganizationDeals,
];
