import { setImmediate } from "node:timers/promises";
import type { DealSpan, DealTimelineQuery } from "@leadfoyer/contract";
import { fieldSet } from "../fields/fields.store.ts";
import type { Compiled } from "../filters/clause.ts";
import type { Actor } from "../lib/actor.ts";
import { toSpacedTime } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import { listPipelines } from "../pipelines/pipelines.store.ts";
import { listStages } from "../pipelines/stages.store.ts";
import type { Db } from "../storage/db.ts";
import type { Place } from "../storage/list-shape.ts";
import { findUser } from "../users/users.store.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { BY_ID, type Conditions } from "./deal-conditions.ts";
import { type DatedHolder, holdersDated } from "./deal-dates.store.ts";
import { type DealOrder, listDeals } from "./deal-list.store.ts";
import { moneyOf } from "./deal-money.ts";
import { relationsOf } from "./deal-relations.ts";
import { toFlatDealV1 } from "./deal-v1.ts";
import { type Span, spansOf } from "./timeline-spans.ts";
import { createTotals, type SpanTotals } from "./timeline-totals.ts";

/** Deals read at a time: others are answered in between. */
const CHUNK = 500;
/** Deals of a span that are listed. */
const LISTED = 500;
const SECOND_MS = 1_000;

/** A date deals hold: what it is of one, and how those of a time are found. */
type Dated = {
  of: (deal: StoredDeal) => number | string | null | undefined;
  /** The column deals are in order of by it: only those of the time asked for are read. */
  column?: DealOrder;
  /** Its number, where it is a custom field. */
  field?: number;
};

const builtIn: Record<string, Dated> = {
  add_time: { of: ({ add_time }) => add_time, column: "add_time" },
  update_time: { of: ({ update_time, add_time }) => update_time ?? add_time, column: "touch_time" },
  expected_close_date: { of: (deal) => deal.expected_close_date, column: "close_date" },
  stage_change_time: { of: (deal) => deal.stage_change_time },
  close_time: { of: (deal) => deal.close_time },
  won_time: { of: (deal) => deal.won_time },
  lost_time: { of: (deal) => deal.lost_time },
  first_won_time: { of: (deal) => deal.first_won_time },
  archive_time: { of: (deal) => deal.archive_time },
  local_won_date: { of: (deal) => deal.local_won_date },
  local_lost_date: { of: (deal) => deal.local_lost_date },
  local_close_date: { of: (deal) => deal.local_close_date },
};

async function datedBy(db: Db, company: number, key: string): Promise<Dated> {
  const known = Object.hasOwn(builtIn, key) ? builtIn[key] : undefined;
  if (known) return known;
  const field = (await fieldSet(db, company)).of("deal").find((one) => one.custom && one.key === key);
  if (field?.field_type === "date") return { field: field.id, of: ({ custom }) => custom[key] as string };
  if (field?.field_type === "daterange")
    return { field: field.id, of: ({ custom }) => (custom[key] as { value: string } | undefined)?.value };
  throw new DomainError("invalid", { info: "field_key: no field of deals that holds a date" });
}

const DAY_LENGTH = 10;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, DAY_LENGTH);
/** Milliseconds; NaN, which is in no time, where there is none. */
const momentOf = (date: number | string | null | undefined): number =>
  typeof date === "number" ? date : Date.parse(`${date}T00:00:00Z`);

type List = { given: Conditions; filter: Compiled | undefined };

type Wanted = List & { dated: Dated; whole: Span };

/** The deals of a list that may have a date within a time, some at a time: by the column that is in order of it. */
async function* inOrder(db: Db, actor: Actor, { given, filter, dated, whole }: Wanted) {
  const { column } = dated;
  const from = column === "close_date" ? dayOf(whole.from) : whole.from;
  const order = column ? ([{ column, direction: "asc" }, ...BY_ID] as const) : BY_ID;
  let at: Place | undefined = column && { [column]: from, id: 0 };
  do {
    const begin = at ? { at } : { offset: 0 };
    const page = await listDeals(db, { viewer: actor, order, given, begin, limit: CHUNK, filter });
    yield page.deals;
    const last = page.deals.at(-1);
    if (column && last && momentOf(dated.of(last)) >= whole.to) return;
    at = page.next;
    await setImmediate();
  } while (at);
}

/** The same by the values of a custom field. */
async function* byValue(db: Db, actor: Actor, { given, filter, whole }: Wanted, field: number) {
  const times = { from: dayOf(whole.from), to: dayOf(whole.to) };
  const { company_id: company } = actor;
  for (let after: DatedHolder | undefined; ; ) {
    const holders = await holdersDated(db, { company, field, ...times, ...after, limit: CHUNK });
    const ids = JSON.stringify(holders.map(({ holder }) => holder));
    const list = {
      viewer: actor,
      order: BY_ID,
      given: { ...given, ids },
      begin: { offset: 0 },
      limit: CHUNK,
      filter,
    };
    yield (await listDeals(db, list)).deals;
    const last = holders.at(-1);
    if (!last || holders.length < CHUNK) return;
    after = { from: last.txt, holder: last.holder };
    await setImmediate();
  }
}

type Filled = Span & { totals: SpanTotals; deals: StoredDeal[] };

/** Open and won deals by spans of time, and what they are worth. */
export async function timelineOf(
  db: Db,
  actor: Actor,
  query: DealTimelineQuery,
  list: List,
): Promise<DealSpan[]> {
  const { company_id: company } = actor;
  const dated = await datedBy(db, company, query.field_key);
  const stages = new Map((await listStages(db, company)).map((stage) => [stage.id, stage]));
  const pipelines = new Map((await listPipelines(db, company)).map((one) => [one.id, one]));
  const spans = spansOf(query).map((span): Filled => ({ ...span, totals: createTotals(), deals: [] }));
  const whole = { from: spans[0]?.from ?? 0, to: spans.at(-1)?.to ?? 0 };
  const wanted = { ...list, dated, whole };
  const chunks = dated.field ? byValue(db, actor, wanted, dated.field) : inOrder(db, actor, wanted);
  for await (const deals of chunks)
    for (const deal of deals) {
      const moment = momentOf(dated.of(deal));
      const span = spans.find(({ from, to }) => moment >= from && moment < to);
      const { weighted_value } = moneyOf(deal, stages.get(deal.stage_id), pipelines.get(deal.pipeline_id));
      span?.totals.add(deal, weighted_value);
      if (span && query.exclude_deals !== 1 && span.deals.length < LISTED) span.deals.push(deal);
    }
  const currency = await currencyOf(db, actor, query.totals_convert_currency);
  const relations = await relationsOf(
    db,
    actor,
    spans.flatMap(({ deals }) => deals),
  );
  return spans.map(({ from, to, totals, deals }) => ({
    period_start: toSpacedTime(from),
    period_end: toSpacedTime(to - SECOND_MS),
    ...(query.exclude_deals !== 1 && {
      deals: deals.map((deal) => toFlatDealV1(actor, deal, relations)),
    }),
    totals: totals.all(),
    ...(currency && { totals_converted: totals.within(currency) }),
  }));
}

async function currencyOf(db: Db, actor: Actor, asked: string | undefined): Promise<string | undefined> {
  if (asked !== "default_currency") return asked?.toUpperCase();
  return (await findUser(db, actor.company_id, actor.user_id))?.default_currency ?? "EUR";
}
