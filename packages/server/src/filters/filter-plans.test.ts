import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { addFilter, conditionMaker } from "../../test/filters/conditions.ts";
import { engines } from "../../test/storage.ts";
import { witness } from "../../test/witness.ts";
import { listLeads } from "../leads/lead-list.store.ts";
import { toLeadOrder } from "../leads/lead-sort.ts";
import type { Db } from "../storage/db.ts";
import { filterFor } from "./filter-use.ts";

/** The text of the one statement a filtered page of leads is. */
async function statementOf(app: TestApp, id: number): Promise<string> {
  const { db } = app.storage;
  const filter = await filterFor(db, app.actor, { id, type: "leads", now: Date.now() });
  const texts: string[] = [];
  const listening: Db = {
    engine: db.engine,
    async all(query) {
      texts.push(query.statement(db.engine).sql);
      return [];
    },
  };
  const order = toLeadOrder([{ field: "add_time", direction: "asc" }]);
  const list = {
    company: app.actor.company_id,
    sees: null,
    archived: "not_archived",
    filter,
    order,
  } as const;
  await listLeads(listening, list, { offset: 0 }, 100);
  expect(texts).toHaveLength(1);
  return texts[0] ?? "";
}

/** How the database would run a statement, whatever its values; PostgreSQL, as if the tables were large. */
async function planOf(app: TestApp, statement: string): Promise<string> {
  const isSqlite = app.storage.db.engine === "sqlite";
  const explain = isSqlite ? "explain query plan" : "explain (generic_plan)";
  const rows = await witness(app.databaseUrl, async (query) => {
    if (!isSqlite) await query("set enable_seqscan = off");
    return query(`${explain} ${statement}`);
  });
  return rows.map((row) => row.detail ?? row["QUERY PLAN"]).join("\n");
}

describe.each(engines)("the plan of a filter on %s", (engine) => {
  const cases = [
    ["an owner", "lead owner_id", "=", 1, /leads_owner/],
    ["a person", "lead person_id", "=", 1, /leads_person/],
    ["a time", "lead add_time", "=", "last_month", /leads_add_time[^\n]*(\n[^\n]*)?add_time ?>/],
    ["a label", "lead label_ids", "contains", "label", /lead_label_links_pkey|link USING PRIMARY KEY/],
    ["an option of a custom field", "lead custom", "=", "option", /field_values_|held USING PRIMARY KEY/],
    ["the name of a person", "person name", "LIKE '$%'", "ann", /persons/],
  ] as const;

  test.each(cases)("by %s walks indexes alone", async (_what, field, operator, value, index) => {
    const app = await startTestApp(engine);
    const label = await app.add.label();
    const options = [{ label: "One" }, { label: "Two" }];
    const custom = await app.data("POST", "/v1/dealFields", { name: "Size", field_type: "enum", options });
    const on = await conditionMaker(app);
    const values: Record<string, string | number> = { label: label.id, option: custom.options[0].id };
    const name = field === "lead custom" ? (`lead ${custom.key}` as const) : field;
    const id = await addFilter(app, [on(name, operator, values[value] ?? value)]);
    const plan = await planOf(app, await statementOf(app, id));
    expect(plan).toMatch(index);
    expect(plan).not.toMatch(/SCAN (leads|persons|lead_label_links|link|field_values|held)\b|Seq Scan/);
  });
});
