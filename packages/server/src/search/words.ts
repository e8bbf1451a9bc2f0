import { fold } from "./fold.ts";

/** Longest word told apart from another, in UTF-16 units. */
const LONGEST = 40;

/** Letters and digits, with the apostrophes between them: `o'brien`. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:['\u2019][\p{L}\p{N}\p{M}]+)*/gu;
const APOSTROPHE = /['\u2019]/g;
const JOINS = /['\u2019]/;
const BETWEEN = /(?<=[\p{L}\p{N}\p{M}])['\u2019](?=[\p{L}\p{N}\p{M}])/gu;

/** Scripts written without spaces, or, as Korean, with endings grown on to the word. */
const DENSE =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]+/gu;
/** The last character of a word that is not of a dense script: what follows goes on with the word. */
const PLAIN_END =
  /[[\p{L}\p{N}\p{M}]--[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]]$/v;
const ASCII = /^[\0-\x7f]*$/;

/** A word, or a stretch of a dense script, which is found by the pairs of characters in it. */
export type Word = { text: string; dense: boolean };

/** The words a text is found by. One with an apostrophe counts with it left out, too: `o`, `brien`, `obrien`. */
export function wordsOf(text: string): Word[] {
  return matches(text).flatMap((word) => {
    if (!JOINS.test(word)) return pieces(word);
    const parts = word.split(APOSTROPHE);
    return [...parts, parts.join("")].flatMap(pieces);
  });
}

/** The words that someone asks for. */
export const wordsAskedFor = (term: string): Word[] =>
  matches(term).flatMap((word) => (JOINS.test(word) ? word.split(APOSTROPHE).flatMap(pieces) : pieces(word)));

/** Tells whether one of these words, as they are asked for, stands at the beginning of a word of a text. */
export function createWordsIn(words: readonly Word[]): (text: string) => boolean {
  return (text) => {
    const folded = fold(text);
    const joined = JOINS.test(folded) ? folded.replace(BETWEEN, "") : folded;
    return words.some((word) => hasWord(folded, word) || (joined !== folded && hasWord(joined, word)));
  };
}

/** As `wordsOf` would find it, without taking all of the text apart. */
function hasWord(folded: string, { text, dense }: Word): boolean {
  if (dense) return folded.includes(text); // what stands in a dense stretch stands nowhere else
  for (let at = folded.indexOf(text); at >= 0; at = folded.indexOf(text, at + 1)) {
    if (at === 0 || !PLAIN_END.test(folded.slice(Math.max(at - 2, 0), at))) return true;
  }
  return false;
}

const matches = (text: string): string[] => fold(text).match(WORD) ?? [];

function pieces(word: string): Word[] {
  if (ASCII.test(word)) return [{ text: word.slice(0, LONGEST), dense: false }];
  const found: Word[] = [];
  let end = 0;
  for (const { 0: text, index } of word.matchAll(DENSE)) {
    found.push(plain(word.slice(end, index)), { text, dense: true });
    end = index + text.length;
  }
  found.push(plain(word.slice(end)));
  return found.filter(({ text }) => text !== "");
}

const plain = (text: string): Word => ({ text: text.slice(0, LONGEST), dense: false });

/** Every character of a dense stretch and every two that stand together. */
export function pairsOf(text: string): string[] {
  const characters = [...text];
  return [...characters, ...together(characters)];
}

/** What must be there for a dense stretch to be: its pairs, or its one character. */
export function pairsAskedFor(text: string): string[] {
  const characters = [...text];
  return characters.length === 1 ? characters : together(characters);
}

const together = (characters: readonly string[]): string[] =>
  characters.slice(1).map((character, index) => `${characters[index]}${character}`);
