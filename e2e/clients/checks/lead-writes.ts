import { expect } from "vitest";
import { BAD_TOKEN, invalidDataset, LEAD_NOT_FOUND, UNAUTHORIZED, UNKNOWN_UUID } from "../error-bodies.ts";
import { idOf } from "../fixtures.ts";
import { asItem } from "../json.ts";
import { expectLead } from "../lead-shape.ts";
import type { Scene } from "../scene.ts";
import type { Check } from "./check.ts";

const FIRST_AXIOS_MAJOR = 24;

export const addLeadChecks: Check[] = [
  {
    operation: "addLead",
    fact: "answers 201 with the whole lead",
    async run({ call, foyer, given }) {
      const label = idOf(await given.label());
      const values = {
        title: "Blue door order",
        label_ids: [label],
        value: { amount: 300.5, currency: "EUR" },
        expected_close_date: "2026-10-31",
        person_id: await given.person(),
        organization_id: await given.organization(),
        origin_id: "form 7",
        channel_id: "autumn fair",
        was_seen: true,
        visible_to: "3",
      };
      const { status, body } = await call("addLead", { body: values });
      expect(status).toBe(201);
      expect(Object.keys(asItem(body))).toEqual(["success", "data"]);
      const lead = asItem(asItem(body).data);
      expectLead(lead, foyer);
      expect(lead).toMatchObject(values);
    },
  },
  {
    operation: "addLead",
    fact: "fills in what the caller leaves out",
    async run({ one, foyer, given }) {
      const person_id = await given.person();
      const lead = await one("addLead", { body: { title: "Short", person_id } });
      expectLead(lead, foyer);
      expect(lead.update_time).toBe(lead.add_time);
      expect(lead.creator_id).toBe(lead.owner_id);
      expect(lead).toMatchObject({
        ...{ title: "Short", person_id, organization_id: null, label_ids: [], value: null },
        ...{ expected_close_date: null, is_archived: false, archive_time: null, was_seen: false },
        ...{ source_name: "API", source_deal_id: null, origin: "API", origin_id: null },
        ...{ channel: null, channel_id: null, next_activity_id: null, owner_id: expect.any(Number) },
      });
    },
  },
  {
    operation: "addLead",
    fact: "takes the lead inside addLeadRequest, which this client repeats beside its fields",
    until: 12,
    async run({ call, given }) {
      const fields = { title: "Wrapped", person_id: await given.person() };
      const { requestBody, body } = await call("addLead", { body: { addLeadRequest: fields } });
      expect(requestBody).toEqual({ ...fields, addLeadRequest: fields });
      expect(asItem(body).data).toMatchObject(fields);
    },
  },
  {
    operation: "addLead",
    fact: "refuses a lead without a title",
    until: 12,
    run: refusesMissingTitle,
  },
  {
    operation: "addLead",
    fact: "refuses a lead without a title",
    since: FIRST_AXIOS_MAJOR,
    run: refusesMissingTitle,
  },
  {
    operation: "addLead",
    fact: "refuses an empty title",
    async run({ refused, given }) {
      const { status, body } = await refused("addLead", {
        body: { title: "", person_id: await given.person() },
      });
      expect({ status, body }).toEqual({
        status: 400,
        body: invalidDataset(expect.stringContaining('"title"')),
      });
    },
  },
  {
    operation: "addLead",
    fact: "refuses a lead of nobody",
    async run({ refused }) {
      const { status, body } = await refused("addLead", { body: { title: "Nobody's" } });
      expect({ status, body }).toEqual({ status: 400, body: invalidDataset(expect.any(String)) });
    },
  },
  {
    operation: "addLead",
    fact: "refuses null as the owner",
    async run({ refused, given }) {
      const { status, body } = await refused("addLead", {
        body: { title: "No owner", person_id: await given.person(), owner_id: null },
      });
      expect({ status, body }).toEqual({ status: 400, body: invalidDataset('"owner_id" must be a number') });
    },
  },
  {
    operation: "addLead",
    fact: "refuses a token that is not ours",
    async run({ refused }) {
      const { status, body } = await refused("addLead", { body: { title: "x" } }, { token: BAD_TOKEN });
      expect({ status, body }).toEqual({ status: 401, body: UNAUTHORIZED });
    },
  },
];

async function refusesMissingTitle({ refused, given }: Scene): Promise<void> {
  const { status, body } = await refused("addLead", { body: { person_id: await given.person() } });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toBe(JSON.stringify(invalidDataset('"title" is required')));
}

export const deleteLeadChecks: Check[] = [
  {
    operation: "deleteLead",
    fact: "answers the id, and the lead is gone",
    async run({ one, refused, given }) {
      const id = idOf(await given.lead());
      expect(await one("deleteLead", { id })).toEqual({ id });
      const { status, body } = await refused("getLead", { id });
      expect({ status, body }).toEqual({ status: 404, body: LEAD_NOT_FOUND });
    },
  },
  {
    operation: "deleteLead",
    fact: "does not know a lead that never was",
    async run({ refused }) {
      const { status, body } = await refused("deleteLead", { id: UNKNOWN_UUID });
      expect({ status, body }).toEqual({ status: 404, body: LEAD_NOT_FOUND });
    },
  },
];
