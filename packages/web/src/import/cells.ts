import { readNumber } from "../lib/numbers.ts";

const CURRENCY = String.raw`(?:[A-Z]{3}|\p{Sc})`;
const BEFORE = new RegExp(`^([-−+]?)\\s*${CURRENCY}`, "u");
const AFTER = new RegExp(`${CURRENCY}$`, "u");

/** An amount as people write it, with its currency or without: `1,234.50`, `€ 300`, `-3 EUR`. As {@link readNumber}. */
export const toAmount = (text: string, decimal?: string): number | undefined =>
  readNumber(text.trim().replace(BEFORE, "$1").replace(AFTER, ""), decimal);

const pad = (text: string | undefined): string => (text ?? "").padStart(2, "0");

function toIso(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): string | undefined {
  const iso = `${year}-${pad(month)}-${pad(day)}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

/** A day as people write it: `2026-12-24`, `24.12.2026`, and with slashes in the order of `locale`. */
export function toDay(text: string, locale: string): string | undefined {
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(text) ?? [];
  if (year) return toIso(year, month, day);
  const [, one, sign, other, late] = /^(\d{1,2})([./-])(\d{1,2})[./-](\d{4})$/.exec(text) ?? [];
  if (!late) return undefined;
  const monthFirst = sign !== "." && /^en-(US|PH)$/.test(locale);
  return monthFirst ? toIso(late, one, other) : toIso(late, other, one);
}

/** The parts of a cell that lists several things. */
export const toList = (text: string): string[] =>
  text
    .split(/[,;|]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** Whether two names mean the same to a person. */
export const isSame = (one: string, other: string): boolean =>
  one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase();
