import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import type { StoredDeal } from "../deals/deal-changes.ts";
import { listDeals } from "../deals/deal-list.store.ts";
import { findDeal, insertDeal } from "../deals/deals.store.ts";
import { compile } from "../filters/clause.ts";
import type { Viewer } from "../lib/actor.ts";
import { createRandom } from "../lib/random.ts";
import { findPerson, insertPerson, listPersons } from "../persons/persons.store.ts";
import { findActor } from "../users/actors.store.ts";
import { command } from "./command.ts";
import type { ListOrder, Place } from "./list-shape.ts";
import { openStorage } from "./open.ts";

useOwnDatabase();

const ROWS = 90;
/** So small that a list has many parts, and what ties is walked by the rest of its order. */
const sizes = { first: 3, next: 5 };

const viewer = (company_id: number): Viewer => ({ company_id, sees: null });

type Made = { deal: number; person: number; owners: readonly number[] };

const makeRows = command("test.makeRows", async (tx, actor, { deal, person, owners }: Made) => {
  const random = createRandom(7);
  const [one, who] = [
    await findDeal(tx, viewer(actor.company_id), deal),
    await findPerson(tx, viewer(actor.company_id), person),
  ];
  if (!one || !who) throw new Error("rows to make others like");
  for (let nr = 1; nr <= ROWS; nr += 1) {
    const visible_to = random.chance(0.5) ? 3 : 1;
    const owner_id = random.pick(owners as [number]);
    const add_time = random.below(4);
    await insertDeal(tx, actor.company_id, {
      ...{ ...one, id: deal + nr, owner_id, visible_to, add_time, update_time: null },
      title: random.pick(["Ash", "beech", "Birch"]),
      stage_id: random.chance(0.8) ? one.stage_id : one.stage_id + 1,
      value: random.below(5),
    });
    await insertPerson(tx, actor.company_id, {
      ...{ ...who, id: person + nr, owner_id, visible_to, add_time, update_time: add_time },
      name: random.pick(["Ann", "bob"]),
    });
  }
});

async function scene(engine: (typeof engines)[number]) {
  const app = await startTestApp(engine);
  const bob = await app.colleague();
  const deal = await app.data("POST", "/api/v2/deals", { title: "Ash" });
  const person = await app.add.person({ name: "Ann" });
  const storage = await openStorage({ url: app.databaseUrl, clock: Date.now });
  const bobs = await app.request("GET", "/v1/users/me", { token: bob.token });
  const owners = [app.actor.user_id, bobs.body.data.id];
  await storage.run(makeRows, app.actor, { deal: deal.id, person: person.id, owners });
  await storage.close();
  const sees = (await findActor(app.storage.db, app.actor.company_id, bobs.body.data.id))?.sees ?? null;
  const stage = Number(deal.stage_id);
  return { app, stage, bob: { company_id: app.actor.company_id, user_id: bobs.body.data.id, sees } };
}

/** What lists of deals compare. */
const columns: Record<string, (deal: StoredDeal) => number | string> = {
  title_key: ({ title }) => title.toLowerCase(),
  owner_id: ({ owner_id }) => owner_id,
  stage_id: ({ stage_id }) => stage_id,
  status: ({ status }) => status,
  visible_to: ({ visible_to }) => visible_to,
  value: ({ value }) => value,
  add_time: ({ add_time }) => add_time,
  id: ({ id }) => id,
};

function compared(order: ListOrder) {
  return (a: StoredDeal, b: StoredDeal): number => {
    for (const { column, direction } of order) {
      const [one, other] = [columns[column]?.(a) ?? 0, columns[column]?.(b) ?? 0];
      if (one !== other) return one < other === (direction === "asc") ? -1 : 1;
    }
    return 0;
  };
}

const orderOf = (text: string): ListOrder =>
  text
    .split(" ")
    .map((word) => ({ column: word.slice(1), direction: word.startsWith("-") ? "desc" : "asc" }));

const orders = [
  "+id",
  "-value -id",
  "+title_key -value -id",
  "+stage_id -title_key +id",
  "-owner_id +stage_id -value +title_key -id",
  "+status -title_key +id",
  "+visible_to -value -id",
  "+add_time +title_key +id",
];

type List = Parameters<typeof listDeals>[1];

/** Every row of a list, by the place of each next page. */
async function pages({ storage: { db } }: TestApp, list: Omit<List, "begin" | "limit">, limit: number) {
  const ids: number[] = [];
  for (let begin: List["begin"] | undefined = { offset: 0 }; begin; ) {
    const { deals, next }: { deals: StoredDeal[]; next: Place | undefined } = await listDeals(
      db,
      { ...list, begin, limit },
      { led: null, sizes },
    );
    ids.push(...deals.map(({ id }) => id));
    begin = next && { at: next };
  }
  return ids;
}

describe.each(engines)("the parts of a list on %s", (engine) => {
  test("hold together what a plain reading of all its rows finds, in its order, wherever a page begins", {
    timeout: 120_000,
  }, async () => {
    const { app, bob, stage } = await scene(engine);
    const { db } = app.storage;
    const admin = viewer(app.actor.company_id);
    const given = { is_deleted: 0, is_archived: 0 };
    const whole = { viewer: admin, order: orderOf("+id"), given, begin: { offset: 0 }, limit: ROWS + 2 };
    const all = (await listDeals(db, whole)).deals;
    expect(all).toHaveLength(ROWS + 1);
    const title = { operand: { from: "column", column: "title_key" }, is: "=", value: "birch" } as const;
    const kinds: [Omit<List, "order" | "begin" | "limit">, (deal: StoredDeal) => boolean][] = [
      [{ viewer: admin, given }, () => true],
      [{ viewer: admin, given: { ...given, stage_id: stage } }, ({ stage_id }) => stage_id === stage],
      [{ viewer: admin, given, filter: compile(title) }, (deal) => deal.title === "Birch"],
      [{ viewer: bob, given }, (deal) => deal.visible_to !== 1 || deal.owner_id === bob.user_id],
      [{ viewer: admin, given: { ...given, since: 2 } }, ({ add_time }) => add_time >= 2],
    ];
    for (const order of orders.map(orderOf))
      for (const [list, isIn] of kinds) {
        const name = JSON.stringify([order, list.given, list.filter, list.viewer.sees]);
        const wanted = all
          .filter(isIn)
          .toSorted(compared(order))
          .map(({ id }) => id);
        expect(wanted.length).toBeGreaterThan(8);
        expect(await pages(app, { ...list, order }, 7), name).toEqual(wanted);
        for (const offset of [1, 6, wanted.length - 1, wanted.length, ROWS * 2]) {
          const page = { ...list, order, begin: { offset }, limit: 7 };
          const { deals, next } = await listDeals(db, page, { led: null, sizes });
          expect(
            deals.map(({ id }) => id),
            `${name} from ${offset}`,
          ).toEqual(wanted.slice(offset, offset + 7));
          expect(next?.id, `${name} from ${offset}`).toBe(wanted[offset + 7]);
        }
      }
  });

  test("hold every person once, those without an organization first", async () => {
    const { app } = await scene(engine);
    const { db } = app.storage;
    for (const order of ["+org_id +id", "+name_key -add_time -id", "-owner_id +name_key +id"].map(orderOf)) {
      const list = { viewer: viewer(app.actor.company_id), order, given: { is_deleted: 0 } };
      const { rows } = await listPersons(db, { ...list, begin: { offset: 0 }, limit: ROWS + 2 });
      const plain = rows.map(({ id }) => id);
      expect(new Set(plain).size).toBe(ROWS + 1);
      const walked: number[] = [];
      for (let at: Place | undefined; walked.length === 0 || at; ) {
        const begin = at ? { at } : { offset: 0 };
        const page = await listPersons(db, { ...list, begin, limit: 7 }, { led: null, sizes });
        walked.push(...page.rows.map(({ id }) => id));
        at = page.next;
      }
      expect(walked).toEqual(plain);
    }
  });
});

describe("the parts of a list on sqlite", () => {
  test.each([
    ["what is rare", "+id", { offset: 0 }, "oak"],
    ["a page far on", "-value -id", { offset: ROWS - 3 }, undefined],
    ["rows in an order of several directions", "+stage_id -title_key +id", { offset: ROWS - 3 }, undefined],
  ] as const)("leave others their turn while %s is looked for", async (_what, by, begin, title) => {
    const { app } = await scene("sqlite");
    const list = {
      ...{ viewer: viewer(app.actor.company_id), order: orderOf(by), begin, limit: 2 },
      given: { is_deleted: 0, is_archived: 0 },
      filter: title && compile({ operand: { from: "column", column: "title_key" }, is: "=", value: title }),
    };
    let turns = 0;
    let isOver = false;
    const others = (async () => {
      for (; !isOver; turns += 1) await setImmediate();
    })();
    await listDeals(app.storage.db, list, { led: null, sizes });
    isOver = true;
    await others;
    expect(turns).toBeGreaterThan(ROWS / 10);
  });
});
