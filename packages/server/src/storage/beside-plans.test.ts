import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { witness } from "../../test/witness.ts";
import { countDeals } from "../contacts/deal-counts.store.ts";
import { listParticipants } from "../deals/participants.store.ts";
import { leadsAt } from "../leads/leads.store.ts";
import { noteTexts } from "../notes/note-texts.ts";
import type { Db } from "./db.ts";

const all = { company_id: 1, sees: null };

type Read = (db: Db) => Promise<unknown>;

/** How SQLite finds what a function reads, whatever the values. */
async function plansOf(read: Read): Promise<string> {
  const texts: string[] = [];
  const listening: Db = {
    engine: "sqlite",
    async all(query) {
      texts.push(query.statement("sqlite").sql);
      return [];
    },
  };
  await read(listening);
  const app = await startTestApp("sqlite");
  const rows = await witness(app.databaseUrl, async (query) =>
    (await Promise.all(texts.map((text) => query(`explain query plan ${text}`)))).flat(),
  );
  return rows.map(({ detail }) => detail).join("\n");
}

describe("what stands beside a thing is found by the thing on sqlite, not among all of the company's", () => {
  const reads: [what: string, read: Read, plan: RegExp][] = [
    [
      "notes on leads",
      (db) => noteTexts(db, 1, "lead", ["x"]),
      /notes USING .*\(company_id=\? AND lead_id=\?\)/,
    ],
    [
      "notes on deals",
      (db) => noteTexts(db, 1, "deal", [1]),
      /notes USING .*\(company_id=\? AND deal_id=\?\)/,
    ],
    ["notes on persons", (db) => noteTexts(db, 1, "person", [1]), /notes USING .*AND person_id=\?\)/],
    [
      "notes on organizations",
      (db) => noteTexts(db, 1, "organization", [1]),
      /notes USING .*AND org_id=\?\)/,
    ],
    [
      "deals persons take part in",
      (db) => countDeals(db, all, "ofParticipants", [1]),
      /deals USING .* AND id=\?\)/,
    ],
    [
      "deals of an organization's people",
      (db) => countDeals(db, all, "ofPeople", [1]),
      /deals USING .*AND person_id=\?/,
    ],
    ["participants of a deal", (db) => listParticipants(db, 1, 1), /\(company_id=\? AND deal_id=\?\)/],
    ["leads that were found", (db) => leadsAt(db, 1, [1]), /leads USING INTEGER PRIMARY KEY \(rowid=\?\)/],
  ];
  test.each(reads)("%s", async (_what, read, plan) => {
    expect(await plansOf(read)).toMatch(plan);
  });
});
