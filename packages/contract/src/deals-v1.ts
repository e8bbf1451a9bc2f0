import * as Type from "typebox";
import { DealV1, OneDealV1, RelatedDealV1, StatusV1 } from "./deal-shapes-v1.ts";
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
import { Day, Id, MomentInput, Nullable, Text, VisibleTo } from "./scalars.ts";

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

const common = { family: "v1", tag: "Deals (v1)", related: RelatedDealV1, status: 200 } as const;
const plain = { family: "v1", tag: "Deals (v1)", status: 200 } as const;

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
  data: OneDealV1,
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

export const dealV1Endpoints = [addDealV1, getDealV1, updateDealV1, deleteDealV1, deleteDeals];
