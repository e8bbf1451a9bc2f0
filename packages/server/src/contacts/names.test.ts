import { expect, test } from "vitest";
import { firstChar, splitName } from "./names.ts";

test.each([
  ["John Test", "John", "Test"],
  ["[Sample] Benjamin Leon", "[Sample] Benjamin", "Leon"],
  ["Ann  Example", "Ann", "Example"],
  ["Madonna", "Madonna", null],
])("%s is split at the last space", (name, first_name, last_name) => {
  expect(splitName(name)).toEqual({ first_name, last_name });
});

test.each([
  ["Will", "w"],
  ["Émile", "é"],
  ["😀 Ltd", "😀"],
  ["7 Seas", "7"],
])("%s is filed under its first character", (name, char) => {
  expect(firstChar(name)).toBe(char);
});
