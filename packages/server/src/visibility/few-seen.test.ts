import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { type Member, manyGroups, oneGroup } from "../../test/visibility/scene.ts";
import { witness } from "../../test/witness.ts";
import { withLeader } from "../leads/lead-count.store.ts";
import { listLeads } from "../leads/lead-list.store.ts";
import type { LeadList } from "../leads/lead-list.ts";
import { toLeadOrder } from "../leads/lead-sort.ts";
import { listOrganizations } from "../organizations/organizations.store.ts";
import { listPersons } from "../persons/persons.store.ts";
import type { Db } from "../storage/db.ts";
import type { ListOrder } from "../storage/list-shape.ts";
import { findActor } from "../users/actors.store.ts";

useOwnDatabase(); // what PostgreSQL learns of other tests' leads changes its mind

const WHOLE = { offset: 0 };
const scenes = { "one group": oneGroup, "many groups": manyGroups } as const;
const cases = engines.flatMap((engine) =>
  (["one group", "many groups"] as const).map((scene) => ({ engine, scene })),
);

const sightOf = async (app: TestApp, { id }: Member) =>
  (await findActor(app.storage.db, app.actor.company_id, id))?.sees ?? null;

/** The list of all leads in the name of a member. */
async function listOf(app: TestApp, member: Member, archived: LeadList["archived"]): Promise<LeadList> {
  const order = toLeadOrder([{ field: "title", direction: "desc" }]);
  return { company: app.actor.company_id, sees: await sightOf(app, member), archived, order };
}

const contacts = { persons: listPersons, organizations: listOrganizations };

const orders: ListOrder[] = [
  [{ column: "id", direction: "asc" }],
  [
    { column: "name_key", direction: "desc" },
    { column: "id", direction: "desc" },
  ],
];

const contactsOf = async (app: TestApp, member: Member, order: ListOrder) => ({
  viewer: { company_id: app.actor.company_id, sees: await sightOf(app, member) },
  order,
  given: { is_deleted: 0 },
  begin: WHOLE,
});

/** The text of the one statement that is run. */
async function statementOf(app: TestApp, run: (listening: Db) => Promise<unknown>): Promise<string> {
  const { engine } = app.storage.db;
  const texts: string[] = [];
  await run({
    engine,
    async all(query) {
      texts.push(query.statement(engine).sql);
      return [];
    },
  });
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

/** Persons and organizations likewise: of those of level 3 one is gone. */
async function addContacts(app: TestApp, members: readonly Member[]): Promise<void> {
  for (const [index, { id: owner_id, name }] of members.entries()) {
    const user_id = members[(index + 1) % members.length]?.id;
    for (const kind of ["person", "organization"] as const) {
      const add = (visible_to: number) =>
        app.add[kind]({ owner_id, visible_to, name: `${visible_to} of ${name}` });
      const [hidden, gone] = [await add(1), await add(3)];
      await Promise.all([3, 5, 7].map(add));
      await app.data("POST", `/api/v2/${kind}s/${hidden.id}/followers`, { user_id });
      await app.data("DELETE", `/api/v2/${kind}s/${gone.id}`);
    }
  }
}

describe.each(cases)("who sees few, in $scene on $engine", ({ engine, scene }) => {
  test.each(["not_archived", "archived", "all"] as const)(
    "is shown those leads that a walk through all leads would show: %s",
    async (archived) => {
      const app = await startTestApp(engine);
      const members = await scenes[scene](app);
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

  test("is shown those contacts that a walk through all of them would show", async () => {
    const app = await startTestApp(engine);
    const members = await scenes[scene](app);
    await addContacts(app, members);
    const { db } = app.storage;
    for (const table of ["persons", "organizations"] as const) {
      for (const member of members.filter(({ admin }) => !admin)) {
        for (const order of orders) {
          const list = { ...(await contactsOf(app, member, order)), limit: 5 };
          const few = await contacts[table](db, list, { led: "sight" });
          expect(few.rows).toHaveLength(5);
          expect(few, member.name).toEqual(await contacts[table](db, list, { led: null }));
        }
      }
    }
  });

  test("is shown them by way of indexes alone", async () => {
    const app = await startTestApp(engine);
    const [, ben] = (await scenes[scene](app)) as [Member, Member];
    const list = await listOf(app, ben, "all");
    const statements = {
      leads: await statementOf(app, (db) => listLeads(db, { ...list, led: "sight" }, WHOLE, 100)),
      persons: "",
      organizations: "",
    };
    for (const table of ["persons", "organizations"] as const) {
      const [, byName = []] = orders;
      const query = { ...(await contactsOf(app, ben, byName)), limit: 100 };
      statements[table] = await statementOf(app, (db) => contacts[table](db, query, { led: "sight" }));
    }
    for (const [table, statement] of Object.entries(statements)) {
      const plan = await planOf(app, statement);
      if (engine === "sqlite") {
        // PostgreSQL takes any index of a table that is empty.
        expect(plan).toMatch(new RegExp(`${table}_owner`));
        expect(plan).toMatch(new RegExp(`${table}_shared`));
        expect(plan).not.toMatch(new RegExp(`${table}_(name|title)`));
      }
      expect(plan).toMatch(/followers_(user|pkey)/);
      expect(plan).not.toMatch(new RegExp(`(SCAN|Seq Scan on) ${table}`, "i"));
    }
  });
});
