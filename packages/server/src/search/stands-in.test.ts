import { expect, test } from "vitest";
import { asciiJson } from "../lib/ascii-json.ts";
import { createSaid, createStandsIn } from "./stands-in.ts";

const texts = [
  ...[
    "Blue door",
    "BLUE\ndoor",
    'the "door"',
    "O'Brien's door",
    "D’Arcy",
    "Küche",
    "KUCHE",
    "ﬁne",
    "Ｗｉｄｅ",
    "K",
    "!!",
  ],
  ...[
    "Straße 7",
    "strasse",
    "Дверь",
    "窓とドア",
    "iPhone手机",
    "call +49 30 1234567",
    "030/1234567",
    "e\u0301t\u00e9",
  ],
  ...["a\u0007b", "tab\tdoor", "back\\slash", "path/to", "x".repeat(60), "", "İbrahim", "ΟΔΟΣ", "b2b 3D"],
];
const terms = [
  ...[
    "door",
    "Do",
    "DOOR blue",
    "obrien",
    "o'brien",
    "brien",
    "darcy",
    "küche",
    "kuche",
    "fine",
    "ﬁne",
    "wide",
    "k",
    "!!",
  ],
  ...[
    "strasse",
    "straße",
    "две",
    "ドア",
    "手机",
    "iphone",
    "1234567",
    "+49 (30) 123",
    "ete",
    "été",
    "ab",
    "slash",
    "nothing",
  ],
  ...[
    "x".repeat(50),
    "ibrahim",
    "οδος",
    "b2b",
    "3d",
    "to path",
    "custom",
    "notes",
    "u00fc",
    "n",
    "ndoor",
    "u",
    "u0301t",
  ],
];

/** The same texts alone, between others, and twice. */
const among = (text: string): string[][] => [
  [text],
  ["Before", text, "Behind"],
  [text, text],
  [`(${text})`],
  [],
];

test("of texts in one JSON, those are left that the term stands in", () => {
  for (const term of terms) {
    const standsIn = createStandsIn(term);
    const said = createSaid(term, standsIn);
    for (const list of texts.flatMap(among)) {
      const left = Buffer.from(said(asciiJson(list)), "latin1").toString();
      expect(JSON.parse(left), `${term} in ${list}`).toEqual(list.filter(standsIn));
    }
  }
});

test("texts that the term does not stand in, or one that it does, are not read for that", () => {
  const said = createSaid("door", () => expect.unreachable("read"));
  expect(said('["A blue wall","Another"]')).toBe("[]");
  expect(said('["The Door is K\\u00fcche"]')).toBe('["The Door is K\\u00fcche"]');
});
