/** A list that has at least one item, so that one can always be picked. */
export type List<T> = readonly [T, ...T[]];

/** Reads a list written as text, with `|` between its items. */
export function words(text: string): List<string> {
  const [first = "", ...rest] = text.split("|");
  return [first, ...rest];
}

/** A name in its own script and in Latin letters, out of `native/latin` or a Latin name alone. */
export function spelled(name: string): { native: string; latin: string } {
  const [native = "", latin = native] = name.split("/");
  return { native, latin };
}

/** Fills `{name}` and the like into a text. */
export const fill = (template: string, values: Record<string, string | number>): string =>
  template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ""));

const LETTERS: Record<string, string> = { ß: "ss", ł: "l", ø: "o", æ: "ae", đ: "d", ı: "i", ð: "d", þ: "th" };

const slugs = new Map<string, string>();

/** A word of our lists as it would stand in an address of the web: lower case, ASCII letters and digits. */
export function slug(word: string): string {
  const known = slugs.get(word) ?? toSlug(word);
  slugs.set(word, known);
  return known;
}

const toSlug = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/[ßłøæđıðþ]/g, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(/[^a-z0-9]+/g, "");
