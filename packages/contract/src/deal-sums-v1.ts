import * as Type from "typebox";
import { readDeals } from "./deals.ts";
import { endpoint } from "./endpoint.ts";
import { Id } from "./scalars.ts";

const count = Type.Integer();
const money = { value: Type.Number(), count };

/** What deals are worth together, by currency. Other currencies than the company's are worth 0 in its own: no rates are known. */
export const DealsSummary = Type.Object({
  values_total: Type.Record(
    Type.String(),
    Type.Object({
      ...money,
      value_converted: Type.Number(),
      value_formatted: Type.String(),
      value_converted_formatted: Type.String(),
    }),
  ),
  weighted_values_total: Type.Record(
    Type.String(),
    Type.Object({ ...money, value_formatted: Type.String() }),
  ),
  total_count: count,
  total_currency_converted_value: Type.Number(),
  total_weighted_currency_converted_value: Type.Number(),
  total_currency_converted_value_formatted: Type.String(),
  total_weighted_currency_converted_value_formatted: Type.String(),
});
export type DealsSummary = Type.Static<typeof DealsSummary>;

/** `filter_id` takes precedence over `user_id`. */
export const DealsSummaryQuery = Type.Object({
  status: Type.Optional(Type.Enum(["open", "won", "lost"])),
  filter_id: Type.Optional(Type.Integer()),
  user_id: Type.Optional(Id),
  pipeline_id: Type.Optional(Id),
  stage_id: Type.Optional(Id),
});
export type DealsSummaryQuery = Type.Static<typeof DealsSummaryQuery>;

const common = {
  family: "v1",
  tag: "Deals (v1)",
  method: "GET",
  status: 200,
  scopes: readDeals,
  query: DealsSummaryQuery,
  data: DealsSummary,
} as const;

export const getDealsSummary = endpoint({
  ...common,
  operation: "getDealsSummary",
  path: "/v1/deals/summary",
  summary: "Add up what deals are worth that are not archived",
  cost: 40,
});

export const getArchivedDealsSummary = endpoint({
  ...common,
  operation: "getArchivedDealsSummary",
  path: "/v1/deals/summary/archived",
  summary: "Add up what archived deals are worth",
  cost: 80,
});

export const dealSumV1Endpoints = [getDealsSummary, getArchivedDealsSummary];
