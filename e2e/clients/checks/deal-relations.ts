import { expect } from "vitest";
import { idNumber } from "../fixtures.ts";
import { asItem, pluck } from "../json.ts";
import type { Check } from "./check.ts";

const UNKNOWN_ID = 999_999;

/** What hangs on deals, and the deals that hang on contacts. */
export const dealRelationChecks: Check[] = [
  {
    operation: "getDeal",
    fact: "tells, read alone, how far a deal has come and what is to be done about it",
    async run({ one, given }) {
      const deal = await given.deal({ stage_id: 2 });
      const { id } = await given.activity({ lead_id: null, deal_id: idNumber(deal), subject: "Call back" });
      expect(await one("getDeal", { id: idNumber(deal) })).toMatchObject({
        ...{ age: { y: 0, m: 0, d: 0, h: 0, total_seconds: expect.any(Number) }, last_activity: null },
        stay_in_pipeline_stages: {
          times_in_stages: { 2: expect.any(Number) },
          order_of_stages: [1, 2, 3, 4, 5],
        },
        ...{
          average_time_to_won: { total_seconds: expect.any(Number) },
          next_activity: { id, subject: "Call back" },
        },
      });
    },
  },
  {
    operation: "getDealsSummary",
    fact: "adds up what is open in a stage, by currency",
    async run({ one, given }) {
      const { stage_id } = await given.stage();
      await given.deal({ stage_id, value: 100, currency: "EUR", probability: 50 });
      await given.deal({ stage_id, value: 20, currency: "EUR" });
      await given.deal({ stage_id, value: 7, currency: "USD", status: "won" });
      const summary = await one("getDealsSummary", { query: { stage_id, status: "open" } });
      expect(summary).toMatchObject({
        values_total: { EUR: { value: 120, count: 2, value_formatted: "€120" } },
        ...{ weighted_values_total: { EUR: { value: 70, count: 2 } }, total_count: 2 },
      });
    },
  },
  {
    operation: "getArchivedDealsSummary",
    fact: "adds up what is archived and nothing else",
    async run({ one, given }) {
      const { stage_id } = await given.stage();
      await given.deal({ stage_id, value: 5, currency: "EUR", is_archived: true });
      await given.deal({ stage_id, value: 100, currency: "EUR" });
      expect(await one("getArchivedDealsSummary", { query: { stage_id } })).toMatchObject({
        ...{ total_count: 1, total_currency_converted_value: 5 },
      });
    },
  },
  {
    operation: "duplicateDeal",
    fact: "answers another open deal like it, and does not know what was not",
    async run({ one, refused, given }) {
      const person_id = await given.person();
      const deal = await given.deal({ person_id, value: 7, status: "won" });
      const copy = await one("duplicateDeal", { id: idNumber(deal) });
      expect(copy).toMatchObject({ title: deal.title, person_id, value: 7, status: "open", won_time: null });
      expect(copy.id).not.toBe(deal.id);
      expect((await refused("duplicateDeal", { id: UNKNOWN_ID })).status).toBe(404);
    },
  },
  {
    operation: "mergeDeals",
    fact: "keeps the deal it is merged with, which takes over what it lacks",
    async run({ one, given }) {
      const org_id = await given.organization();
      const goes = idNumber(await given.deal({ org_id, value: 7 }));
      const stays = await given.deal({ title: "Stays" });
      const merged = await one("mergeDeals", { id: goes, body: { merge_with_id: idNumber(stays) } });
      expect(merged).toMatchObject({ id: stays.id, title: "Stays", org_id, value: 7, merge_what_id: goes });
    },
  },
  {
    operation: "mergeDeals",
    fact: "refuses a deal that never was",
    async run({ refused, given }) {
      const id = idNumber(await given.deal());
      expect((await refused("mergeDeals", { id, body: { merge_with_id: UNKNOWN_ID } })).status).toBe(404);
    },
  },
  {
    operation: "getDealActivities",
    fact: "lists them by due date, done or not",
    async run({ list, given }) {
      const deal_id = idNumber(await given.deal());
      const later = await given.activity({ lead_id: null, deal_id, due_date: "2026-03-02" });
      const done = await given.activity({ lead_id: null, deal_id, due_date: "2026-03-01", done: true });
      const ids = async (query: object) =>
        pluck(await list("getDealActivities", { id: deal_id, query: { ...query } }), "id");
      expect(await ids({ limit: 10 })).toEqual([done.id, later.id]);
      expect(await ids({ done: 0 })).toEqual([later.id]);
    },
  },
  {
    operation: "getDealPersons",
    fact: "shows the contact person",
    async run({ list, given }) {
      const person_id = await given.person();
      const id = idNumber(await given.deal({ person_id }));
      expect(await list("getDealPersons", { id })).toMatchObject([{ id: person_id, open_deals_count: 1 }]);
    },
  },
  {
    operation: "getDealUsers",
    fact: "answers ids of users",
    async run({ call, given }) {
      const { body } = await call("getDealUsers", { id: idNumber(await given.deal()) });
      expect(asItem(body).data).toContain(await given.user());
    },
  },
  {
    operation: "getPersonDeals",
    fact: "lists them by status, and does not know who was not",
    async run({ list, refused, given }) {
      const person_id = await given.person();
      const open = await given.deal({ person_id });
      const won = await given.deal({ person_id, status: "won" });
      const ids = async (query: object) =>
        pluck(await list("getPersonDeals", { id: person_id, query: { ...query } }), "id");
      expect(await ids({ sort: "id DESC" })).toEqual([won.id, open.id]);
      expect(await ids({ status: "won" })).toEqual([won.id]);
      expect((await refused("getPersonDeals", { id: UNKNOWN_ID })).status).toBe(404);
    },
  },
  {
    operation: "getPersonActivities",
    fact: "lists those with the person",
    async run({ list, given }) {
      const person_id = await given.person();
      const { id } = await given.activity({ participants: [{ person_id, primary: true }] });
      expect(await list("getPersonActivities", { id: person_id })).toMatchObject([{ id, person_id }]);
    },
  },
  {
    operation: "getOrganizationDeals",
    fact: "lists its own and those of its people",
    async run({ list, given }) {
      const org_id = await given.organization();
      const own = await given.deal({ org_id });
      const peoples = await given.deal({ person_id: await given.person({ org_id }) });
      expect(pluck(await list("getOrganizationDeals", { id: org_id }), "id")).toEqual([own.id, peoples.id]);
    },
  },
  {
    operation: "getOrganizationActivities",
    fact: "lists those with the organization",
    async run({ list, given }) {
      const org_id = await given.organization();
      const { id } = await given.activity({ org_id });
      expect(await list("getOrganizationActivities", { id: org_id })).toMatchObject([{ id, org_id }]);
    },
  },
  {
    operation: "getOrganizationPersons",
    fact: "lists its people",
    async run({ list, given }) {
      const org_id = await given.organization();
      const person_id = await given.person({ org_id });
      expect(await list("getOrganizationPersons", { id: org_id })).toMatchObject([
        { id: person_id, org_id: { value: org_id } },
      ]);
    },
  },
];
