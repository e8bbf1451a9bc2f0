import { type FieldType, type LeadCreate, shownSortFields } from "@leadfoyer/contract";
import { expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { addField } from "../../test/fields.ts";
import { engines } from "../../test/storage.ts";
import { witness } from "../../test/witness.ts";
import { createFilterService } from "../filters/filters.service.ts";
import type { Db } from "../storage/db.ts";
import { createLeadPages } from "./lead-pages.ts";

useOwnDatabase(); // what PostgreSQL learns of other tests' leads changes its mind

const PAGE = 2;

/** Leads that all stand somewhere in every order, and pages of them as of a list that is long. */
async function scene(engine: (typeof engines)[number]) {
  const app = await startTestApp(engine);
  const field = (type: FieldType) => addField(app, "deal", type);
  const [{ id: person_id }, { id: organization_id }] = [await app.add.person(), await app.add.organization()];
  const { id: label } = await app.add.label();
  const [user, people, org] = [await field("user"), await field("people"), await field("org")];
  const [choice, set, varchar] = [await field("enum"), await field("set"), await field("varchar")];
  const lead: Partial<LeadCreate> = {
    ...{ person_id, organization_id, label_ids: [label], value: { amount: 5, currency: "EUR" } },
    ...{ [user.key]: app.actor.user_id, [people.key]: person_id, [org.key]: organization_id },
    ...{
      [choice.key]: choice.options[0]?.id,
      [set.key]: `${set.options[1]?.id}`,
      [varchar.key]: "x",
    },
  };
  for (let made = 0; made < 3 * PAGE; made++)
    await app.add.activity({ lead_id: (await app.add.lead(lead)).id });
  const keys = [user, people, org, choice, set, varchar].map(({ key }) => key);
  return { app, orders: [...shownSortFields, ...keys].flatMap((key) => [key, `${key} DESC`]) };
}

type Asked = { sql: string; offset: number };

/** The statements by which an order is walked page by page, with what each steps over. */
async function askedFor(app: TestApp, sort: string): Promise<Asked[]> {
  const { db } = app.storage;
  const asked: Asked[] = [];
  const listening: Db = {
    engine: db.engine,
    all(query, values) {
      if ("offset" in values)
        asked.push({ sql: query.statement(db.engine).sql, offset: Number(values.offset) });
      return db.all(query, values);
    },
  };
  const storage = { ...app.storage, db: listening };
  const filters = createFilterService({ storage, clock: Date.now });
  const pages = createLeadPages({ storage, filters, ways: { few: async () => undefined } });
  for (let start = 0; start < 3 * PAGE; start += PAGE)
    expect((await pages.page(app.actor, { sort, start, limit: PAGE })).items).toHaveLength(PAGE);
  return asked;
}

/** How the database would run a statement, line by line; PostgreSQL, as if the tables were large. */
async function planOf(app: TestApp, sql: string): Promise<string[]> {
  const isSqlite = app.storage.db.engine === "sqlite";
  const rows = await witness(app.databaseUrl, async (query) => {
    if (!isSqlite) for (const way of ["seqscan", "sort"]) await query(`set enable_${way} = off`);
    return query(`${isSqlite ? "explain query plan" : "explain (generic_plan)"} ${sql}`);
  });
  return rows.map((row) => String(row.detail ?? row["QUERY PLAN"]));
}

/** A page that goes on among contacts: comparing a lead beside its contact seeks neither in PostgreSQL. */
const GOES_ON = '("who_key", "who", ';

const expectPlan = {
  /** Two walks are merged, each as far as the page reaches. Nothing else is ever sorted. */
  sqlite(plan: readonly string[], sort: string): void {
    const sorted = plan.filter((line, at) => line.includes("TEMP B-TREE") && plan[at - 1] !== "SCAN branch");
    expect(sorted, `${sort}: ${plan.join("\n")}`).toEqual([]);
    for (const line of plan) expect(line, sort).not.toMatch(/^SCAN (leads|persons|activities|field_values)/);
  },
  postgres(plan: readonly string[], sort: string): void {
    expect(plan.join("\n"), sort).toMatch(/Index Cond: .*ROW\(name_key, id\)/);
  },
};

test.each(engines)(
  "every order is sought where the page before ended, by walks of indexes, on %s",
  async (engine) => {
    const { app, orders } = await scene(engine);
    for (const sort of orders) {
      const asked = await askedFor(app, sort);
      expect(
        asked.map(({ offset }) => offset),
        sort,
      ).toEqual(asked.map(() => 0));
      const looked = asked.filter(({ sql }) => engine === "sqlite" || sql.includes(GOES_ON));
      for (const { sql } of looked) expectPlan[engine](await planOf(app, sql), sort);
    }
  },
);
