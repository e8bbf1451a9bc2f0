import { exactKey } from "./fold.ts";
import { phoneDigits } from "./phone-digits.ts";
import { runOf, wordsAskedFor, wordsOf } from "./words.ts";

/** Tells in which texts of an item a term was found: those that have a word of it. */
export function createStandsIn(term: string): (text: string) => boolean {
  const asked = wordsAskedFor(term);
  const digits = phoneDigits(term);
  const key = exactKey(term);
  return (text) => {
    if (exactKey(text) === key) return true;
    if (digits !== undefined && phoneDigits(text)?.includes(digits)) return true;
    const run = runOf(text);
    const near = asked.filter((one) => run.includes(one.text));
    if (near.length === 0) return false; // as of most texts: soon seen
    const words = wordsOf(text);
    return near.some((one) =>
      words.some((word) =>
        one.dense
          ? word.dense && word.text.includes(one.text)
          : !word.dense && word.text.startsWith(one.text),
      ),
    );
  };
}
