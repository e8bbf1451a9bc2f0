/** Characters of a text that order a list: more would only widen the index. */
const LENGTH = 64;

/** What a list by a text compares, byte by byte: letter case and width do not matter. */
export const sortKey = (text: string): string =>
  text.normalize("NFKC").toLowerCase().slice(0, LENGTH).toWellFormed();
