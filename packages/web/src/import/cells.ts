/**
 * An amount as people write it: `1,234.50`, `1.234,50`, `1 234`, `€ 300`. Undefined when it is none. The last sign of
 * the two parts the fraction, unless three digits follow it and it is the only kind there is.
 */
export function toAmount(text: string): number | undefined {
  const bare = text.replaceAll(/[\s'’\u00a0\u202f]|[A-Z]{3}|\p{Sc}/gu, "");
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(bare)) return undefined;
  const at = Math.max(bare.lastIndexOf(","), bare.lastIndexOf("."));
  const sign = bare[at];
  const isThousands =
    sign !== undefined && bare.length - at === 4 && !bare.slice(0, at).replaceAll(sign, "").match(/[.,]/);
  const many = sign !== undefined && bare.split(sign).length > 2;
  const number =
    sign === undefined || isThousands || many
      ? bare.replaceAll(/[.,]/g, "")
      : `${bare.slice(0, at).replaceAll(/[.,]/g, "")}.${bare.slice(at + 1)}`;
  const amount = Number(number);
  return Number.isFinite(amount) ? amount : undefined;
}

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
