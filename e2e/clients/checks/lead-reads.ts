import { expect } from "vitest";
import { LEAD_NOT_FOUND, UNKNOWN_UUID } from "../error-bodies.ts";
import { idOf } from "../fixtures.ts";
import { asItem } from "../json.ts";
import { expectLead } from "../lead-shape.ts";
import type { Check } from "./check.ts";

export const leadReadChecks: Check[] = [
  {
    operation: "getLead",
    fact: "answers the lead as it was added",
    async run({ call, foyer, given }) {
      const lead = await given.lead({
        value: { amount: 300, currency: "EUR" },
        expected_close_date: "2026-10-31",
      });
      const { status, body } = await call("getLead", { id: idOf(lead) });
      expect({ status, body }).toEqual({ status: 200, body: { success: true, data: lead } });
      expectLead(asItem(asItem(body).data), foyer);
    },
  },
  {
    operation: "getLead",
    fact: "answers the same under /api/v1",
    async run({ call, given }) {
      const lead = await given.lead();
      const { path, body } = await call("getLead", { id: idOf(lead) }, { prefix: "/api/v1" });
      expect(path).toMatch(/^\/api\/v1\/leads\//);
      expect(body).toEqual({ success: true, data: lead });
    },
  },
  {
    operation: "getLead",
    fact: "does not know a lead that never was",
    async run({ refused }) {
      const { status, body } = await refused("getLead", { id: UNKNOWN_UUID });
      expect(status).toBe(404);
      expect(JSON.stringify(body)).toBe(JSON.stringify(LEAD_NOT_FOUND));
    },
  },
  {
    operation: "getLeadUsers",
    fact: "names the users who may see the lead",
    async run({ call, given }) {
      const lead = await given.lead();
      const { body } = await call("getLeadUsers", { id: idOf(lead) });
      expect(body).toEqual({ success: true, data: expect.arrayContaining([lead.owner_id]) });
    },
  },
  {
    operation: "getLeadUsers",
    fact: "does not know a lead that never was",
    async run({ refused }) {
      const { status, body } = await refused("getLeadUsers", { id: UNKNOWN_UUID });
      expect({ status, body }).toEqual({ status: 404, body: LEAD_NOT_FOUND });
    },
  },
];
