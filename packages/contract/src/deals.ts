import * as Type from "typebox";
import {
  CustomFields,
  CustomFieldsInput,
  counterMembers,
  cursorListQuery,
  LabelIds,
  viewQuery,
} from "./contacts.ts";
import { endpoint } from "./endpoint.ts";
import { Day, Id, MomentInput, Name, Nullable, SecondTime, Text, Uuid, VisibleToNumber } from "./scalars.ts";

export const DealStatus = Type.Enum(["open", "won", "lost"]);
export type DealStatus = Type.Static<typeof DealStatus>;

/** Counters that `include_fields` adds. */
const counters = [
  "products_count",
  "files_count",
  "notes_count",
  "followers_count",
  "email_messages_count",
  "activities_count",
  "done_activities_count",
  "undone_activities_count",
  "participants_count",
] as const;

/** What `include_fields` may name. */
export const dealIncludes = [
  "next_activity_id",
  "last_activity_id",
  "first_won_time",
  ...counters,
  "last_incoming_mail_time",
  "last_outgoing_mail_time",
  "smart_bcc_email",
  "source_lead_id",
] as const;
export type DealInclude = (typeof dealIncludes)[number];

/** Products would say how much comes in again and again: there are none. */
const Recurring = Type.Null();

/** A deal as v2 answers it, in this order (recorded from the live service 2026-04). */
export const Deal = Type.Object({
  id: Id,
  title: Type.String(),
  creator_user_id: Id,
  value: Type.Number(),
  person_id: Nullable(Id),
  org_id: Nullable(Id),
  stage_id: Id,
  currency: Type.String(),
  add_time: SecondTime,
  update_time: Nullable(SecondTime),
  status: DealStatus,
  probability: Nullable(Type.Number()),
  lost_reason: Nullable(Type.String()),
  visible_to: VisibleToNumber,
  close_time: Nullable(SecondTime),
  pipeline_id: Id,
  won_time: Nullable(SecondTime),
  lost_time: Nullable(SecondTime),
  stage_change_time: Nullable(SecondTime),
  local_won_date: Nullable(Day),
  local_lost_date: Nullable(Day),
  local_close_date: Nullable(Day),
  expected_close_date: Nullable(Day),
  custom_fields: CustomFields,
  owner_id: Id,
  label_ids: Type.Array(Id),
  is_deleted: Type.Boolean(),
  origin: Type.String(),
  origin_id: Nullable(Type.String()),
  channel: Nullable(Id),
  channel_id: Nullable(Type.String()),
  acv: Recurring,
  arr: Recurring,
  mrr: Recurring,
  is_archived: Type.Boolean(),
  archive_time: Nullable(SecondTime),
  next_activity_id: Type.Optional(Nullable(Id)),
  last_activity_id: Type.Optional(Nullable(Id)),
  first_won_time: Type.Optional(Nullable(SecondTime)),
  ...counterMembers(counters),
  last_incoming_mail_time: Type.Optional(Nullable(SecondTime)),
  last_outgoing_mail_time: Type.Optional(Nullable(SecondTime)),
  smart_bcc_email: Type.Optional(Type.String()),
  source_lead_id: Type.Optional(Nullable(Uuid)),
});
export type Deal = Type.Static<typeof Deal>;

/** Beyond this a number is no longer exact to the cent. */
const MOST = 1e13;

export const Amount = Type.Number({ minimum: -MOST, maximum: MOST });
export const Probability = Type.Number({ minimum: 0, maximum: 100, description: "Per cent" });
export const CurrencyCode = Text({ minLength: 3, maxLength: 3, description: "ISO 4217, such as EUR" });
export const LostReason = Text({ maxLength: 150 });

const written = {
  owner_id: Type.Optional(Id),
  person_id: Type.Optional(Nullable(Id)),
  org_id: Type.Optional(Nullable(Id)),
  pipeline_id: Type.Optional(Id),
  stage_id: Type.Optional(Id),
  value: Type.Optional(Nullable(Amount)),
  currency: Type.Optional(CurrencyCode),
  is_deleted: Type.Optional(Type.Boolean()),
  is_archived: Type.Optional(Type.Boolean()),
  archive_time: Type.Optional(Nullable(MomentInput)),
  status: Type.Optional(DealStatus),
  probability: Type.Optional(Nullable(Probability)),
  lost_reason: Type.Optional(Nullable(LostReason)),
  visible_to: Type.Optional(VisibleToNumber),
  close_time: Type.Optional(Nullable(MomentInput)),
  won_time: Type.Optional(Nullable(MomentInput)),
  lost_time: Type.Optional(Nullable(MomentInput)),
  expected_close_date: Type.Optional(Nullable(Day)),
  label_ids: Type.Optional(LabelIds),
  custom_fields: Type.Optional(CustomFieldsInput),
};
const strict = { additionalProperties: false } as const;

/** Without a stage it begins in the first of its pipeline; without a pipeline, of the first one. */
export const DealCreate = Type.Object({ title: Name("Title of the deal"), ...written }, strict);
export type DealCreate = Type.Static<typeof DealCreate>;

/** Only the keys sent change; null unsets. */
export const DealUpdate = Type.Object(
  { title: Type.Optional(Name("Title of the deal")), ...written },
  strict,
);
export type DealUpdate = Type.Static<typeof DealUpdate>;

export const DealViewQuery = Type.Object(viewQuery(dealIncludes), strict);
export type DealViewQuery = Type.Static<typeof DealViewQuery>;

/** Without `filter_id` the conditions hold together. */
export const DealListQuery = Type.Object(
  {
    ...cursorListQuery,
    person_id: Type.Optional(Id),
    org_id: Type.Optional(Id),
    pipeline_id: Type.Optional(Id),
    stage_id: Type.Optional(Id),
    status: Type.Optional(
      Type.String({ maxLength: 50, description: "open, won, lost, deleted, separated by commas" }),
    ),
    ...viewQuery(dealIncludes),
  },
  strict,
);
export type DealListQuery = Type.Static<typeof DealListQuery>;

export const dealPath = Type.Object({ id: Id });
export const DealRemoved = Type.Object({ id: Id });
export const readDeals = ["deals:read", "deals:full"] as const;
export const writeDeals = ["deals:full"] as const;

const common = { family: "v2", tag: "Deals", status: 200, data: Deal } as const;

export const getDeals = endpoint({
  ...common,
  operation: "getDeals",
  method: "GET",
  path: "/api/v2/deals",
  summary: "List deals that are not archived",
  scopes: readDeals,
  cost: 10,
  query: DealListQuery,
  list: "cursor",
});

export const getArchivedDeals = endpoint({
  ...common,
  operation: "getArchivedDeals",
  method: "GET",
  path: "/api/v2/deals/archived",
  summary: "List archived deals",
  scopes: readDeals,
  cost: 20,
  query: DealListQuery,
  list: "cursor",
});

export const addDeal = endpoint({
  ...common,
  operation: "addDeal",
  method: "POST",
  path: "/api/v2/deals",
  summary: "Add a deal",
  scopes: writeDeals,
  cost: 5,
  body: DealCreate,
});

export const getDeal = endpoint({
  ...common,
  operation: "getDeal",
  method: "GET",
  path: "/api/v2/deals/{id}",
  summary: "Read a deal, archived, deleted or not",
  scopes: readDeals,
  cost: 1,
  params: dealPath,
  query: DealViewQuery,
});

export const updateDeal = endpoint({
  ...common,
  operation: "updateDeal",
  method: "PATCH",
  path: "/api/v2/deals/{id}",
  summary: "Change the given properties of a deal",
  scopes: writeDeals,
  cost: 5,
  params: dealPath,
  body: DealUpdate,
});

export const deleteDeal = endpoint({
  ...common,
  operation: "deleteDeal",
  method: "DELETE",
  path: "/api/v2/deals/{id}",
  summary: "Mark a deal as deleted",
  scopes: writeDeals,
  cost: 3,
  params: dealPath,
  data: DealRemoved,
});

export const dealEndpoints = [getDeals, getArchivedDeals, addDeal, getDeal, updateDeal, deleteDeal];
