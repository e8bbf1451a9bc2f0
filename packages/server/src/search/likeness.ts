import { toBase36 } from "../lib/base36.ts";
import { fold } from "./fold.ts";
import { phoneDigits } from "./phone-digits.ts";
import { wordsAskedFor } from "./words.ts";

/** Providers whose mailboxes have the same owner with and without dots, and the host they are known by here. */
const DOTLESS: Record<string, string> = { "gmail.com": "gmail.com", "googlemail.com": "gmail.com" };

/** The mailbox an address leads to: without case, without what follows a `+`, without dots that mean nothing. */
export function mailbox(address: string): string | undefined {
  const [, local = "", domain = ""] = /^(.+)@([^@\s]+)$/.exec(fold(address).trim()) ?? [];
  const plain = local.replace(/\+.*$/, "");
  if (plain === "") return undefined;
  const host = DOTLESS[domain];
  return host ? `${plain.replaceAll(".", "")}@${host}` : `${plain}@${domain}`;
}

/** Last digits by which numbers are looked up. A country's code, or a zero instead of it, stands before them. */
const TELLING_DIGITS = 8;
/** Shorter ones are extensions, or lack the area. */
const FEWEST_DIGITS = 7;
const LONGEST_COUNTRY_CODE = 3;

const digitsOf = (text: string): string | undefined => {
  const digits = phoneDigits(text);
  return digits !== undefined && digits.length >= FEWEST_DIGITS ? digits : undefined;
};

/** Whether two numbers, however typed, ring the same telephone: `0151 234 567` and `+49 151 234567`. */
export function isSamePhone(one: string, other: string): boolean {
  const [shorter = "", longer = ""] = [digitsOf(one) ?? "", digitsOf(other) ?? ""].sort(byLength);
  if (shorter === "" || !longer.endsWith(shorter)) return false;
  return longer.length - shorter.length <= LONGEST_COUNTRY_CODE;
}

const byLength = (a: string, b: string): number => a.length - b.length;

/** Words that tell nothing apart: those between others, forms of mail, forms of companies. */
const NOISE = new Set(
  "a an and das der die for from fuer fur für in mit of on the to und von aw fw fwd re wg deal lead leads ag bv co company corp gmbh inc kg limited llc ltd plc sa sl srl".split(
    " ",
  ),
);

/** The words that tell a text apart, each once. */
export function tellingWords(text: string): string[] {
  const words = [...new Set(wordsAskedFor(text).map((word) => word.text))];
  const telling = words.filter((word) => !NOISE.has(word));
  return telling.length > 0 ? telling : words;
}

const DIGIT = /\p{N}/u;
export const isNumber = (word: string): boolean => DIGIT.test(word);

/** Words a title is looked up by, at most. */
const MOST_WORDS = 6;
/** Longest word of which two letters stand for it, rather than three: a typo then spares one end. */
const SHORT_WORD = 5;

type End = "beginning" | "end";

type Stump = { end: End; short: number; alone: boolean };

/** What stands for a word, at one end of it. Numbers stand for themselves. */
function stump(word: string, { end, short, alone }: Stump): string {
  if (isNumber(word)) return word;
  const length = (word.length <= short ? 2 : 3) + (alone ? 1 : 0);
  return end === "beginning" ? word.slice(0, length) : word.slice(-length);
}

function stumps(words: readonly string[], end: End, short = SHORT_WORD): string[] {
  const all = words.map((word) => stump(word, { end, short, alone: words.length === 1 })).sort();
  if (all.length <= MOST_WORDS) return all;
  return all
    .sort((a, b) => (spell(digest(a)) < spell(digest(b)) ? -1 : 1))
    .slice(0, MOST_WORDS)
    .sort();
}

/** The key of sorted stumps: a few letters, the same for the same stumps. `without`: the place of one that is left out. */
function toKey(end: End, stumps: readonly string[], without = -1): string {
  let value = begun[end];
  let isFirst = true;
  stumps.forEach((stump, place) => {
    if (place === without) return;
    value = digest(stump, isFirst ? value : digest(" ", value));
    isFirst = false;
  });
  return spell(value);
}

/** The keys of stumps of which one is left out, each in turn. */
const keysWithoutOne = (stumps: readonly string[]): string[] =>
  stumps.map((_stump, place) => toKey("beginning", stumps, place));

/** How few stumps there may be, that one may be left out and the others still say something. */
const FEWEST_LEFT = 2;

/**
 * Keys a title is filed under: the beginnings of its words, their ends, and the beginnings with one word left out. A
 * title that differs by a typo in each word, by the order of words, or by a word has at least one of them too.
 */
export function titleKeys(title: string): string[] {
  const words = tellingWords(title);
  const beginnings = stumps(words, "beginning");
  const fewer = beginnings.length > FEWEST_LEFT ? keysWithoutOne(beginnings) : [];
  return [toKey("beginning", beginnings), ...fewer, toKey("end", stumps(words, "end"))];
}

/** Keys under which titles near one are looked for: those nearly its own, and those with a word more or less. */
export function titleKeysAskedFor(title: string): { near: string[]; further: string[] } {
  const words = tellingWords(title);
  // A typo can make a short word long, or a long one short.
  const ways = [SHORT_WORD - 1, SHORT_WORD, SHORT_WORD + 1];
  const near = ways.flatMap((short) => [
    toKey("beginning", stumps(words, "beginning", short)),
    toKey("end", stumps(words, "end", short)),
  ]);
  const further = words.length > FEWEST_LEFT ? keysWithoutOne(stumps(words, "beginning")) : [];
  return { near: [...new Set(near)], further };
}

/** A key for someone's mail address or number; undefined for what is none. */
export const mailKey = (address: string): string | undefined => {
  const box = mailbox(address);
  return box && spell(digest(`@${box}`));
};
export const phoneKey = (number: string): string | undefined => {
  const digits = digitsOf(number);
  return digits && spell(digest(`+${digits.slice(-TELLING_DIGITS)}`));
};

const FNV_START = 0x811c9dc5;

/** FNV-1a in 32 bits, or what goes on from `value`: keys only find candidates, which are then compared in full. */
function digest(text: string, value = FNV_START): number {
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}

const spell = (value: number): string => toBase36(value >>> 0);

const begun: Record<End, number> = { beginning: digest("beginning "), end: digest("end ") };
