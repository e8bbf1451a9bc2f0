import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { type Member, manyGroups } from "../../test/visibility/scene.ts";
import { witness } from "../../test/witness.ts";
import type { Db } from "../storage/db.ts";
import { findActor } from "../users/actors.store.ts";
import { withLeader } from "./lead-count.store.ts";
import { type LeadList, listLeads } from "./lead-list.store.ts";
import { toLeadOrder } from "./lead-sort.ts";

const WHOLE = { offset: 0 };

/** The list of all leads in the name of a member. */
async function listOf(app: TestApp, { id }: Member, archived: LeadList["archived"]): Promise<LeadList> {
  const { db } = app.storage;
  const company = app.actor.company_id;
  const order = toLeadOrder([{ field: "title", direction: "desc" }]);
  return { company, sees: (await findActor(db, company, id))?.sees ?? null, archived, order };
}

/** The text of the one statement a page of the list is. */
async function statementOf(app: TestApp, list: LeadList): Promise<string> {
  const { engine } = app.storage.db;
  const texts: string[] = [];
  const listening: Db = {
    engine,
    async all(query) {
      texts.push(query.statement(engine).sql);
      return [];
    },
  };
  await listLeads(listening, list, WHOLE, 100);
  return texts.join("\n");
}

async function planOf(app: TestApp, statement: string): Promise<string> {
  const isSqlite = app.storage.db.engine === "sqlite";
  const rows = await witness(app.databaseUrl, async (query) => {
    if (!isSqlite) await query("set enable_seqscan = off");
    return query(`${isSqlite ? "explain query plan" : "explain (generic_plan)"} ${statement}`);
  });
  return rows.map((row) => row.detail ?? row["QUERY PLAN"]).join("\n");
}

/** A lead of every owner and level: those of level 5 archived, those of level 1 followed by somebody else. */
async function addLeads(app: TestApp, members: readonly Member[]): Promise<void> {
  for (const [index, owner] of members.entries()) {
    const [archived, hidden] = await Promise.all(
      (["5", "1", "3", "7"] as const).map((visible_to) =>
        app.add.lead({ owner_id: owner.id, visible_to, title: `${visible_to} of ${owner.name}` }),
      ),
    );
    await app.data("PATCH", `/v1/leads/${archived?.id}`, { is_archived: true });
    const user_id = members[(index + 1) % members.length]?.id;
    await app.data("POST", `/foyer/leads/${hidden?.id}/followers`, { user_id });
  }
}

describe.each(engines)("who sees few leads, on %s", (engine) => {
  test.each(["not_archived", "archived", "all"] as const)(
    "is shown those that a walk through all leads would show: %s",
    async (archived) => {
      const app = await startTestApp(engine);
      const members = await manyGroups(app);
      await addLeads(app, members);
      const { db } = app.storage;
      for (const member of members.filter(({ admin }) => !admin)) {
        const list = await listOf(app, member, archived);
        const led = await withLeader(db, list);
        expect(led.led).toBe("sight");
        const few = await listLeads(db, led, WHOLE, 100);
        expect(few.count).toBeGreaterThan(0);
        expect(few, member.name).toEqual(await listLeads(db, list, WHOLE, 100));
      }
    },
  );

  test("is shown them by way of indexes alone", async () => {
    const app = await startTestApp(engine);
    const [, ben] = await manyGroups(app);
    const list = await listOf(app, ben as Member, "all");
    const plan = await planOf(app, await statementOf(app, { ...list, led: "sight" }));
    if (engine === "sqlite") expect(plan).toMatch(/leads_owner/); // PostgreSQL takes any index of a table that is empty
    expect(plan).toMatch(/leads_shared/);
    expect(plan).toMatch(/followers_(user|pkey)/);
    expect(plan).not.toMatch(/(SCAN|Seq Scan on) leads/i);
  });
});
