import type { Currency } from "@leadfoyer/contract";
import { code, codes } from "currency-codes";
import { DomainError } from "../lib/domain-error.ts";

// ISO 4217 keeps X for what is no nation's money: metals, test codes, units of account. These are the exceptions.
const SHARED = new Set(["XAF", "XCD", "XCG", "XOF", "XPF"]);

function symbol(currency: string): string {
  const parts = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  return parts.formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency;
}

function toCurrency(isoCode: string, names: Intl.DisplayNames): Currency | undefined {
  const record = code(isoCode);
  if (!record || !isCurrency(isoCode)) return undefined;
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

const isCurrency = (isoCode: string): boolean =>
  code(isoCode)?.code === isoCode && (!isoCode.startsWith("X") || SHARED.has(isoCode));

let made: readonly Currency[] | undefined;

/** The currencies of ISO 4217. Their names and symbols take long to look up, and most processes never list them. */
function currencies(): readonly Currency[] {
  if (made) return made;
  const names = new Intl.DisplayNames("en", { type: "currency" });
  made = codes().flatMap((isoCode) => toCurrency(isoCode, names) ?? []);
  return made;
}

/** All currencies, or those whose name or code holds `term`. */
export function listCurrencies(term = ""): Currency[] {
  const wanted = term.trim().toLowerCase();
  return currencies().filter(
    ({ name, code }) => name.toLowerCase().includes(wanted) || code.toLowerCase().includes(wanted),
  );
}

/**
 * `key` is the member that names the currency.
 * @throws DomainError `invalid` when there is no such currency.
 */
export function requireCurrency(isoCode: string, key = "value.currency"): void {
  if (isCurrency(isoCode)) return;
  throw new DomainError("invalid", {
    info: `"${key}" ${isoCode} is not a currency code: see /v1/currencies`,
  });
}
