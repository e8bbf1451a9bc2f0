const SHORTEST = 3;
const LONGEST = 5;

/** Hands on every stretch of three to five characters in a text. */
export function forEachPart(text: string, take: (from: number, to: number) => void): void {
  for (let length = SHORTEST; length <= LONGEST; length++)
    for (let start = 0; start + length <= text.length; start++) take(start, start + length);
}

/** What must be there for a text to be: the text itself or, of a longer one, its stretches. None for a shorter one. */
export function partsAskedFor(text: string): string[] {
  if (text.length < SHORTEST) return [];
  if (text.length <= LONGEST) return [text];
  return Array.from({ length: text.length - LONGEST + 1 }, (_, start) => text.slice(start, start + LONGEST));
}
