import { expect } from "vitest";
import { idNumber } from "../fixtures.ts";
import { asItem, asItems, pluck } from "../json.ts";
import type { Check } from "./check.ts";

const UNKNOWN_ID = 999_999;
const spans = { start_date: "2026-03-01", interval: "month", amount: 2, field_key: "expected_close_date" };

/** What became of deals, and deals by time. */
export const dealLogChecks: Check[] = [
  {
    operation: "getDealsTimeline",
    fact: "groups open and won deals of a pipeline by the month they are expected to close in",
    async run({ list, given }) {
      const { pipeline_id, stage_id } = await given.stage();
      const add = (expected_close_date: string, more: object = {}) =>
        given.deal({ stage_id, expected_close_date, currency: "EUR", ...more });
      const march = await add("2026-03-31", { value: 5 });
      const april = await add("2026-04-01", { value: 7, status: "won" });
      await add("2026-04-01", { status: "lost" });
      const months = await list("getDealsTimeline", { query: { ...spans, pipeline_id } });
      expect(months.map(({ deals }) => pluck(asItems(deals), "id"))).toEqual([[march.id], [april.id]]);
      expect(months).toMatchObject([
        { period_start: "2026-03-01 00:00:00", totals: { count: 1, open_values: { EUR: 5 } } },
        { period_end: "2026-04-30 23:59:59", totals: { count: 1, won_values: { EUR: 7 } } },
      ]);
    },
  },
  {
    operation: "getArchivedDealsTimeline",
    fact: "groups archived deals and nothing else, and leaves them out where totals are enough",
    async run({ list, given }) {
      const { pipeline_id, stage_id } = await given.stage();
      const dated = { stage_id, expected_close_date: "2026-03-02", currency: "EUR" };
      await given.deal({ ...dated, value: 5, is_archived: true });
      await given.deal({ ...dated, value: 100 });
      const query = { ...spans, pipeline_id, exclude_deals: 1 };
      const [month] = await list("getArchivedDealsTimeline", { query });
      expect(month).toMatchObject({ totals: { count: 1, values: { EUR: 5 } } });
      expect(month).not.toHaveProperty("deals");
    },
  },
  {
    operation: "getDealUpdates",
    fact: "tells of its changes, notes and activities, and does not know what was not",
    async run({ call, refused, given }) {
      const deal_id = idNumber(await given.deal({ title: "First" }));
      await given.changedDeal(deal_id, { title: "Second" });
      await given.note({ lead_id: null, deal_id });
      await given.activity({ lead_id: null, deal_id });
      const { body } = await call("getDealUpdates", { id: deal_id, query: { limit: 10 } });
      const updates = asItems(asItem(body).data);
      expect(pluck(updates, "object").sort()).toEqual(["activity", "dealChange", "note"]);
      expect(updates.find(({ object }) => object === "dealChange")).toMatchObject({
        data: { item_id: deal_id, field_key: "title", old_value: "First", new_value: "Second" },
      });
      expect(asItem(body).related_objects).toMatchObject({ deal: { [deal_id]: { title: "Second" } } });
      expect((await refused("getDealUpdates", { id: UNKNOWN_ID })).status).toBe(404);
    },
  },
  {
    operation: "getDealChangelog",
    fact: "pages through its changes by cursor, the latest first",
    async run({ page, given }) {
      const id = idNumber(await given.deal({ title: "First", value: 1 }));
      await given.changedDeal(id, { title: "Second" });
      await given.changedDeal(id, { value: 2 });
      const first = await page("getDealChangelog", { id, query: { limit: 1 } });
      expect(first.items).toMatchObject([{ field_key: "value", old_value: "1", new_value: "2" }]);
      const cursor = first.additional_data.next_cursor;
      const second = await page("getDealChangelog", { id, query: { limit: 1, cursor } });
      expect(second.items).toMatchObject([{ field_key: "title", old_value: "First", new_value: "Second" }]);
      expect(second.additional_data).toEqual({ next_cursor: null });
    },
  },
  {
    operation: "getDealParticipantsChangelog",
    fact: "names who came to take part",
    async run({ list, given }) {
      const person_id = await given.person();
      const id = idNumber(await given.deal({ person_id }));
      const actor_user_id = await given.user();
      expect(await list("getDealParticipantsChangelog", { id })).toMatchObject([
        { actor_user_id, person_id, action: "added" },
      ]);
    },
  },
];
