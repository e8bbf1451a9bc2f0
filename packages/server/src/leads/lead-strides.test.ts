import type { Lead } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { compile } from "../filters/clause.ts";
import { createFilterService } from "../filters/filters.service.ts";
import { createRandom } from "../lib/random.ts";
import { parseSort } from "../lib/sort.ts";
import { createPlan } from "../seed/plan.ts";
import { fillCompany } from "../seed/seed.ts";
import { findActor } from "../users/actors.store.ts";
import type { LeadPage } from "./lead-list.store.ts";
import type { LeadList, PageBegin } from "./lead-list.ts";
import { createLeadPages } from "./lead-pages.ts";
import { parseLeadSort, toLeadOrder } from "./lead-sort.ts";
import { countAll, leadsFrom, positionOf } from "./lead-strides.ts";

useOwnDatabase();

/** More than two stretches of a walk hold. */
const LEADS = { sqlite: 6_500, postgres: 800 };
/** One lead in so many is looked for. */
const RARE = 97;

const isWanted = ({ title }: Lead): boolean => title.includes("Needle");

/** An inbox and an archive in which the leads that are looked for are rare, and nothing but their titles tells them. */
async function haystack(engine: (typeof engines)[number]) {
  const app = await startTestApp(engine);
  const company = { id: app.actor.company_id, domain: app.domain, name: "Acme", add_time: 0 };
  await fillCompany(app.storage, company, {
    plan: createPlan({ seed: 1, leads: LEADS[engine], until: Date.now() }),
  });
  const all = await everything(app, "/v1/leads?limit=500&archived_status=all");
  const open = all.filter(({ is_archived }) => !is_archived);
  for (const [nr, { id, title }] of open.filter((_, index) => index % RARE === 5).entries())
    await app.data("PATCH", `/v1/leads/${id}`, { title: `${title} Needle ${nr}`, is_archived: nr % 5 === 0 });
  const conditions = {
    glue: "and",
    conditions: [
      {
        glue: "and",
        conditions: [
          { object: "lead", field_id: "1", operator: "LIKE '%$%'", value: "needle", extra_value: null },
        ],
      },
      { glue: "or", conditions: [] },
    ],
  };
  const { id } = await app.data("POST", "/v1/filters", { name: "Needles", type: "leads", conditions });
  return { app, filter: `filter_id=${id}` };
}

/** Every lead of a list, page by page. */
async function everything(app: TestApp, path: string): Promise<Lead[]> {
  const leads: Lead[] = [];
  for (let start = 0; ; ) {
    const { body } = await app.request("GET", `${path}&start=${start}`);
    leads.push(...body.data);
    const { more_items_in_collection, next_start } = body.additional_data.pagination;
    if (!more_items_in_collection) return leads;
    start = next_start;
  }
}

const ids = (leads: readonly Lead[]) => leads.map(({ id }) => id);

describe.each(engines)("leads that are rare in a list on %s", (engine) => {
  test("are all found, page by page, in every order, and counted; others are answered meanwhile", {
    timeout: 120_000,
  }, async () => {
    const { app, filter } = await haystack(engine);
    for (const archived of ["all", "not_archived", "archived"])
      for (const sort of ["add_time%20ASC", "add_time%20DESC", "title%20ASC", "owner_id%20DESC"]) {
        const list = `archived_status=${archived}&sort=${sort}`;
        const wanted = ids((await everything(app, `/v1/leads?limit=500&${list}`)).filter(isWanted));
        expect(wanted.length).toBeGreaterThan(1);
        for (const limit of [7, wanted.length, 100])
          expect(ids(await everything(app, `/v1/leads?limit=${limit}&${filter}&${list}`))).toEqual(wanted);
        const at = Math.floor(wanted.length / 2);
        const [one] = await app.data("GET", `/v1/leads?limit=1&${filter}&${list}&start=${at}`);
        expect(one.id).toBe(wanted[at]);
        const beyond = `/v1/leads?limit=1&${filter}&${list}&start=${wanted.length}`;
        expect(await app.data("GET", beyond)).toEqual([]);
      }
    const filter_id = Number(filter.split("=")[1]);
    const needles = { list: { filter_id }, action: "delete" };
    const open = (await everything(app, "/v1/leads?limit=500")).filter(isWanted).length;
    expect(await app.data("POST", "/foyer/bulk/preview", needles)).toMatchObject({
      total: open,
      changed: open,
    });
    if (engine === "sqlite") expect(await turnsDuring(app, filter_id)).toBeGreaterThan(0);
  });

  test("are found by who does not see all", { timeout: 120_000 }, async () => {
    const { app } = await haystack(engine);
    const bob = await app.colleague();
    const open = await everything(app, "/v1/leads?limit=500");
    for (const { id } of open.filter((_, nr) => nr % 50 === 0))
      await app.data("PATCH", `/v1/leads/${id}`, { visible_to: "1" });
    const wanted = (await everything(app, "/v1/leads?limit=500")).filter(
      ({ visible_to }) => visible_to !== "1",
    );
    const mine = async (start: number) =>
      (await app.request("GET", `/v1/leads?limit=500&start=${start}`, { token: bob.token })).body;
    const seen: Lead[] = [];
    for (let page = await mine(0); ; page = await mine(seen.length)) {
      seen.push(...page.data);
      if (!page.additional_data.pagination.more_items_in_collection) break;
    }
    expect(ids(seen)).toEqual(ids(wanted));
  });
});

/** So small that a list has many parts, and what ties is walked by the rest of its order. */
const sizes = { first: 3, next: 5 };

const compared = {
  title: ({ title }) => title.toLowerCase(),
  owner_id: ({ owner_id }) => owner_id,
  was_seen: ({ was_seen }) => Number(was_seen),
  expected_close_date: (lead) => lead.expected_close_date ?? "",
} satisfies Record<string, (lead: Lead) => string | number>;
type Key = { field: keyof typeof compared; direction: "asc" | "desc" };

/** Leads in an order as a plain reading has it, given in that in which they were made. */
function sorted(made: readonly Lead[], keys: readonly Key[]): string[] {
  const places = new Map(made.map(({ id }, place) => [id, place]));
  const last = keys.at(-1)?.direction === "desc" ? -1 : 1;
  const difference = (a: Lead, b: Lead) => {
    for (const { field, direction } of keys) {
      const [one, other] = [compared[field](a), compared[field](b)];
      if (one !== other) return one < other === (direction === "asc") ? -1 : 1;
    }
    return last * ((places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
  };
  return ids(made.toSorted(difference));
}

/** Leads that tie in much, in the order in which they are made, and somebody who does not see all. */
async function ties(engine: (typeof engines)[number]) {
  const app = await startTestApp(engine);
  const { token } = await app.colleague();
  const bob: number = (await app.request("GET", "/v1/users/me", { token })).body.data.id;
  const person_id = (await app.add.person()).id;
  const random = createRandom(3);
  const made: Lead[] = [];
  for (let nr = 0; nr < 60; nr += 1) {
    const lead = await app.add.lead({
      ...{ title: random.pick(["Ash", "beech", "Birch"]), person_id, was_seen: random.chance(0.3) },
      owner_id: random.chance(0.7) ? app.actor.user_id : bob,
      visible_to: random.chance(0.5) ? "1" : "3",
      ...(random.chance(0.3) && { expected_close_date: "2026-01-01" }),
    });
    const archived = random.chance(0.4) && { is_archived: true };
    made.push(archived ? await app.data("PATCH", `/v1/leads/${lead.id}`, archived) : lead);
  }
  const sees = (await findActor(app.storage.db, app.actor.company_id, bob))?.sees ?? null;
  return { app, made, bob, sees };
}

/** Every lead of a list, page by page, each found from the one before. */
async function pages({ storage: { db } }: TestApp, list: LeadList): Promise<string[]> {
  const all: string[] = [];
  for (let begin: PageBegin | undefined = { offset: 0 }; begin; ) {
    const page: LeadPage = await leadsFrom(db, list, begin, 7, sizes);
    all.push(...ids(JSON.parse(`[${page.docs}]`)));
    begin = page.end && page.more ? { after: page.end } : undefined;
  }
  return all;
}

const orders: Key[][] = [
  ["title ASC", "owner_id DESC"],
  ["was_seen ASC", "title DESC"],
  ["owner_id DESC", "was_seen ASC", "title ASC"],
  ["expected_close_date DESC", "title DESC"],
  ["title DESC"],
].map((keys) => parseSort(keys.join(), Object.keys(compared) as (keyof typeof compared)[]));

describe.each(engines)("leads sorted by several columns on %s", (engine) => {
  test("are those of a plain reading, wherever a page begins, whoever sees them", {
    timeout: 120_000,
  }, async () => {
    const { app, made, bob, sees } = await ties(engine);
    const { db } = app.storage;
    const filter = compile({ operand: { from: "column", column: "title_key" }, is: "=", value: "birch" });
    const since = Date.parse(made[20]?.update_time ?? "");
    const kinds: [Omit<LeadList, "company" | "order">, (lead: Lead) => boolean][] = [
      [{ sees: null, archived: "all" }, () => true],
      [{ sees: null, archived: "not_archived" }, ({ is_archived }) => !is_archived],
      [{ sees: null, archived: "all", owner_id: bob }, ({ owner_id }) => owner_id === bob],
      [{ sees: null, archived: "all", filter }, ({ title }) => title === "Birch"],
      [
        { sees: null, archived: "all", updated_since: since },
        (lead) => Date.parse(lead.update_time) >= since,
      ],
      [{ sees, archived: "all" }, (lead) => lead.visible_to !== "1" || lead.owner_id === bob],
    ];
    for (const [keys, [asked, isIn]] of orders.flatMap((one) => kinds.map((kind) => [one, kind] as const))) {
      const list = { company: app.actor.company_id, ...asked, order: toLeadOrder(keys) };
      const wanted = sorted(made.filter(isIn), keys);
      const name = JSON.stringify([keys, asked]);
      expect(wanted.length).toBeGreaterThan(10);
      expect(await pages(app, list), name).toEqual(wanted);
      for (const start of [1, 6, wanted.length - 1]) {
        const after = (await positionOf(db, list, start, sizes)) ?? {};
        const { docs } = await leadsFrom(db, list, { after }, 7, sizes);
        expect(ids(JSON.parse(`[${docs}]`)), `${name} from ${start}`).toEqual(wanted.slice(start, start + 7));
      }
      expect(await positionOf(db, list, wanted.length + 1, sizes), name).toBe(undefined);
      expect(await countAll(db, list, sizes), name).toBe(wanted.length);
    }
  });
});

/** How often whoever else waits has a turn until something is done. */
async function turnsUntil(done: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await done;
  isOver = true;
  return turns;
}

/** How often until the leads of a filter are there. */
async function turnsDuring({ storage, actor }: TestApp, filter_id: number): Promise<number> {
  const filters = createFilterService({ storage, clock: Date.now });
  const { list } = createLeadPages({ storage, filters });
  await list(actor, { filter_id, limit: 1 }); // that it was used is written down once an hour
  return turnsUntil(list(actor, { filter_id, limit: 500 }));
}

describe("leads that SQLite would have to sort", () => {
  test.each([
    ["by several columns", "was_seen ASC, title DESC", {}],
    ["of an owner", "title ASC", { owner_id: 1 }],
    ["changed since a time", "add_time ASC", { updated_since: 1 }],
  ])("%s are walked, with others answered in between", async (_what, sort, asked) => {
    const { app } = await ties("sqlite");
    const owner_id = "owner_id" in asked && { owner_id: app.actor.user_id };
    const list: LeadList = {
      ...{ company: app.actor.company_id, sees: null, archived: "all", ...asked, ...owner_id },
      order: toLeadOrder(parseLeadSort(sort)),
    };
    expect(await turnsUntil(leadsFrom(app.storage.db, list, { offset: 0 }, 60, sizes))).toBeGreaterThan(8);
  });
});
