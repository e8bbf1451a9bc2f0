import { expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { operators } from "./filter-operators.ts";

test("the helpers list every operator and relative date as Pipedrive does", async () => {
  const { data } = await startTestApp("sqlite");
  const helpers = await data("GET", "/v1/filters/helpers");
  expect(Object.keys(helpers)).toEqual([
    "operators",
    "deprecated_operators",
    "relative_dates",
    "address_field_components",
  ]);
  const { enum: listed, ...others } = operators;
  expect(helpers.operators).toMatchObject(others);
  expect(helpers.operators.enum).toEqual([
    { "=": "is" },
    { "!=": "is not" },
    { "IS NULL": "is empty" },
    { "IS NOT NULL": "is not empty" },
  ]);
  expect(Object.keys(listed)).toHaveLength(4);
  expect(Object.keys(helpers.relative_dates)).toEqual([
    "Relative date intervals",
    "Relative dates",
    "Deal specific",
  ]);
  expect(helpers.relative_dates["Relative dates"]["1_months_ago"]).toBe("1 month ago");
});
