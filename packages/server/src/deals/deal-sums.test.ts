import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { addFilter, conditionMaker } from "../../test/filters/conditions.ts";
import { engines } from "../../test/storage.ts";

describe.each(engines)("sums of deals on %s", (engine) => {
  test("are told by currency, weighted by how likely deals are, of those who asks sees", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    await app.add.deal({ value: 0.1, currency: "EUR" });
    await app.add.deal({ value: 0.2, currency: "EUR", probability: 50, visible_to: 1 });
    await app.add.deal({ value: 30, currency: "USD", status: "won", stage_id: 2 });
    await app.add.deal({ value: 9, currency: "EUR", is_archived: true });
    await app.data("DELETE", `/api/v2/deals/${(await app.add.deal({ value: 7 })).id}`);
    const sum = (query = "", token = app.token) => app.request("GET", `/v1/deals/summary${query}`, { token });
    expect((await sum()).body.data).toEqual({
      values_total: {
        EUR: {
          ...{ value: 0.3, count: 2, value_converted: 0.3 },
          ...{ value_formatted: "€0.3", value_converted_formatted: "€0.3" },
        },
        USD: {
          ...{ value: 30, count: 1, value_converted: 0 },
          ...{ value_formatted: "$30", value_converted_formatted: "€0" },
        },
      },
      weighted_values_total: {
        EUR: { value: 0.2, count: 2, value_formatted: "€0.2" },
        USD: { value: 30, count: 1, value_formatted: "$30" },
      },
      total_count: 3,
      total_currency_converted_value: 0.3,
      total_weighted_currency_converted_value: 0.2,
      total_currency_converted_value_formatted: "€0.3",
      total_weighted_currency_converted_value_formatted: "€0.2",
    });
    const on = await conditionMaker(app);
    const filter = await addFilter(app, [on("deal currency", "=", "USD")], { type: "deals" });
    const counts = async (query: string, token?: string) => (await sum(query, token)).body.data.total_count;
    expect(await counts("", bob.token)).toBe(2);
    expect(await counts("?status=won")).toBe(1);
    expect(await counts("?stage_id=1&pipeline_id=1")).toBe(2);
    expect(await counts(`?user_id=${bob.id}`)).toBe(0);
    expect(await counts(`?filter_id=${filter}&user_id=${bob.id}`)).toBe(1);
    expect(await app.data("GET", "/v1/deals/summary/archived")).toMatchObject({ total_count: 1 });
    expect((await sum("?status=lots")).status).toBe(400);
  });
});
