import { exactKey } from "./fold.ts";
import { phoneDigits } from "./phone-digits.ts";
import { wordsAskedFor, wordsOf } from "./words.ts";

/** Tells in which texts of an item a term was found: those that have a word of it. */
export function createStandsIn(term: string): (text: string) => boolean {
  const asked = wordsAskedFor(term);
  const digits = phoneDigits(term);
  const key = exactKey(term);
  return (text) => {
    if (exactKey(text) === key) return true;
    if (digits !== undefined && phoneDigits(text)?.includes(digits)) return true;
    const words = wordsOf(text);
    return asked.some((one) =>
      words.some((word) =>
        one.dense
          ? word.dense && word.text.includes(one.text)
          : !word.dense && word.text.startsWith(one.text),
      ),
    );
  };
}
