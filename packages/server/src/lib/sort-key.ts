/** Characters of a text that order a list: more would only widen the index. */
export const SORT_KEY_LENGTH = 64;

/** A text as it is compared: letter case and width do not matter. */
export const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Its beginning, to be compared byte by byte. */
export const foldText = (text: string, length: number): string => fold(text).slice(0, length).toWellFormed();

/** What a list by a text compares. */
export const sortKey = (text: string): string => foldText(text, SORT_KEY_LENGTH);
