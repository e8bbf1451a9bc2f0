import type { Random } from "../../src/lib/random.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** One mistake in a word: a letter left out, doubled, another, or two swapped. */
function misspell(word: string, random: Random): string {
  const at = random.below(word.length - 1);
  const [before, letter, next, after] = [
    word.slice(0, at),
    word[at] ?? "",
    word[at + 1] ?? "",
    word.slice(at + 2),
  ];
  const wrong = LETTERS[random.below(LETTERS.length)] ?? "";
  const ways = [
    before + next + after,
    before + letter + letter + next + after,
    before + wrong + next + after,
  ];
  return random.pick([ways[0] ?? "", ways[1] ?? "", ways[2] ?? "", before + next + letter + after]);
}

const MISSPELLED = /\p{L}{5,}/gu;

/** One mistake in each of so many of the longer words of a text. */
export function withTypos(text: string, count: number, random: Random): string {
  const words = [...text.matchAll(MISSPELLED)];
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, words.length)) chosen.add(random.below(words.length));
  let nr = -1;
  return text.replaceAll(MISSPELLED, (word) => {
    nr += 1;
    return chosen.has(nr) ? misspell(word, random) : word;
  });
}

/** The words of a text in another order: what came last comes first. */
export function withWordsSwapped(text: string): string {
  const words = text.split(" ");
  return [...words.slice(-1), ...words.slice(0, -1)].join(" ");
}
