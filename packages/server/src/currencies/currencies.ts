import type { Currency } from "@leadfoyer/contract";
import { code, codes } from "currency-codes";
import { DomainError } from "../lib/domain-error.ts";

// ISO 4217 keeps X for what is no nation's money: metals, test codes, units of account. These are the exceptions.
const SHARED = new Set(["XAF", "XCD", "XCG", "XOF", "XPF"]);
const names = new Intl.DisplayNames("en", { type: "currency" });

function symbol(currency: string): string {
  const parts = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  return parts.formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency;
}

function toCurrency(isoCode: string): Currency | undefined {
  const record = code(isoCode);
  if (!record || (isoCode.startsWith("X") && !SHARED.has(isoCode))) return undefined;
  return {
    id: Number(record.number),
    code: isoCode,
    name: names.of(isoCode) ?? record.currency,
    decimal_points: record.digits,
    symbol: symbol(isoCode),
    active_flag: true,
    is_custom_flag: false,
  };
}

/** The currencies of ISO 4217, by code. The id is the standard's own number. */
const currencies: ReadonlyMap<string, Currency> = new Map(
  codes().flatMap((isoCode) => {
    const currency = toCurrency(isoCode);
    return currency ? [[isoCode, currency] as const] : [];
  }),
);

/** All currencies, or those whose name or code holds `term`. */
export function listCurrencies(term = ""): Currency[] {
  const wanted = term.trim().toLowerCase();
  return [...currencies.values()].filter(
    ({ name, code }) => name.toLowerCase().includes(wanted) || code.toLowerCase().includes(wanted),
  );
}

/** @throws DomainError `invalid` when there is no such currency. */
export function requireCurrency(isoCode: string): void {
  if (currencies.has(isoCode)) return;
  throw new DomainError("invalid", {
    info: `"value.currency" ${isoCode} is not a currency code: see /v1/currencies`,
  });
}
