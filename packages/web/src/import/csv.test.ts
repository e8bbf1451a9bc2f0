import { describe, expect, test } from "vitest";
import { toAmount, toDay } from "./cells.ts";
import { decode, parseCsv, writeCsv } from "./csv.ts";
import { guessTargets } from "./targets.ts";

describe("a CSV file", () => {
  test.each([
    [
      "commas",
      'a,b\n1,"x, ""y"""\n',
      [
        ["a", "b"],
        ["1", 'x, "y"'],
      ],
    ],
    [
      "semicolons",
      "a;b\r\n1,5;x\r\n",
      [
        ["a", "b"],
        ["1,5", "x"],
      ],
    ],
    [
      "tabs",
      "a\tb\n\n1\t",
      [
        ["a", "b"],
        ["1", ""],
      ],
    ],
    [
      "line ends in cells",
      'a,b\n"one\ntwo",2',
      [
        ["a", "b"],
        ["one\ntwo", "2"],
      ],
    ],
    [
      "empty cells and rows",
      ",a\n,\n1,\n",
      [
        ["", "a"],
        ["1", ""],
      ],
    ],
    ["nothing", "", []],
  ])("is read: %s", (_what, text, rows) => {
    expect(parseCsv(text)).toEqual(rows);
  });

  test("is read again as it was written, and runs no formula", () => {
    const rows = [
      ["a", 'say "x"'],
      ["1,2\n3", "-5"],
    ];
    expect(parseCsv(decode(new TextEncoder().encode(writeCsv(rows)).buffer))).toEqual(rows);
    expect(writeCsv([["=1+1", "@x"]])).toContain("'=1+1,'@x");
  });

  test("is read as Windows writes it too", () => {
    expect(decode(new Uint8Array([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72]).buffer)).toBe("Müller");
  });
});

test.each([
  ["1234.5", 1234.5],
  ["1,234.50", 1234.5],
  ["1.234,50", 1234.5],
  ["1.234", 1234],
  ["1.234.567", 1_234_567],
  ["12,5", 12.5],
  ["€ 1 234", 1234],
  ["-3 EUR", -3],
  ["US$ 5", undefined],
  ["-€5.5", -5.5],
  ["0.125", 0.125],
  ["1,2,3", undefined],
  ["many", undefined],
  [",", undefined],
])("the amount %s", (text, amount) => {
  expect(toAmount(text)).toBe(amount);
});

test("of what could be thousands or a fraction, a region decides", () => {
  expect([toAmount("1.234", "."), toAmount("1,234", "."), toAmount("1,234 EUR", ",")]).toEqual([
    1.234, 1_234, 1.234,
  ]);
});

test.each([
  ["2026-12-24", "de-DE", "2026-12-24"],
  ["24.12.2026", "en-US", "2026-12-24"],
  ["12/24/2026", "en-US", "2026-12-24"],
  ["24/12/2026", "en-GB", "2026-12-24"],
  ["31.02.2026", "de-DE", undefined],
  ["soon", "de-DE", undefined],
])("the day %s in %s", (text, locale, day) => {
  expect(toDay(text, locale)).toBe(day);
});

test("columns are known by their headings, each target once", () => {
  const headings = ["Titel", "Ansprechpartner", "E-Mail", "Firma", "Betrag", "Name", "Foo"];
  const guessed = ["title", "person", "email", "organization", "value", null, null];
  expect(guessTargets(headings, [])).toEqual(guessed);
});
