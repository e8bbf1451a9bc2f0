import { expect, test } from "vitest";
import type { Lead } from "../api/types.ts";
import { customFact } from "./facts.ts";

const key = "a".repeat(40);
const factOf = (field_type: string, held: object = {}) =>
  customFact({ key, name: "Field", field_type, options: null }, held as Lead);

test("a value of two parts is changed in both, and unset in both", () => {
  const money = factOf("monetary", { [key]: 12.5, [`${key}_currency`]: "EUR" });
  expect(money.draft).toEqual({ value: "12.5", currency: "EUR" });
  expect(money.changes({ value: "13", currency: "USD" })).toEqual({ [key]: 13, [`${key}_currency`]: "USD" });
  expect(money.changes({ value: "", currency: "USD" })).toEqual({ [key]: null, [`${key}_currency`]: null });
  const span = factOf("daterange");
  expect(span.changes({ value: "2026-03-01", until: "" })).toEqual({
    [key]: "2026-03-01",
    [`${key}_until`]: "2026-03-01",
  });
});

test("another address takes the parts of the old one along", () => {
  const address = factOf("address", { [key]: "Old 1, Town", [`${key}_locality`]: "Town" });
  expect(address.changes({ value: "New 2" })).toEqual({ [key]: "New 2", [`${key}_locality`]: null });
});

test("ids and numbers are sent as numbers, texts as texts, choices as the API lists them", () => {
  expect(factOf("people").changes({ value: "7" })).toEqual({ [key]: 7 });
  expect(factOf("phone").changes({ value: " 0123 " })).toEqual({ [key]: "0123" });
  expect(factOf("set").changes({ value: "3,4" })).toEqual({ [key]: "3,4" });
});
