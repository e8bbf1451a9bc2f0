import { expect } from "vitest";
import { idNumber } from "../fixtures.ts";
import { asItem, asItems, asString, pluck } from "../json.ts";
import type { Check } from "./check.ts";

const UNKNOWN_ID = 999_999;
const SPACED = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

export const dealV1Checks: Check[] = [
  {
    operation: "addDeal",
    fact: "answers 201 with the deal in the first stage, and what it points at beside it",
    async run({ call, given }) {
      const [person_id, org_id] = [await given.person(), await given.organization()];
      const body = { title: "Blue door", person_id, org_id, value: 5000, currency: "EUR" };
      const answer = await call("addDeal", { body });
      expect(answer.status).toBe(201);
      const { data, related_objects } = asItem(answer.body);
      expect(data).toMatchObject({
        ...{ title: "Blue door", value: 5000, currency: "EUR", status: "open", stage_id: 1, pipeline_id: 1 },
        ...{ person_id: { value: person_id }, org_id: { value: org_id }, formatted_value: "€5,000" },
        ...{ active: true, deleted: false, add_time: expect.stringMatching(SPACED), won_time: null },
      });
      expect(related_objects).toMatchObject({
        person: { [person_id]: { id: person_id } },
        organization: { [org_id]: { id: org_id } },
        stage: { 1: { name: "Qualified" } },
      });
    },
  },
  {
    operation: "addDeal",
    fact: "refuses a person who never was",
    async run({ refused }) {
      const body = { title: "x", person_id: UNKNOWN_ID };
      expect((await refused("addDeal", { body })).status).toBe(400);
    },
  },
  {
    operation: "getDeal",
    fact: "answers what was added, and does not know what was not",
    async run({ one, refused, given }) {
      const deal = await given.deal();
      expect(await one("getDeal", { id: idNumber(deal) })).toMatchObject({ id: deal.id, title: deal.title });
      expect((await refused("getDeal", { id: UNKNOWN_ID })).status).toBe(404);
    },
  },
  {
    operation: "updateDeal",
    fact: "loses a deal with a reason, and opens it again",
    async run({ one, given }) {
      const { id } = await given.deal();
      const change = (body: object) => one("updateDeal", { id: Number(id), body: { ...body } });
      const lost = await change({ status: "lost", lost_reason: "Price" });
      expect(lost).toMatchObject({ status: "lost", lost_reason: "Price", active: false });
      expect(lost.close_time).toBe(lost.lost_time);
      expect(await change({ status: "open" })).toMatchObject({ status: "open", lost_time: null });
      const won = await change({ status: "won", value: 7, stage_id: 3 });
      expect(won).toMatchObject({ status: "won", value: 7, stage_id: 3, won_time: won.close_time });
    },
  },
  {
    operation: "deleteDeal",
    fact: "answers the id, and the deal says that it is gone",
    async run({ one, given }) {
      const id = idNumber(await given.deal());
      expect(await one("deleteDeal", { id })).toEqual({ id });
      expect(await one("getDeal", { id })).toMatchObject({ status: "deleted", deleted: true, active: false });
    },
  },
  {
    operation: "deleteDeals",
    fact: "answers the ids",
    async run({ one, given }) {
      const ids = [idNumber(await given.deal()), idNumber(await given.deal())];
      expect(await one("deleteDeals", { ids: ids.join(",") })).toEqual({ id: ids });
    },
  },
  {
    operation: "getDeals",
    fact: "sorts, narrows by stage and status, and pages by start",
    async run({ list, page, given }) {
      const { stage_id } = await given.stage();
      const made = [await given.deal({ stage_id, value: 1 }), await given.deal({ stage_id, value: 2 })];
      const won = await given.deal({ stage_id, status: "won" });
      const ids = pluck(made, "id");
      const query = { stage_id, status: "open", limit: 1 };
      const first = await page("getDeals", { query });
      expect(pluck(first.items, "id")).toEqual(ids.slice(0, 1));
      expect(first.additional_data.pagination).toMatchObject({
        more_items_in_collection: true,
        next_start: 1,
      });
      expect(pluck(await list("getDeals", { query: { ...query, start: 1 } }), "id")).toEqual(ids.slice(1));
      expect(pluck(await list("getDeals", { query: { stage_id, status: "won" } }), "id")).toEqual([won.id]);
      const sorted = await list("getDeals", { query: { limit: 500, sort: "value DESC" } });
      const places = pluck(sorted, "id");
      expect(places.indexOf(ids[1])).toBeLessThan(places.indexOf(ids[0]));
    },
  },
  {
    operation: "getArchivedDeals",
    fact: "lists what is archived and nothing else",
    async run({ list, given }) {
      const { stage_id } = await given.stage();
      const archived = await given.deal({ stage_id, is_archived: true });
      await given.deal({ stage_id });
      const listed = await list("getArchivedDeals", { query: { stage_id } });
      expect(listed).toMatchObject([
        { id: archived.id, is_archived: true, archive_time: expect.stringMatching(SPACED) },
      ]);
    },
  },
  {
    operation: "getDealsCollection",
    fact: "walks through all deals by cursor",
    async run({ page, given }) {
      await given.deal();
      const last = await given.deal();
      const { items, additional_data } = await page("getDealsCollection", { query: { limit: 1 } });
      const cursor = asString(additional_data.next_cursor);
      const rest = await page("getDealsCollection", { query: { limit: 500, cursor } });
      expect(pluck(items, "id")).not.toContain(last.id);
      expect(pluck(rest.items, "id")).toContain(last.id);
    },
  },
  {
    operation: "searchDeals",
    fact: "finds a deal by its title at once",
    async run({ one, given }) {
      const word = given.word();
      const deal = await given.deal({ title: `About ${word}`, value: 300 });
      const { items } = await one("searchDeals", { term: word });
      const item = { id: deal.id, type: "deal", title: deal.title, status: "open", stage: { id: 1 } };
      expect(asItems(items)).toMatchObject([{ item }]);
    },
  },
  {
    operation: "getDealFollowers",
    fact: "shows nobody until somebody follows",
    async run({ list, given }) {
      expect(await list("getDealFollowers", { id: idNumber(await given.deal()) })).toEqual([]);
    },
  },
  {
    operation: "addDealFollower",
    fact: "answers the follower, whom the list then shows",
    async run({ one, list, given }) {
      const [id, user_id] = [idNumber(await given.deal()), await given.user()];
      expect(await one("addDealFollower", { id, body: { user_id } })).toMatchObject({ user_id, deal_id: id });
      expect(await list("getDealFollowers", { id })).toMatchObject([{ user_id, deal_id: id }]);
    },
  },
  {
    operation: "deleteDealFollower",
    fact: "ends it by the id of the following",
    async run({ one, list, given }) {
      const [id, user_id] = [idNumber(await given.deal()), await given.user()];
      const follower_id = idNumber(await one("addDealFollower", { id, body: { user_id } }));
      expect(await one("deleteDealFollower", { id, follower_id })).toEqual({ id: follower_id });
      expect(await list("getDealFollowers", { id })).toEqual([]);
    },
  },
  {
    operation: "getDealParticipants",
    fact: "shows the contact person",
    async run({ list, given }) {
      const person_id = await given.person();
      const id = idNumber(await given.deal({ person_id }));
      expect(await list("getDealParticipants", { id })).toMatchObject([
        { person_id: { value: person_id }, person: { id: person_id }, related_item_id: id },
      ]);
    },
  },
  {
    operation: "addDealParticipant",
    fact: "answers the participant with the person",
    async run({ one, given }) {
      const [id, person_id] = [idNumber(await given.deal()), await given.person()];
      expect(await one("addDealParticipant", { id, body: { person_id } })).toMatchObject({
        ...{ person_id: { value: person_id }, related_item_type: "deal", active_flag: true },
      });
    },
  },
  {
    operation: "deleteDealParticipant",
    fact: "answers the id, and the list does without",
    async run({ one, list, given }) {
      const [id, person_id] = [idNumber(await given.deal()), await given.person()];
      const deal_participant_id = idNumber(await one("addDealParticipant", { id, body: { person_id } }));
      expect(await one("deleteDealParticipant", { id, deal_participant_id })).toEqual({
        id: deal_participant_id,
      });
      expect(await list("getDealParticipants", { id })).toEqual([]);
    },
  },
];
