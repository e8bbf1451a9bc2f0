import { editDistance } from "../lib/edit-distance.ts";
import { isNumber, tellingWords } from "../search/likeness.ts";

/** Least likeness of titles, and of names, that counts as near. */
export const NEAR = 0.8;

/** Longest word in which every letter counts, and longest in which one mistake is a typo; in longer ones two are. */
const EXACT_WORD = 3;
const MIDDLING_WORD = 8;

function typosIn(word: string): number {
  if (word.length <= EXACT_WORD || isNumber(word)) return 0;
  return word.length <= MIDDLING_WORD ? 1 : 2;
}

/** What a typo takes off the likeness of a word. */
const TYPO = 0.15;

/**
 * How alike two texts are, from 0 to 1: what share of their letters stands in words they have both, in any order, typos
 * apart. 0 where a number differs: the second phase, year or order is not the first.
 */
export function textLikeness(one: string, other: string): number {
  const [words, rest] = [tellingWords(one), tellingWords(other)];
  const total = lettersOf(words) + lettersOf(rest);
  let shared = 0;
  let changed = 0;
  for (const word of words) {
    const { index, typos } = nearest(word, rest);
    if (index === -1) {
      if (isNumber(word)) return 0;
      continue;
    }
    shared += (word.length + (rest[index]?.length ?? 0)) * (1 - typos * TYPO);
    changed += typos;
    rest.splice(index, 1);
  }
  if (rest.some(isNumber) || total === 0) return 0;
  return changed === 0 && shared === total ? 1 : Math.min(shared / total, 1);
}

const lettersOf = (words: readonly string[]): number => words.reduce((sum, word) => sum + word.length, 0);

/** The word of a list that is meant by another, and by how many typos it differs; -1 for none. */
function nearest(word: string, list: readonly string[]): { index: number; typos: number } {
  const same = list.indexOf(word);
  if (same !== -1) return { index: same, typos: 0 };
  const most = typosIn(word);
  let best = { index: -1, typos: most + 1 };
  for (const [index, candidate] of list.entries()) {
    if (isNumber(candidate)) continue;
    const typos = editDistance(word, candidate, Math.min(most, typosIn(candidate)));
    if (typos < best.typos && typos <= typosIn(candidate)) best = { index, typos };
  }
  return best.index === -1 ? { index: -1, typos: 0 } : best;
}
