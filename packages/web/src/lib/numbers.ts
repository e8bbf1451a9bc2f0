const latin = { numberingSystem: "latn" } as const;

/** The sign before the fraction, as a region writes numbers. */
export const decimalSign = (locale: string): string =>
  new Intl.NumberFormat(locale, latin).formatToParts(1.5).find(({ type }) => type === "decimal")?.value ??
  ".";

/** A number as it stands in a field: all of its fraction, in digits that are typed everywhere. */
export const writeNumber = (locale: string, value: number): string =>
  new Intl.NumberFormat(locale, { ...latin, maximumFractionDigits: 20 }).format(value);

/** No group, thousands as most regions part them, or as those of India do; each by one sign throughout. */
const WHOLE = /^(?:\d*|\d{1,3}([.,' ])\d{3}(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3})$/;
const COULD_BE_BOTH = /^[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * The number that is meant by `1,234.50`, `1.234,50`, `1 234` or `-5,5`, in whatever region. Only where both could be
 * meant does `decimal` decide: `1.234` is one and a bit for whom a point begins the fraction, else over a thousand.
 * Undefined where it is no number, or parted where no thousands are: nothing of it is left out.
 */
export function readNumber(text: string, decimal?: string): number | undefined {
  const bare = text
    .replaceAll(/[\u200e\u200f\u061c]/g, "") // some regions write them around a minus
    .replaceAll(/\s/g, " ")
    .replaceAll(/[’‘]/g, "'")
    .trim();
  const [, minus, digits = ""] = /^(?:([-−])|\+)? ?([\d.,' ]*)$/.exec(bare) ?? [];
  const at = fractionAt(digits, decimal);
  const [whole, fraction] = [digits.slice(0, at), digits.slice(at + 1)];
  if (!WHOLE.test(whole) || !/^\d*$/.test(fraction) || whole + fraction === "") return undefined;
  const amount = Number(`${minus ? "-" : ""}${whole.replaceAll(/\D/g, "")}.${fraction}`);
  return Number.isFinite(amount) ? amount : undefined;
}

/** Where the sign before the fraction stands; the end where there is none. */
function fractionAt(digits: string, decimal: string | undefined): number {
  const signs: string[] = digits.match(/[.,]/g) ?? [];
  const last = signs.at(-1);
  const isOnlyThousands =
    signs.length > 1 ? signs.every((sign) => sign === last) : COULD_BE_BOTH.test(digits) && last !== decimal;
  return last === undefined || isOnlyThousands ? digits.length : digits.lastIndexOf(last);
}
