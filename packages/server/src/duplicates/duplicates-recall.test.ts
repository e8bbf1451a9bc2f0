import { LIKELY_DUPLICATE } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { labelledLeads } from "../../test/duplicates/labelled-leads.ts";
import { measureQuality } from "../../test/duplicates/recall.ts";
import { engines } from "../../test/storage.ts";

/** Of each rule. */
const COUNT = 1;
/** What is measured may not fall below these. */
const FLOOR = { precision: 0.95, recall: 0.9 };

describe.each(engines)("leads that look alike on %s", (engine) => {
  test("duplicates made by rules are found, near misses are not taken for them", {
    timeout: 120_000,
  }, async () => {
    const app = await startTestApp(engine);
    const account = {
      post: async (path: string, body: object) => (await app.data("POST", path, body)).id,
      similar: (id: string) => app.data("GET", `/foyer/leads/${id}/duplicates`),
    };
    const { precision, recall, ...faults } = await measureQuality(
      account,
      labelledLeads(COUNT),
      LIKELY_DUPLICATE,
    );
    expect(precision, JSON.stringify(faults)).toBeGreaterThanOrEqual(FLOOR.precision);
    expect(recall, JSON.stringify(faults)).toBeGreaterThanOrEqual(FLOOR.recall);
  });
});
