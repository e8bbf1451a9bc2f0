import type { StoredPipeline } from "../pipelines/pipelines.store.ts";
import type { StoredStage } from "../pipelines/stages.store.ts";
import type { StoredDeal } from "./deal-changes.ts";

const formats = new Map<string, Intl.NumberFormat>();

/** Making a format takes longer than a query: there is one per currency in use. */
function formatOf(currency: string): Intl.NumberFormat {
  const known = formats.get(currency);
  if (known) return known;
  const style = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
  const made = new Intl.NumberFormat("en", { ...style, minimumFractionDigits: 0, maximumFractionDigits: 2 });
  formats.set(currency, made);
  return made;
}

const CENTS = 100;
const WHOLE = 100;

/** A sum without what adding up numbers of two decimals leaves behind them. */
export const inCents = (value: number): number => Math.round(value * CENTS) / CENTS;

/** An amount as people write it. */
export const saidAs = (currency: string, value: number): string => formatOf(currency).format(value);

/** What a deal is worth and, by how likely it is won, what of it to count on. Its own likelihood goes before its stage's. */
export function moneyOf(
  { value, currency, probability }: StoredDeal,
  stage: StoredStage | undefined,
  pipeline: StoredPipeline | undefined,
) {
  const ofStage = pipeline?.is_deal_probability_enabled ? stage?.deal_probability : undefined;
  const percent = probability ?? ofStage ?? WHOLE;
  const weighted = inCents((value * percent) / WHOLE);
  const format = formatOf(currency);
  return {
    formatted_value: format.format(value),
    weighted_value: weighted,
    formatted_weighted_value: format.format(weighted),
    weighted_value_currency: currency,
  };
}
