import { expect } from "vitest";
import { invalidDataset, LEAD_NOT_FOUND, UNKNOWN_UUID } from "../error-bodies.ts";
import { idOf } from "../fixtures.ts";
import { asItem, asString } from "../json.ts";
import { expectLead } from "../lead-shape.ts";
import type { Check } from "./check.ts";

/** From 13 on `{}` leaves the client where the caller wrote null; 17.5.1 put that right. */
const sendsEmptyObjectForNull = (major: number) => major >= 13 && major <= 17;

export const updateLeadChecks: Check[] = [
  {
    operation: "updateLead",
    fact: "changes what is sent and nothing else",
    async run({ one, foyer, given }) {
      const lead = await given.lead({ expected_close_date: "2026-10-31" });
      const labels = [idOf(await given.label()), idOf(await given.label())];
      const changes = {
        title: "Green door order",
        value: { amount: 12, currency: "USD" },
        label_ids: labels,
      };
      const updated = await one("updateLead", { id: idOf(lead), body: changes });
      expectLead(updated, foyer);
      expect(updated).toEqual({ ...lead, ...changes, update_time: expect.any(String) });
      expect(asString(updated.update_time) > asString(lead.update_time)).toBe(true);
    },
  },
  {
    operation: "updateLead",
    fact: "replaces the set of labels",
    async run({ one, given }) {
      const [before, after] = [idOf(await given.label()), idOf(await given.label())];
      const lead = await given.lead({ label_ids: [before] });
      const updated = await one("updateLead", { id: idOf(lead), body: { label_ids: [after] } });
      expect(updated.label_ids).toEqual([after]);
    },
  },
  {
    operation: "updateLead",
    fact: "clears what is null",
    async run({ client, call, given }) {
      const lead = await given.lead({
        ...{ value: { amount: 5, currency: "EUR" }, expected_close_date: "2026-10-31" },
        ...{ person_id: await given.person(), organization_id: await given.organization() },
      });
      const nulls = { value: null, expected_close_date: null, organization_id: null };
      const { requestBody, body } = await call("updateLead", { id: idOf(lead), body: nulls });
      if (sendsEmptyObjectForNull(client.major)) expect(requestBody).toMatchObject({ value: {} });
      expect(asItem(body).data).toMatchObject({ ...nulls, person_id: lead.person_id });
    },
  },
  {
    operation: "updateLead",
    fact: "keeps a person or an organization on every lead",
    async run({ refused, given }) {
      const lead = await given.lead();
      const { status, body } = await refused("updateLead", { id: idOf(lead), body: { person_id: null } });
      expect({ status, body }).toEqual({ status: 400, body: invalidDataset(expect.any(String)) });
    },
  },
  {
    operation: "updateLead",
    fact: "archives a lead, which is read-only until it is brought back",
    async run({ one, refused, foyer, given }) {
      const id = idOf(await given.lead({ title: "Old" }));
      const archived = await one("updateLead", { id, body: { is_archived: true } });
      expectLead(archived, foyer);
      expect(archived.is_archived).toBe(true);
      expect(archived.archive_time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      const { status } = await refused("updateLead", { id, body: { title: "New" } });
      expect([400, 403]).toContain(status);
      const restored = await one("updateLead", { id, body: { is_archived: false } });
      expect(restored).toMatchObject({ title: "Old", is_archived: false, archive_time: null });
    },
  },
  {
    operation: "updateLead",
    fact: "does not know a lead that never was",
    async run({ refused }) {
      const { status, body } = await refused("updateLead", { id: UNKNOWN_UUID, body: { title: "x" } });
      expect({ status, body }).toEqual({ status: 404, body: LEAD_NOT_FOUND });
    },
  },
];
