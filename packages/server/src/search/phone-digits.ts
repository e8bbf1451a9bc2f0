const NUMBER = /^[\d\s+()./\u2010-\u2015-]+$/;
const FEWEST_DIGITS = 3;
const MOST_DIGITS = 32;

/** Fewest digits by which a number without its country's code is the same number. */
const FEWEST_NATIONAL = 6;

/**
 * The digits that tell a number apart, however it is typed: without the `(0)` of `+49 (0)30` and without zeros in
 * front, which `030` and `0049` have and `+49 30` has not. Undefined for what is no number.
 */
export function phoneDigits(text: string): string | undefined {
  const plain = text.normalize("NFKC").trim();
  if (!NUMBER.test(plain)) return undefined;
  const dialled = isInternational(plain) ? plain.replace("(0)", "") : plain;
  const digits = dialled.replaceAll(/\D/g, "").replace(/^0+/, "");
  return digits.length < FEWEST_DIGITS ? undefined : digits.slice(0, MOST_DIGITS);
}

const isInternational = (plain: string): boolean => /^(\+|00)/.test(plain);

/** The digits of a number with its country's code, less what may be that code: it may be kept without. */
export function nationalDigits(text: string): string[] {
  const digits = isInternational(text.trim()) ? phoneDigits(text) : undefined;
  if (digits === undefined) return [];
  return [1, 2, 3].map((code) => digits.slice(code)).filter((rest) => rest.length >= FEWEST_NATIONAL);
}
