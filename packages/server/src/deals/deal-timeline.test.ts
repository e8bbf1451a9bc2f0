import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { addField } from "../../test/fields.ts";
import { engines } from "../../test/storage.ts";

describe.each(engines)("deals by spans of time on %s", (engine) => {
  test("are open and won ones by any date of theirs, with what they are worth", async () => {
    const app = await startTestApp(engine);
    const field = await addField(app, "deal", "date");
    const add = async (day: string, body: object = {}) => {
      const dated = { expected_close_date: day, custom_fields: { [field.key]: day } };
      return (await app.add.deal({ title: day, currency: "EUR", ...dated, ...body })).id;
    };
    const first = await add("2026-01-31", { value: 0.1, probability: 50 });
    const last = await add("2026-02-27", { value: 0.2 });
    const won = await add("2026-02-28", { value: 7, currency: "USD", status: "won" });
    await add("2026-02-28", { status: "lost" });
    await add("2026-01-30");
    const archived = await add("2026-03-01", { is_archived: true });
    const timeline = (field_key: string, more = "", path = "") =>
      app.data(
        "GET",
        `/v1/deals/timeline${path}?start_date=2026-01-31&interval=month&amount=2&field_key=${field_key}${more}`,
      );
    const ids = (spans: { deals: { id: number }[] }[]) => spans.map(({ deals }) => deals.map(({ id }) => id));
    for (const key of ["expected_close_date", field.key]) {
      const spans = await timeline(key);
      expect(ids(spans)).toEqual([[first, last], [won]]);
      expect(spans).toMatchObject([
        { period_start: "2026-01-31 00:00:00", period_end: "2026-02-27 23:59:59" },
        { period_start: "2026-02-28 00:00:00", period_end: "2026-03-30 23:59:59" },
      ]);
      expect(spans[0].totals).toEqual({
        ...{ count: 2, values: { EUR: 0.3 }, weighted_values: { EUR: 0.25 } },
        ...{ open_count: 2, open_values: { EUR: 0.3 }, weighted_open_values: { EUR: 0.25 } },
        ...{ won_count: 0, won_values: [] },
      });
      expect(spans[1].totals).toMatchObject({ open_count: 0, won_count: 1, won_values: { USD: 7 } });
      expect(ids(await timeline(key, "", "/archived"))).toEqual([[], [archived]]);
    }
    const [, converted] = await timeline(
      "expected_close_date",
      "&exclude_deals=1&totals_convert_currency=usd",
    );
    expect(converted).not.toHaveProperty("deals");
    expect(converted.totals_converted).toMatchObject({ count: 1, value: 7, won_value: 7, open_value: 0 });
  });

  test("are those who asks sees, of a user, a pipeline or a filter, by the times of the deal itself", async () => {
    const app = await startTestApp(engine);
    const { token } = await app.colleague();
    await app.add.deal({ visible_to: 1, won_time: "2026-01-05T10:00:00Z", status: "won" });
    const day = new Date().toISOString().slice(0, 10);
    const path = (field_key: string, more = "") =>
      `/v1/deals/timeline?start_date=${day}&interval=day&amount=1&field_key=${field_key}${more}`;
    const count = async (url: string, as = app.token) =>
      (await app.request("GET", url, { token: as })).body.data[0].totals.count;
    for (const key of ["add_time", "update_time"]) expect(await count(path(key))).toBe(1);
    expect(await count(path("add_time"), token)).toBe(0);
    expect(await count(path("add_time", "&pipeline_id=99"))).toBe(0);
    expect(await count(path("won_time"))).toBe(0);
    expect(await count(path("won_time").replace(day, "2026-01-05"))).toBe(1);
    for (const wrong of [path("title"), path("toString"), path("add_time").replace("amount=1", "amount=0")])
      expect((await app.request("GET", wrong)).status).toBe(400);
  });
});
