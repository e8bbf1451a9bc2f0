const SHORTEST = 3;
const LONGEST = 5;

/** Every stretch of three to five characters in a text. */
export function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (let length = SHORTEST; length <= LONGEST; length++)
    for (let start = 0; start + length <= text.length; start++) parts.push(text.slice(start, start + length));
  return parts;
}

/** What must be there for a text to be: the text itself or, of a longer one, its stretches. None for a shorter one. */
export function partsAskedFor(text: string): string[] {
  if (text.length < SHORTEST) return [];
  if (text.length <= LONGEST) return [text];
  return Array.from({ length: text.length - LONGEST + 1 }, (_, start) => text.slice(start, start + LONGEST));
}
