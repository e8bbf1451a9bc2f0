import { expect, test } from "vitest";
import { decimalSign, readNumber, writeNumber } from "./numbers.ts";

test.each([
  // English region, German region
  ["-5,5", -5.5, -5.5],
  ["5.5", 5.5, 5.5],
  ["1,234", 1_234, 1.234],
  ["1.234", 1.234, 1_234],
  ["1,234.5", 1_234.5, 1_234.5],
  ["1.234,5", 1_234.5, 1_234.5],
  ["1,234,567", 1_234_567, 1_234_567],
  ["12,34,567.8", 1_234_567.8, 1_234_567.8],
  ["1 234,5", 1_234.5, 1_234.5],
  ["1’234.50", 1_234.5, 1_234.5],
  ["0,125", 0.125, 0.125],
  ["1234,567", 1_234.567, 1_234.567],
  ["−7", -7, -7],
  ["\u200e-7", -7, -7],
  ["+ .5", 0.5, 0.5],
  ["5.", 5, 5],
])("the number %s", (text, english, german) => {
  expect(readNumber(text, decimalSign("en-GB"))).toBe(english);
  expect(readNumber(text, decimalSign("de-DE"))).toBe(german);
});

test.each([
  "",
  "-",
  ",",
  "1,23,4",
  "1,234,5",
  "1.2.3",
  "1,234 567",
  "5 5",
  "1,234.567,8",
  "1-2",
  "4e3",
  "5 €",
  "9".repeat(400),
])("%s is no number, rather than part of one", (text) => {
  expect(readNumber(text, ".")).toBeUndefined();
  expect(readNumber(text, ",")).toBeUndefined();
});

test.each([
  "de-DE",
  "de-CH",
  "fr-FR",
  "pl-PL",
  "sv-SE",
  "en-US",
  "en-IN",
  "ar-EG",
  "fa-IR",
  "he-IL",
  "hi-IN",
])("is read in %s as it is written there", (locale) => {
  for (const number of [0, 1.234, -1_234, -1_234.5, 12_345_678.25, 0.000_000_012_5])
    expect(readNumber(writeNumber(locale, number), decimalSign(locale))).toBe(number);
});
