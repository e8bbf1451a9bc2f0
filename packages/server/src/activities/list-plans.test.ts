import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { witness } from "../../test/witness.ts";
import { listNotes } from "../notes/note-list.store.ts";
import type { Db } from "../storage/db.ts";
import type { ListOrder } from "../storage/seek-list.ts";
import { listActivities } from "./activities.store.ts";

const lists = { notes: listNotes, activities: listActivities };

/** How SQLite finds the ids of a page, whatever the values. */
async function planOf(app: TestApp, kind: keyof typeof lists, given: object, columns: string[]) {
  const texts: string[] = [];
  const listening: Db = {
    engine: "sqlite",
    async all(query) {
      texts.push(query.statement("sqlite").sql);
      return [];
    },
  };
  const order: ListOrder = columns.map((column) => ({ column, direction: "asc" }));
  await lists[kind](listening, { viewer: app.actor, order, given, begin: { offset: 0 }, limit: 100 });
  const rows = await witness(app.databaseUrl, (query) => query(`explain query plan ${texts[0]}`));
  const searches = rows.map(({ detail }) => String(detail)).filter((detail) => detail.includes(` ${kind} `));
  expect(searches[0], "the rows of a page are found by their ids").toMatch(/company_id=\? AND id=\?/);
  return searches[1];
}

describe("lists of one thing's seek by it on sqlite, in any order", () => {
  const live = { is_deleted: 0 };
  test.each([
    ["notes", { lead_id: "x" }, ["add_time", "id"], "notes_lead"],
    ["notes", { lead_id: "x" }, ["content_key", "id"], "notes_lead"],
    ["notes", { person_id: 1 }, ["id"], "notes_person"],
    ["notes", { org_id: 1 }, ["update_time", "id"], "notes_org"],
    ["notes", {}, ["add_time", "id"], "notes_add"],
    ["activities", { ...live, lead_id: "x" }, ["id"], "activities_lead"],
    ["activities", { ...live, lead_id: "x", done: 0 }, ["due_date", "id"], "activities_lead"],
    ["activities", { ...live, person_id: 1 }, ["due_date", "id"], "activities_person"],
    ["activities", { ...live, org_id: 1 }, ["id"], "activities_org"],
    ["activities", { ...live, owner_id: 1 }, ["due_date", "id"], "activities_owner_due"],
    ["activities", live, ["update_time", "id"], "activities_update"],
  ] as const)("%s %j by %j", async (kind, given, columns, index) => {
    const app = await startTestApp("sqlite");
    expect(await planOf(app, kind, given, [...columns])).toContain(` ${index} (`);
  });
});
