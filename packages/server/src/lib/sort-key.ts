/** Characters of a text that order a list: more would only widen the index. */
const LENGTH = 64;

/** A text as it is compared, byte by byte: letter case and width do not matter. */
export const foldText = (text: string, length: number): string =>
  text.normalize("NFKC").toLowerCase().slice(0, length).toWellFormed();

/** What a list by a text compares. */
export const sortKey = (text: string): string => foldText(text, LENGTH);
