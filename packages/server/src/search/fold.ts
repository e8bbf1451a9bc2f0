/** Letters that Unicode does not take apart, as people write them who have not got them. */
const LETTERS: Record<string, string> = {
  ...{ ß: "ss", æ: "ae", œ: "oe", þ: "th", ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ς: "σ" },
};
const ODD_LETTERS = /[ßæœþłøđðħıς]/g;
const ACCENTS = /[\u0300-\u036f]/g;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** A text as search compares it: without case, accents or width. The one place that decides what is alike. */
export function fold(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(ACCENTS, "")
    .replace(ODD_LETTERS, (letter) => LETTERS[letter] ?? letter)
    .normalize("NFKC");
}

/** A text as an exact match compares it: accents count, case, width and the space around do not. */
export const exactKey = (text: string): string =>
  (BEYOND_ASCII.test(text) ? text.normalize("NFKC") : text).toLowerCase().trim();
