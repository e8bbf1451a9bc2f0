import { expect } from "vitest";
import { idNumber } from "../fixtures.ts";
import { asItem, asItems, asString, pluck } from "../json.ts";
import type { Check } from "./check.ts";

/** Recorded from the live service, in this order. */
const KEYS = [
  ...["id", "title", "creator_user_id", "value", "person_id", "org_id", "stage_id", "currency", "add_time"],
  ...["update_time", "status", "probability", "lost_reason", "visible_to", "close_time", "pipeline_id"],
  ...["won_time", "lost_time", "stage_change_time", "local_won_date", "local_lost_date", "local_close_date"],
  ...["expected_close_date", "custom_fields", "owner_id", "label_ids", "is_deleted", "origin", "origin_id"],
  ...["channel", "channel_id", "acv", "arr", "mrr", "is_archived", "archive_time"],
];
const UNKNOWN_ID = 999_999;
const SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

export const dealV2Checks: Check[] = [
  {
    operation: "v2 addDeal",
    fact: "answers 200 with the recorded shape",
    async run({ call, given }) {
      const [person_id, org_id] = [await given.person(), await given.organization()];
      const body = { title: "Blue door", person_id, org_id, value: 5000, visible_to: 3, label_ids: [1] };
      const answer = await call("v2 addDeal", { body });
      expect(answer.status).toBe(200);
      const deal = asItem(asItem(answer.body).data);
      expect(Object.keys(deal)).toEqual(KEYS);
      expect(deal).toMatchObject({
        ...{ ...body, status: "open", stage_id: 1, pipeline_id: 1, update_time: null },
        add_time: expect.stringMatching(SECONDS),
      });
    },
  },
  {
    operation: "v2 addDeal",
    fact: "refuses a key it does not know",
    async run({ refused }) {
      const { status, body } = await refused("v2 addDeal", { body: { title: "x", no_such_key: 1 } });
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: "ERR_SCHEMA_VALIDATION_FAILED" });
    },
  },
  {
    operation: "v2 getDeal",
    fact: "answers what was added, further members when asked, and does not know what was not",
    async run({ one, refused, given }) {
      const deal = await given.deal();
      const id = idNumber(deal);
      expect(await one("v2 getDeal", { id })).toEqual(deal);
      const include_fields = "source_lead_id,participants_count";
      expect(await one("v2 getDeal", { id, query: { include_fields } })).toEqual({
        ...{ ...deal, source_lead_id: null, participants_count: 0 },
      });
      expect((await refused("v2 getDeal", { id: UNKNOWN_ID })).status).toBe(404);
    },
  },
  {
    operation: "v2 updateDeal",
    fact: "wins, loses and opens a deal again",
    async run({ one, given }) {
      const id = idNumber(await given.deal());
      const change = (body: object) => one("v2 updateDeal", { id, body: { ...body } });
      const won = await change({ status: "won" });
      expect(won).toMatchObject({ status: "won", won_time: won.close_time, lost_time: null });
      const lost = await change({ status: "lost", lost_reason: "Price" });
      expect(lost).toMatchObject({ lost_reason: "Price", won_time: null, lost_time: lost.close_time });
      expect(await change({ status: "open" })).toMatchObject({ close_time: null, lost_reason: null });
    },
  },
  {
    operation: "v2 deleteDeal",
    fact: "answers the id, and the deal says that it is gone",
    async run({ one, list, given }) {
      const { stage_id } = await given.stage();
      const id = idNumber(await given.deal({ stage_id }));
      expect(await one("v2 deleteDeal", { id })).toEqual({ id });
      expect(await one("v2 getDeal", { id })).toMatchObject({ is_deleted: true });
      expect(await list("v2 getDeals", { query: { stage_id } })).toEqual([]);
    },
  },
  {
    operation: "v2 getDeals",
    fact: "sorts, narrows, and walks by cursor",
    async run({ list, page, given }) {
      const { stage_id, pipeline_id } = await given.stage();
      const made = [await given.deal({ stage_id }), await given.deal({ stage_id, status: "won" })];
      const ids = pluck(made, "id");
      const idsOf = async (query: object) => pluck(await list("v2 getDeals", { query: { ...query } }), "id");
      expect(await idsOf({ stage_id })).toEqual(ids);
      expect(await idsOf({ pipeline_id, status: "won" })).toEqual(ids.slice(1));
      expect(await idsOf({ ids: ids.join(","), sort_by: "add_time", sort_direction: "desc" })).toEqual(
        ids.toReversed(),
      );
      const first = await page("v2 getDeals", { query: { stage_id, limit: 1 } });
      const cursor = asString(first.additional_data.next_cursor);
      const second = await page("v2 getDeals", { query: { stage_id, limit: 1, cursor } });
      expect(pluck([...first.items, ...second.items], "id")).toEqual(ids);
      expect(second.additional_data).toEqual({ next_cursor: null });
    },
  },
  {
    operation: "v2 getArchivedDeals",
    fact: "lists what is archived and nothing else",
    async run({ list, given }) {
      const { stage_id } = await given.stage();
      const archived = await given.deal({ stage_id, is_archived: true });
      await given.deal({ stage_id });
      expect(await list("v2 getArchivedDeals", { query: { stage_id } })).toEqual([archived]);
    },
  },
  {
    operation: "v2 searchDeals",
    fact: "finds a deal by its title at once",
    async run({ one, given }) {
      const word = given.word();
      const deal = await given.deal({ title: `About ${word}` });
      const { items } = await one("v2 searchDeals", { term: word, query: { status: "open" } });
      expect(asItems(items)).toMatchObject([{ item: { id: deal.id, type: "deal", title: deal.title } }]);
    },
  },
  {
    operation: "v2 getDealFollowers",
    fact: "shows nobody until somebody follows",
    async run({ list, given }) {
      expect(await list("v2 getDealFollowers", { id: idNumber(await given.deal()) })).toEqual([]);
    },
  },
  {
    operation: "v2 addDealFollower",
    fact: "answers 201 with the follower",
    async run({ call, given }) {
      const [id, user_id] = [idNumber(await given.deal()), await given.user()];
      const { status, body } = await call("v2 addDealFollower", { id, body: { user_id } });
      expect([status, asItem(body).data]).toEqual([
        201,
        { user_id, add_time: expect.stringMatching(SECONDS) },
      ]);
    },
  },
  {
    operation: "v2 deleteDealFollower",
    fact: "ends it by the user",
    async run({ one, list, given }) {
      const [id, user_id] = [idNumber(await given.deal()), await given.user()];
      await one("v2 addDealFollower", { id, body: { user_id } });
      expect(await one("v2 deleteDealFollower", { id, follower_id: user_id })).toEqual({ user_id });
      expect(await list("v2 getDealFollowers", { id })).toEqual([]);
    },
  },
];
