import * as Type from "typebox";
import { FlatDealV1 } from "./deal-shapes-v1.ts";
import { readDeals } from "./deals.ts";
import { endpoint } from "./endpoint.ts";
import { Day, Id, NumberFlag, SpacedTime, Text } from "./scalars.ts";

/** Most spans of time in one timeline. */
const MOST_SPANS = 100;

const count = Type.Integer();
/** Empty, it is a list (recorded from the live service 2018-06). */
const byCurrency = Type.Union([
  Type.Record(Type.String(), Type.Number()),
  Type.Array(Type.Never(), { maxItems: 0 }),
]);

/** What the deals of a span are worth together, by currency; weighted by how likely they are won. */
const Totals = Type.Object({
  count,
  values: byCurrency,
  weighted_values: byCurrency,
  open_count: count,
  open_values: byCurrency,
  weighted_open_values: byCurrency,
  won_count: count,
  won_values: byCurrency,
});

/** The same in one currency. Amounts in others come to nothing: no rates are known. */
const Converted = Type.Object({
  count,
  value: Type.Number(),
  weighted_value: Type.Number(),
  open_count: count,
  open_value: Type.Number(),
  weighted_open_value: Type.Number(),
  won_count: count,
  won_value: Type.Number(),
});

/** The open and won deals of a span of time. */
export const DealSpan = Type.Object({
  period_start: SpacedTime,
  period_end: SpacedTime,
  deals: Type.Optional(Type.Array(FlatDealV1, { description: "At most 500; `totals` counts all" })),
  totals: Totals,
  totals_converted: Type.Optional(Converted),
});
export type DealSpan = Type.Static<typeof DealSpan>;

/** `filter_id` takes precedence over `user_id`. */
export const DealTimelineQuery = Type.Object({
  start_date: Day,
  interval: Type.Enum(["day", "week", "month", "quarter"]),
  amount: Type.Integer({ minimum: 1, maximum: MOST_SPANS, description: "Spans of time" }),
  field_key: Text({ maxLength: 100, description: "A field of deals that holds a date" }),
  user_id: Type.Optional(Id),
  pipeline_id: Type.Optional(Id),
  filter_id: Type.Optional(Type.Integer()),
  exclude_deals: Type.Optional(NumberFlag("1: totals alone")),
  totals_convert_currency: Type.Optional(
    Text({ maxLength: 20, description: "A currency, or `default_currency`: the caller's" }),
  ),
});
export type DealTimelineQuery = Type.Static<typeof DealTimelineQuery>;

const common = {
  family: "v1",
  tag: "Deals (v1)",
  method: "GET",
  status: 200,
  scopes: readDeals,
  query: DealTimelineQuery,
  data: DealSpan,
  list: "all",
} as const;

export const getDealsTimeline = endpoint({
  ...common,
  operation: "getDealsTimeline",
  path: "/v1/deals/timeline",
  summary: "List open and won deals by spans of time, and what they are worth",
  cost: 20,
});

export const getArchivedDealsTimeline = endpoint({
  ...common,
  operation: "getArchivedDealsTimeline",
  path: "/v1/deals/timeline/archived",
  summary: "The same of archived deals",
  cost: 40,
});

export const dealTimelineV1Endpoints = [getDealsTimeline, getArchivedDealsTimeline];
