import { setImmediate } from "node:timers/promises";
import type { DealsSummary } from "@leadfoyer/contract";
import { findCompany } from "../companies/companies.store.ts";
import type { Compiled } from "../filters/clause.ts";
import type { Actor } from "../lib/actor.ts";
import { listPipelines } from "../pipelines/pipelines.store.ts";
import { listStages } from "../pipelines/stages.store.ts";
import type { Db } from "../storage/db.ts";
import type { Place } from "../storage/list-shape.ts";
import { BY_ID, type Conditions } from "./deal-conditions.ts";
import { listDeals } from "./deal-list.store.ts";
import { inCents, moneyOf, saidAs } from "./deal-money.ts";

/** Deals read at a time: others are answered in between. */
const CHUNK = 500;

type Sum = { value: number; weighted: number; count: number };

const NONE: Sum = { value: 0, weighted: 0, count: 0 };

/** What the deals of a list are worth together, by currency. */
async function sumsOf(
  db: Db,
  actor: Actor,
  { given, filter }: { given: Conditions; filter: Compiled | undefined },
): Promise<Map<string, Sum>> {
  const stages = new Map((await listStages(db, actor.company_id)).map((stage) => [stage.id, stage]));
  const pipelines = new Map((await listPipelines(db, actor.company_id)).map((one) => [one.id, one]));
  const sums = new Map<string, Sum>();
  let at: Place | undefined;
  do {
    const begin = at ? { at } : { offset: 0 };
    const page = await listDeals(db, { viewer: actor, order: BY_ID, given, begin, limit: CHUNK, filter });
    for (const deal of page.deals) {
      const { value, weighted, count } = sums.get(deal.currency) ?? NONE;
      const { weighted_value } = moneyOf(deal, stages.get(deal.stage_id), pipelines.get(deal.pipeline_id));
      sums.set(deal.currency, {
        value: inCents(value + deal.value),
        weighted: inCents(weighted + weighted_value),
        count: count + 1,
      });
    }
    at = page.next;
    await setImmediate();
  } while (at);
  return sums;
}

/** What deals are worth together. No rates are known: what is in another currency than the company's is worth 0 in its own. */
export async function summaryOf(
  db: Db,
  actor: Actor,
  list: { given: Conditions; filter: Compiled | undefined },
): Promise<DealsSummary> {
  const sums = [...(await sumsOf(db, actor, list))].sort(([a], [b]) => (a < b ? -1 : 1));
  const own = (await findCompany(db, actor.company_id))?.default_currency ?? "EUR";
  const { value, weighted } = new Map(sums).get(own) ?? NONE;
  return {
    values_total: Object.fromEntries(
      sums.map(([currency, sum]) => {
        const converted = currency === own ? sum.value : 0;
        return [
          currency,
          {
            value: sum.value,
            count: sum.count,
            value_converted: converted,
            value_formatted: saidAs(currency, sum.value),
            value_converted_formatted: saidAs(own, converted),
          },
        ];
      }),
    ),
    weighted_values_total: Object.fromEntries(
      sums.map(([currency, sum]) => [
        currency,
        { value: sum.weighted, count: sum.count, value_formatted: saidAs(currency, sum.weighted) },
      ]),
    ),
    total_count: sums.reduce((all, [, { count }]) => all + count, 0),
    total_currency_converted_value: value,
    total_weighted_currency_converted_value: weighted,
    total_currency_converted_value_formatted: saidAs(own, value),
    total_weighted_currency_converted_value_formatted: saidAs(own, weighted),
  };
}
