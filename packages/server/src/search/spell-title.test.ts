import fc from "fast-check";
import { expect, test } from "vitest";
import { spellTitle, tokensOf } from "./search-tokens.ts";

const found = (title: string) =>
  new Set(tokensOf(7, { kind: "lead", item: 3, texts: { title: [title] } }, "sqlite"));

const word = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9]{1,20}$/),
  fc.constantFrom(
    "o'brien",
    "Müller",
    "Groß",
    "田中さくら",
    "n°42",
    "for",
    "GmbH",
    "ＷＩＤＥ",
    "naïve",
    "-",
    "\u0007",
  ),
);
const title = fc.array(word, { maxLength: 9 }).map((words) => words.join(" "));

test("a title is spelled as it is found, in any script and of any length", () => {
  fc.assert(
    fc.property(fc.oneof(title, fc.string({ unit: "grapheme", maxLength: 60 })), (title) => {
      expect(new Set(spellTitle(7, title).split(" "))).toEqual(found(title));
    }),
    { numRuns: 500 },
  );
  for (const long of [
    "word ".repeat(300),
    Array.from({ length: 900 }, (_, index) => `word${index}`).join(" "),
  ])
    expect(new Set(spellTitle(7, long).split(" "))).toEqual(found(long));
});
