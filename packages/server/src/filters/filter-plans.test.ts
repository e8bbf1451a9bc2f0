import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { addFilter, conditionMaker } from "../../test/filters/conditions.ts";
import { engines } from "../../test/storage.ts";
import { witness } from "../../test/witness.ts";
import { withLeader } from "../leads/lead-count.store.ts";
import { listLeads } from "../leads/lead-list.store.ts";
import { toLeadOrder } from "../leads/lead-sort.ts";
import type { Db } from "../storage/db.ts";
import type { Engine } from "../storage/prepared.ts";
import { compile } from "./clause.ts";
import { filterClause } from "./filter-use.ts";

useOwnDatabase(); // what PostgreSQL learns of other tests' leads changes its mind

/** What a list of leads asks by a filter. */
const compiledFilter = async (app: TestApp, id: number) =>
  compile((await filterClause(app.storage.db, app.actor, { id, type: "leads", now: Date.now() })).clause);

/** The text of the one statement a filtered page of leads is; led, where its rows are looked for first. */
async function statementOf(app: TestApp, id: number, led?: 0): Promise<string> {
  const { db } = app.storage;
  const filter = await compiledFilter(app, id);
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
    led,
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

/** A filter of one condition, on a field there is or one made for it. */
async function filtered(engine: Engine, field: string, operator: string, value: string | number) {
  const app = await startTestApp(engine);
  const label = await app.add.label();
  const options = [{ label: "One" }, { label: "Two" }];
  const size = await app.data("POST", "/v1/dealFields", { name: "Size", field_type: "enum", options });
  const number = await app.data("POST", "/v1/dealFields", { name: "Number", field_type: "varchar" });
  const nick = await app.data("POST", "/v1/personFields", { name: "Nick", field_type: "varchar" });
  const on = await conditionMaker(app);
  const names: Record<string, string> = {
    "lead custom": `lead ${size.key}`,
    "lead text": `lead ${number.key}`,
    "person text": `person ${nick.key}`,
  };
  const values: Record<string, string | number> = { label: label.id, option: size.options[0].id };
  const name = (names[field] ?? field) as Parameters<typeof on>[0];
  const id = await addFilter(app, [on(name, operator, values[value] ?? value)]);
  return { app, id };
}

/** Leads looked up by their places. PostgreSQL takes any index of a table that is empty, so by what matters. */
const AT_PLACES: Record<Engine, RegExp> = {
  sqlite: /SEARCH leads USING INTEGER PRIMARY KEY/,
  postgres: /on leads [^\n]*\n *Index Cond: \(\(company_id = \$\d+\) AND \(seq = led\.key\)\)/,
};

describe.each(engines)("the plan of a filter on %s", (engine) => {
  const cases = [
    ["an owner", "lead owner_id", "=", 1, /leads_owner/],
    ["a person", "lead person_id", "=", 1, /leads_person/],
    ["a time", "lead add_time", "=", "last_month", /leads_add_time[^\n]*(\n[^\n]*)?add_time ?>/],
    ["a label", "lead label_ids", "contains", "label", /lead_label_links_pkey|link USING PRIMARY KEY/],
    ["an option of a custom field", "lead custom", "=", "option", /field_values_|held USING PRIMARY KEY/],
    ["the name of a person", "person name", "LIKE '$%'", "ann", /persons/],
  ] as const;

  const leading = [
    ...cases,
    ["the beginning of a title", "lead title", "LIKE '$%'", "ann", /leads_title/],
    ["what is unseen", "lead was_seen", "=", 0, /leads_seen/],
    ["a custom text", "lead text", "=", "ann", /field_values_/],
    ["a custom text of a person", "person text", "LIKE '$%'", "ann", /field_values_/],
  ] as const;

  test.each(leading)(
    "few leads found by %s are looked at alone",
    async (_what, field, operator, value, index) => {
      const { app, id } = await filtered(engine, field, operator, value);
      const plan = await planOf(app, await statementOf(app, id, 0));
      if (engine === "sqlite") expect(plan).toMatch(index);
      expect(plan).toMatch(AT_PLACES[engine]);
      expect(plan).not.toMatch(/SCAN (leads|persons|lead_label_links|link|field_values|held)\b|Seq Scan/);
      expect(plan).not.toMatch(
        /SEARCH leads USING INDEX leads_add_time \(company_id=\? AND is_archived=\?\)/,
      );
    },
  );

  test("a page looks at no more leads than its rarest condition finds", async () => {
    const { app, id } = await filtered(engine, "lead label_ids", "contains", "label");
    const label = (await app.data("GET", `/v1/filters/${id}`)).conditions.conditions[0].conditions[0].value;
    const [one] = [await app.add.lead({ label_ids: [label] }), await app.add.lead(), await app.add.lead()];
    const statements: string[] = [];
    const { db } = app.storage;
    const filter = await compiledFilter(app, id);
    const listening: Db = {
      engine,
      all: (query, values) => {
        statements.push(query.statement(engine).sql);
        return db.all(query, values);
      },
    };
    const order = toLeadOrder([{ field: "title", direction: "asc" }]);
    const list = { company: app.actor.company_id, sees: null, archived: "all", filter, order } as const;
    const leads = await withLeader(listening, list);
    expect(leads.led).toBe(0);
    const page = await listLeads(listening, leads, { offset: 0 }, 100);
    expect(JSON.parse(`${page.docs}`).id).toBe(one.id);
    expect(statements).toHaveLength(2);
  });

  test.each(cases)("by %s walks indexes alone", async (_what, field, operator, value, index) => {
    const { app, id } = await filtered(engine, field, operator, value);
    const plan = await planOf(app, await statementOf(app, id));
    expect(plan).toMatch(index);
    expect(plan).not.toMatch(/SCAN (leads|persons|lead_label_links|link|field_values|held)\b|Seq Scan/);
  });
});
