import type { Lead } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { witness } from "../../test/witness.ts";
import { command } from "../storage/command.ts";
import type { Tx } from "../storage/db.ts";
import { openStorage } from "../storage/open.ts";
import { toRow } from "./lead-document.ts";
import { findLead, updateLead } from "./leads.store.ts";

/** Stores what became of a lead, and answers with what it asked of the database. */
const change = command("test.changeLead", async (tx, actor, next: Lead): Promise<string[]> => {
  const asked: string[] = [];
  const heard: Tx = {
    ...tx,
    all(query, parameters) {
      asked.push(query.statement(tx.engine).sql);
      return tx.all(query, parameters);
    },
  };
  const stored = await findLead(tx, actor, next.id);
  if (stored) await updateLead(heard, actor.company_id, stored, next);
  return asked;
});

describe.each(engines)("a change of a lead on %s", (engine) => {
  test("is stored in the document and every column, and sets none that stays as it is", async () => {
    const app = await startTestApp(engine);
    const [other, lead] = [await app.add.lead({ title: "Other" }), await app.add.lead({ title: "Blue" })];
    const storage = await openStorage({ url: app.databaseUrl, clock: Date.now });
    const next: Lead = { ...lead, was_seen: true, update_time: "2030-01-02T03:04:05.678Z" };
    const [update] = await storage.run(change, app.actor, next);
    await storage.close();
    const set = Array.from(update?.matchAll(/"(\w+)" = [($]/g) ?? [], ([, column]) => column);
    // PostgreSQL compares for itself
    const columns = engine === "sqlite" ? ["was_seen", "update_time", "doc"] : Object.keys(toRow(next));
    expect(set).toEqual([...columns, "company_id", "seq"]);
    const rows = await witness(app.databaseUrl, (query) =>
      query(`select * from leads where id in ('${lead.id}', '${other.id}') order by seq`),
    );
    const stored = rows.map((row) => JSON.parse(JSON.stringify(row)));
    expect(stored).toMatchObject([toRow(other), toRow(next)]);
  });
});
