import { expect } from "vitest";
import { idOf } from "../fixtures.ts";
import { asItem, asString } from "../json.ts";
import type { Scene } from "../scene.ts";
import type { Check } from "./check.ts";

const NOBODY = "6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e60";
const GONE = {
  success: false,
  error: "Entity was not found",
  error_info: "Object was not found.",
  data: null,
  additional_data: null,
};

async function convertedLead({ one, given }: Scene): Promise<{ id: string; conversion_id: string }> {
  const id = idOf(await given.lead());
  const { conversion_id } = await one("v2 convertLeadToDeal", { id, body: {} });
  return { id, conversion_id: asString(conversion_id) };
}

async function dealOf({ one }: Scene, lead: { id: string; conversion_id: string }): Promise<number> {
  return Number((await one("v2 getLeadConversionStatus", lead)).deal_id);
}

export const conversionChecks: Check[] = [
  {
    operation: "v2 convertLeadToDeal",
    fact: "answers an id with nothing or a stage said, and the lead is gone",
    async run({ call, refused, given }) {
      for (const body of [undefined, {}, { stage_id: 3 }, { pipeline_id: 1 }]) {
        const id = idOf(await given.lead());
        const answer = await call("v2 convertLeadToDeal", { id, ...(body && { body }) });
        expect(answer).toMatchObject({
          status: 200,
          body: { data: { conversion_id: expect.stringMatching(/^[0-9a-f-]{36}$/) }, additional_data: null },
        });
        expect((await refused("getLead", { id })).status).toBe(404);
      }
    },
  },
  {
    operation: "v2 convertLeadToDeal",
    fact: "tells of no lead in the documented words",
    async run({ refused }) {
      expect(await refused("v2 convertLeadToDeal", { id: NOBODY, body: {} })).toMatchObject({
        status: 404,
        body: GONE,
      });
    },
  },
  {
    operation: "v2 getLeadConversionStatus",
    fact: "names the deal",
    async run(scene) {
      const lead = await convertedLead(scene);
      const { body } = await scene.call("v2 getLeadConversionStatus", lead);
      const { data } = asItem(body);
      expect(Object.keys(asItem(data))).toEqual(["deal_id", "conversion_id", "status"]);
      expect(data).toMatchObject({ conversion_id: lead.conversion_id, status: "completed" });
      const unknown = await scene.refused("v2 getLeadConversionStatus", { ...lead, conversion_id: NOBODY });
      expect(unknown).toMatchObject({ status: 404, body: GONE });
    },
  },
  {
    operation: "v2 convertDealToLead",
    fact: "answers an id, and a lead from a deal",
    async run(scene) {
      const id = await dealOf(scene, await convertedLead(scene));
      const { conversion_id } = await scene.one("v2 convertDealToLead", { id });
      const status = { id, conversion_id: asString(conversion_id) };
      const { lead_id } = await scene.one("v2 getDealConversionStatus", status);
      const lead = await scene.one("getLead", { id: asString(lead_id) });
      expect(lead).toMatchObject({ source_name: "Deal", source_deal_id: id });
    },
  },
  {
    operation: "v2 getDealConversionStatus",
    fact: "names the lead",
    async run(scene) {
      const id = await dealOf(scene, await convertedLead(scene));
      const { conversion_id } = await scene.one("v2 convertDealToLead", { id });
      const key = { id, conversion_id: asString(conversion_id) };
      const data = await scene.one("v2 getDealConversionStatus", key);
      expect(Object.keys(data)).toEqual(["lead_id", "conversion_id", "status"]);
      const unknown = await scene.refused("v2 getDealConversionStatus", { id, conversion_id: NOBODY });
      expect(unknown).toMatchObject({ status: 404, body: GONE });
    },
  },
];
