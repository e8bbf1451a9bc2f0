import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { witness } from "../../test/witness.ts";
import { listActivities } from "../activities/activities.store.ts";
import { listDeals } from "../deals/deal-list.store.ts";
import { type Clause, type Compiled, compile } from "../filters/clause.ts";
import { listNotes } from "../notes/note-list.store.ts";
import { listOrganizations } from "../organizations/organizations.store.ts";
import { listPersons } from "../persons/persons.store.ts";
import type { Db } from "./db.ts";
import type { ListOrder } from "./list-shape.ts";

const lists = {
  notes: listNotes,
  activities: listActivities,
  deals: listDeals,
  persons: listPersons,
  organizations: listOrganizations,
};

type Asked = { given: object; columns: readonly string[]; found: number; filter?: Compiled };

/** The last statement of a page, the one that finds its rows, where every condition finds so many of them. */
async function statementOf(
  app: TestApp,
  kind: keyof typeof lists,
  { given, columns, found, filter }: Asked,
): Promise<string> {
  const texts: string[] = [];
  const listening = {
    engine: "sqlite",
    async all(query) {
      texts.push(query.statement("sqlite").sql);
      return [{ found_0: found, found_1: found, found_2: found }] as never;
    },
  } satisfies Db;
  const order: ListOrder = columns.map((column) => ({ column, direction: "asc" }));
  const list = { viewer: app.actor, order, given, begin: { offset: 0 }, limit: 0, filter };
  await lists[kind](listening, list as never).catch(() => {}); // notes take no filter; what it answers is no row
  return texts.at(-1) ?? "";
}

/** How SQLite finds the ids of a page, whatever the values. */
async function plansOf(app: TestApp, kind: string, statement: string): Promise<string[]> {
  const rows = await witness(app.databaseUrl, (query) => query(`explain query plan ${statement}`));
  const [page, ...ids] = rows
    .map(({ detail }) => String(detail))
    .filter((detail) => detail.includes(` ${kind} `));
  expect(page, "the rows of a page are found by their ids").toMatch(/company_id=\? AND id=\?/);
  return ids;
}

const live = { is_deleted: 0 };
const open = { is_deleted: 0, is_archived: 0 };

describe("a list walks on sqlite the index that has what it asks in its order", () => {
  test.each([
    ["notes", { lead_id: "x" }, ["add_time", "id"], "notes_lead"],
    ["notes", {}, ["add_time", "id"], "notes_add"],
    ["notes", {}, ["user_id", "add_time", "id"], "notes_user"],
    ["activities", { ...live, owner_id: 1 }, ["due_date", "id"], "activities_owner_due"],
    ["activities", live, ["update_time", "id"], "activities_update"],
    ["activities", live, ["id"], "activities_live"],
    ["deals", { ...open, stage_id: 1 }, ["id"], "deals_by_stage_id"],
    ["deals", { ...open, since: 1 }, ["touch_time", "id"], "deals_by_touch_time"],
    ["persons", live, ["name_key", "id"], "persons_name"],
    ["organizations", { ...live, owner_id: 1 }, ["id"], "organizations_owner"],
  ] as const)("%s %j by %j", async (kind, given, columns, index) => {
    const app = await startTestApp("sqlite");
    const statement = await statementOf(app, kind, { given, columns, found: 1 });
    expect(await plansOf(app, kind, statement)).toEqual([expect.stringContaining(` ${index} (`)]);
  });
});

describe("what finds few leads a list on sqlite; what finds many does not", () => {
  test.each([
    ["notes", { lead_id: "x" }, ["content_key", "id"], "notes_lead", "notes_content"],
    ["notes", { person_id: 1 }, ["id"], "notes_person", "notes_pkey|sqlite_autoindex_notes_1"],
    ["notes", { org_id: 1 }, ["update_time", "id"], "notes_org", "notes_update"],
    ["activities", { ...live, lead_id: "x" }, ["id"], "activities_lead", "activities_live"],
    ["activities", { ...live, person_id: 1 }, ["due_date", "id"], "activities_person", "activities_due"],
    ["activities", { ...live, since: 1 }, ["id"], "activities_update", "activities_live"],
    ["deals", { ...open, org_id: 1 }, ["value", "id"], "deals_o(f|rg)", "deals_by_value"],
    ["deals", { ...open, owner_id: 1, stage_id: 1 }, ["value", "id"], "deals_by_", "deals_by_value"],
    ["deals", { ...open, since: 1 }, ["id"], "deals_by_touch_time", "deals_by_id"],
    ["persons", { ...live, owner_id: 1 }, ["name_key", "id"], "persons_owner", "persons_name"],
    ["persons", { ...live, since: 1 }, ["id"], "persons_touch", "sqlite_autoindex_persons_1"],
  ] as const)("%s %j by %j", async (kind, given, columns, leading, walked) => {
    const app = await startTestApp("sqlite");
    const few = await plansOf(app, kind, await statementOf(app, kind, { given, columns, found: 1 }));
    expect(few).toHaveLength(2);
    expect(few[0]).toMatch(new RegExp(`${leading}.*(company_id=\\? AND )`));
    expect(few[1], "then the row of each").toMatch(
      /company_id=\? AND (is_deleted=\? AND is_archived=\? AND )?id=\?/,
    );
    const many = await plansOf(app, kind, await statementOf(app, kind, { given, columns, found: 2_001 }));
    expect(many).toEqual([expect.stringMatching(new RegExp(` (${walked}) `))]);
  });
});

const asks = (column: string, is: "=" | ">=", value: string | number): Clause => ({
  operand: { from: "column", column },
  is,
  value,
});
const size: Clause = { operand: { from: "custom", field: 7, part: "num" }, is: "=", value: 3 };

describe("what a filter asks that finds few leads a list on sqlite", () => {
  const named = asks("name_key", "=", "ann");
  test.each([
    ["activities", asks("due_date", "=", "2026-01-01"), /^SEARCH activities .* activities_due .*due_date=/],
    ["activities", asks("person_id", "=", 1), /^SEARCH activities .* activities_person .*person_id=/],
    [
      "activities",
      { of: "person", clause: named },
      /persons_name [\s\S]*SEARCH pointing .* activities_person /,
    ],
    [
      "activities",
      { of: "deal", clause: asks("value", "=", 5) },
      /deals_by_value [\s\S]*pointing .*deal_id=/,
    ],
    ["deals", asks("title_key", ">=", "x"), /^SEARCH deals .* deals_by_title_key .*title_key>/],
    ["deals", asks("stage_id", "=", 1), /^SEARCH deals .* deals_by_stage_id .*stage_id=/],
    ["deals", { of: "organization", clause: named }, /organizations_name [\s\S]*SEARCH pointing .*org_id=/],
    ["deals", size, /SEARCH held .*field_values_value .*num=/],
    ["persons", { of: "organization", clause: named }, /organizations_name [\s\S]*pointing .*persons_org /],
    ["organizations", asks("touch_time", ">=", 1), /^SEARCH organizations .* organizations_touch /],
  ] as const)("%s %j", async (kind, clause, leading) => {
    const app = await startTestApp("sqlite");
    const filter = compile({ all: [clause] });
    const given = kind === "deals" ? open : live;
    const asked = { given, columns: ["id"], found: 1, filter };
    const rows = await witness(app.databaseUrl, async (query) =>
      query(`explain query plan ${await statementOf(app, kind, asked)}`),
    );
    const plan = rows
      .map(({ detail }) => String(detail))
      .filter((detail) => /^(SEARCH|SCAN) (?!CONSTANT)/.test(detail));
    const [, ...ids] = plan.slice(plan.findIndex((detail) => detail.includes(` ${kind} `)));
    expect(ids.join("\n")).toMatch(leading);
    expect(ids.join("\n")).not.toMatch(/SCAN (?!led|who)/);
    expect(ids.join("\n")).toMatch(new RegExp(`SEARCH ${kind} .*company_id=\\? AND (\\w+=\\? AND )*id=`));
    const many = await statementOf(app, kind, { ...asked, found: 2_001 });
    expect(many).not.toContain(" as key ");
  });
});
