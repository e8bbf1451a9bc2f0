import type { DealSpan } from "@leadfoyer/contract";
import type { StoredDeal } from "./deal-changes.ts";
import { inCents } from "./deal-money.ts";

type Sums = Record<string, number>;
type Group = { count: number; values: Sums; weighted: Sums };

const group = (): Group => ({ count: 0, values: {}, weighted: {} });

function add(to: Group, { value, currency }: StoredDeal, weighted: number): void {
  to.count += 1;
  to.values[currency] = inCents((to.values[currency] ?? 0) + value);
  to.weighted[currency] = inCents((to.weighted[currency] ?? 0) + weighted);
}

/** Nothing is an empty list, as PHP has it. */
const told = (sums: Sums): Sums | never[] => (Object.keys(sums).length > 0 ? sums : []);

/** What deals of a span of time are worth together, all of them, those that are open and those that are won. */
export function createTotals() {
  const [all, open, won] = [group(), group(), group()];
  return {
    add(deal: StoredDeal, weighted: number): void {
      add(all, deal, weighted);
      add(deal.status === "won" ? won : open, deal, weighted);
    },
    all: (): DealSpan["totals"] => ({
      count: all.count,
      values: told(all.values),
      weighted_values: told(all.weighted),
      open_count: open.count,
      open_values: told(open.values),
      weighted_open_values: told(open.weighted),
      won_count: won.count,
      won_values: told(won.values),
    }),
    within: (currency: string): NonNullable<DealSpan["totals_converted"]> => ({
      ...{ count: all.count, value: all.values[currency] ?? 0 },
      weighted_value: all.weighted[currency] ?? 0,
      ...{ open_count: open.count, open_value: open.values[currency] ?? 0 },
      weighted_open_value: open.weighted[currency] ?? 0,
      ...{ won_count: won.count, won_value: won.values[currency] ?? 0 },
    }),
  };
}
export type SpanTotals = ReturnType<typeof createTotals>;
