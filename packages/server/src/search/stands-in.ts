import { exactKey } from "./fold.ts";
import { phoneDigits } from "./phone-digits.ts";
import { createWordsIn, wordsAskedFor } from "./words.ts";

/** Tells in which texts of an item a term was found: those that have a word of it. */
export function createStandsIn(term: string): (text: string) => boolean {
  const hasWord = createWordsIn(wordsAskedFor(term));
  const digits = phoneDigits(term);
  const key = exactKey(term);
  return (text) => {
    if (hasWord(text) || exactKey(text) === key) return true;
    return digits !== undefined && (phoneDigits(text)?.includes(digits) ?? false);
  };
}
