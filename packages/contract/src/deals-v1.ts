import * as Type from "typebox";
import { ContactPoint, countersV1, OwnerV1, offsetListQuery, RelatedV1 } from "./contacts.ts";
import {
  Amount,
  CurrencyCode,
  DealRemoved,
  dealPath,
  LostReason,
  Probability,
  readDeals,
  writeDeals,
} from "./deals.ts";
import { endpoint } from "./endpoint.ts";
import { flatFields } from "./fields.ts";
import { PersonOrganizationV1 } from "./persons-v1.ts";
import {
  cursorQuery,
  Day,
  Id,
  MomentInput,
  Nullable,
  NumberFlag,
  offsetQuery,
  SpacedTime,
  Text,
  VisibleTo,
} from "./scalars.ts";
import { PipelineV1, RelatedStageV1 } from "./stages-v1.ts";

const Unset = Type.Null();

/** v1 counts a deleted deal as a status of its own. */
const StatusV1 = Type.Enum(["open", "won", "lost", "deleted"]);

const person = {
  active_flag: Type.Boolean(),
  name: Type.String(),
  email: Type.Array(ContactPoint),
  phone: Type.Array(ContactPoint),
  owner_id: Id,
};

const { has_pic: _number, ...owner } = OwnerV1.properties;

/** A user beside a deal: what is a number beside contacts is a boolean here. */
const DealUserV1 = Type.Object({ ...owner, has_pic: Type.Boolean() });

/** The person of a deal as v1 shows it. */
export const DealPersonV1 = Type.Object({ ...person, value: Id });
export type DealPersonV1 = Type.Static<typeof DealPersonV1>;

const money = {
  formatted_value: Type.String(),
  weighted_value: Type.Number({ description: "The value, as likely as it is to come" }),
  formatted_weighted_value: Type.String(),
  weighted_value_currency: Type.String(),
};

/** What a deal says after the members by which v1 shows it in one way or another. */
const members = {
  stage_id: Id,
  title: Type.String(),
  value: Type.Number(),
  currency: Type.String(),
  archive_time: Nullable(SpacedTime),
  add_time: SpacedTime,
  update_time: SpacedTime,
  stage_change_time: Nullable(SpacedTime),
  active: Type.Boolean({ description: "Whether it is open and not deleted" }),
  deleted: Type.Boolean(),
  is_archived: Type.Boolean(),
  status: StatusV1,
  probability: Nullable(Type.Number()),
  next_activity_date: Nullable(Day),
  next_activity_time: Nullable(Type.String()),
  next_activity_id: Nullable(Id),
  last_activity_id: Nullable(Id),
  last_activity_date: Nullable(Day),
  lost_reason: Nullable(Type.String()),
  visible_to: VisibleTo,
  close_time: Nullable(SpacedTime),
  pipeline_id: Id,
  won_time: Nullable(SpacedTime),
  first_won_time: Nullable(SpacedTime),
  lost_time: Nullable(SpacedTime),
  ...countersV1([
    "products_count",
    "files_count",
    "notes_count",
    "followers_count",
    "email_messages_count",
    "activities_count",
    "done_activities_count",
    "undone_activities_count",
    "participants_count",
  ]),
  expected_close_date: Nullable(Day),
  last_incoming_mail_time: Unset,
  last_outgoing_mail_time: Unset,
  label: Nullable(Type.String({ description: "Ids of labels, separated by commas" })),
  origin: Type.String(),
  origin_id: Nullable(Type.String()),
  channel: Nullable(Id),
  channel_id: Nullable(Type.String()),
  stage_order_nr: Type.Integer(),
  person_name: Nullable(Type.String()),
  org_name: Nullable(Type.String()),
  next_activity_subject: Nullable(Type.String()),
  next_activity_type: Nullable(Type.String()),
  next_activity_duration: Nullable(Type.String()),
  next_activity_note: Nullable(Type.String()),
  ...money,
  rotten_time: Nullable(SpacedTime),
  owner_name: Type.String(),
  cc_email: Type.String(),
  org_hidden: Type.Boolean({ description: "Whether it has one that the caller may not see" }),
  person_hidden: Type.Boolean(),
  acv: Unset,
  arr: Unset,
  mrr: Unset,
  acv_currency: Unset,
  arr_currency: Unset,
  mrr_currency: Unset,
};
const custom = flatFields(Nullable(Type.Union([Type.String(), Type.Number()])));

/** A deal as v1 answers it: every key, always, in this order. */
export const DealV1 = Type.Object(
  {
    id: Id,
    creator_user_id: DealUserV1,
    user_id: DealUserV1,
    person_id: Nullable(DealPersonV1),
    org_id: Nullable(PersonOrganizationV1),
    ...members,
  },
  custom,
);
export type DealV1 = Type.Static<typeof DealV1>;

/** The same with bare ids, as pipelines and stages list their deals. */
export const FlatDealV1 = Type.Object(
  {
    id: Id,
    creator_user_id: Id,
    user_id: Id,
    person_id: Nullable(Id),
    org_id: Nullable(Id),
    ...members,
  },
  custom,
);
export type FlatDealV1 = Type.Static<typeof FlatDealV1>;

/** A deal as the collection lists it: what needs no look at anything else. */
export const DealBriefV1 = Type.Object({
  id: Id,
  creator_user_id: Id,
  user_id: Id,
  person_id: Nullable(Id),
  org_id: Nullable(Id),
  stage_id: Id,
  title: Type.String(),
  value: Type.Number(),
  currency: Type.String(),
  add_time: SpacedTime,
  update_time: SpacedTime,
  status: StatusV1,
  probability: Nullable(Type.Number()),
  lost_reason: Nullable(Type.String()),
  visible_to: VisibleTo,
  close_time: Nullable(SpacedTime),
  pipeline_id: Id,
  won_time: Nullable(SpacedTime),
  lost_time: Nullable(SpacedTime),
  expected_close_date: Nullable(Day),
  label: Nullable(Type.String()),
});
export type DealBriefV1 = Type.Static<typeof DealBriefV1>;

/** What v1 deals point at, by kind and id. */
const RelatedDealV1 = Type.Object({
  user: RelatedV1.properties.user,
  organization: RelatedV1.properties.organization,
  person: Type.Record(Type.String(), Type.Object({ id: Id, ...person })),
  stage: Type.Record(Type.String(), RelatedStageV1),
  pipeline: Type.Record(Type.String(), PipelineV1),
});
export type RelatedDealV1 = Type.Static<typeof RelatedDealV1>;

/** An id, several, or several as text: v1 callers send all of them. */
const LabelV1Input = Nullable(
  Type.Union([
    Id,
    Text({ maxLength: 1_000 }),
    Type.Array(Type.Union([Id, Text({ maxLength: 20 })]), { maxItems: 100 }),
  ]),
);

const time = Type.Optional(Nullable(MomentInput));

/** A title is required to add a deal; only the keys sent change. */
export const DealV1Input = Type.Object(
  {
    title: Type.Optional(Text({ maxLength: 255 })),
    value: Type.Optional(Nullable(Amount)),
    currency: Type.Optional(Nullable(CurrencyCode)),
    label: Type.Optional(LabelV1Input),
    user_id: Type.Optional(Id),
    person_id: Type.Optional(Nullable(Id)),
    org_id: Type.Optional(Nullable(Id)),
    pipeline_id: Type.Optional(Id),
    stage_id: Type.Optional(Id),
    status: Type.Optional(StatusV1),
    expected_close_date: Type.Optional(Nullable(Day)),
    probability: Type.Optional(Nullable(Probability)),
    lost_reason: Type.Optional(Nullable(LostReason)),
    visible_to: Type.Optional(VisibleTo),
    is_archived: Type.Optional(Type.Boolean()),
    archive_time: time,
    close_time: time,
    won_time: time,
    lost_time: time,
    add_time: Type.Optional(MomentInput),
    origin_id: Type.Optional(Nullable(Text({ maxLength: 255 }))),
    channel: Type.Optional(Nullable(Id)),
    channel_id: Type.Optional(Nullable(Text({ maxLength: 255 }))),
  },
  flatFields(Type.Unknown()),
);
export type DealV1Input = Type.Static<typeof DealV1Input>;

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

export const addDealV1 = endpoint({
  ...common,
  operation: "addDeal",
  method: "POST",
  path: "/v1/deals",
  summary: "Add a deal",
  scopes: writeDeals,
  cost: 10,
  body: DealV1Input,
  status: 201,
  data: DealV1,
});

export const getDealV1 = endpoint({
  ...common,
  operation: "getDeal",
  method: "GET",
  path: "/v1/deals/{id}",
  summary: "Read a deal, archived, deleted or not",
  scopes: readDeals,
  cost: 2,
  params: dealPath,
  data: DealV1,
});

export const updateDealV1 = endpoint({
  ...common,
  operation: "updateDeal",
  method: "PUT",
  path: "/v1/deals/{id}",
  summary: "Change the given properties of a deal",
  scopes: writeDeals,
  cost: 10,
  params: dealPath,
  body: DealV1Input,
  data: DealV1,
});

export const deleteDealV1 = endpoint({
  ...plain,
  operation: "deleteDeal",
  method: "DELETE",
  path: "/v1/deals/{id}",
  summary: "Mark a deal as deleted",
  scopes: writeDeals,
  cost: 6,
  params: dealPath,
  data: DealRemoved,
});

export const deleteDeals = endpoint({
  ...plain,
  operation: "deleteDeals",
  method: "DELETE",
  path: "/v1/deals",
  summary: "Mark several deals as deleted: all of them, or none when one is not there",
  scopes: writeDeals,
  cost: 10,
  query: Type.Object({
    ids: Type.String({ maxLength: 4_000, description: "At most 100 ids, separated by commas" }),
  }),
  data: Type.Object({ id: Type.Array(Id) }),
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

export const dealV1Endpoints = [
  getDealsV1,
  getArchivedDealsV1,
  getDealsCollection,
  addDealV1,
  getDealV1,
  updateDealV1,
  deleteDealV1,
  deleteDeals,
  getPipelineDeals,
  getStageDeals,
];
