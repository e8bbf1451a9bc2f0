import { toByteText } from "../lib/byte-text.ts";
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
/** A character that ends no word, nor what JSON spells with a backslash. */
const GAP = /[^a-z0-9\\]/;
const BEYOND_ASCII = /[^\0-\x7f]/;
const BETWEEN_TEXTS = '","';
const NONE = "[]";

/**
 * Leaves of texts, in one JSON in ASCII, those in which a term was found, as a byte text. Most that it does not stand
 * in, and most that stand alone, need not be read for that.
 */
export function createSaid(term: string, standsIn: (text: string) => boolean): (texts: string) => string {
  const words = wordsAskedFor(term);
  const plain = words.filter(({ text }) => !BEYOND_ASCII.test(text));
  const isLikeItself = words.length > 0 && phoneDigits(term) === undefined;
  return (texts) => {
    const lower = texts.toLowerCase();
    if (!texts.includes(BETWEEN_TEXTS) && plain.some(({ text }) => beginsIn(lower, text))) return texts;
    const maybe = !isLikeItself || UNLIKE.test(texts) || words.some(({ text }) => lower.includes(text));
    if (!maybe) return NONE;
    const said = (JSON.parse(texts) as string[]).filter(standsIn);
    return said.length === 0 ? NONE : toByteText(JSON.stringify(said));
  };
}

/** Whether a word stands behind what is certainly no part of one. */
function beginsIn(lower: string, word: string): boolean {
  const at = lower.indexOf(word);
  return at > 0 && GAP.test(lower.charAt(at - 1));
}
