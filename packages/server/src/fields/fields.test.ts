import { Field, Lead, leadSourceNames } from "@leadfoyer/contract";
import { expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";

test("lead fields describe the keys of a lead and are paged", async () => {
  const { data, request } = await startTestApp("sqlite");
  const fields: { key: string; id: number }[] = await data("GET", "/v1/leadFields");
  expect(Object.keys(fields[0] ?? {}).sort()).toEqual(Object.keys(Field.properties).sort());
  expect(Object.keys(Lead.properties)).toEqual(expect.arrayContaining(fields.map(({ key }) => key)));
  expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
  const page = await request("GET", "/v1/leadFields?start=1&limit=2");
  expect(page.body.data).toEqual(fields.slice(1, 3));
  expect(page.body.additional_data.pagination).toMatchObject({
    more_items_in_collection: true,
    next_start: 3,
  });
});

test("lead sources are Pipedrive's list in its order", async () => {
  const { data } = await startTestApp("sqlite");
  expect(await data("GET", "/v1/leadSources")).toEqual(leadSourceNames.map((name) => ({ name })));
});

test("currencies are those of ISO 4217, by code or by part of a name", async () => {
  const { data } = await startTestApp("sqlite");
  const all: { code: string; id: number }[] = await data("GET", "/v1/currencies");
  expect(all.length).toBeGreaterThan(150);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(await data("GET", "/v1/currencies?term=us%20dollar")).toEqual([
    expect.objectContaining({
      code: "USD",
      decimal_points: 2,
      symbol: "$",
      active_flag: true,
      is_custom_flag: false,
    }),
    expect.objectContaining({ code: "USN" }),
  ]);
  expect(await data("GET", "/v1/currencies?term=jpy")).toMatchObject([{ code: "JPY", decimal_points: 0 }]);
  expect(all.some(({ code }) => code === "XAU")).toBe(false);
});
