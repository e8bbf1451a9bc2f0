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

/** In a JSON of ASCII alone, what may stand for a letter that it does not look like, or for none. */
const UNLIKE = /\\u|'/;

/**
 * Tells of texts, in one JSON in ASCII, whether the term may stand in any: most that it does not stand in need not be
 * read then.
 */
export function createMayStandIn(term: string): (json: string) => boolean {
  const words = wordsAskedFor(term);
  if (words.length === 0 || phoneDigits(term) !== undefined) return () => true;
  return (json) => {
    if (UNLIKE.test(json)) return true;
    const folded = json.toLowerCase();
    return words.some(({ text }) => folded.includes(text));
  };
}
