import { type Lead, shownSortFields } from "@leadfoyer/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { addField } from "../../test/fields.ts";
import { FIELDS, inOrder, type Spec, shownScene } from "../../test/shown-scene.ts";
import { engines } from "../../test/storage.ts";
import { createFilterService } from "../filters/filters.service.ts";
import type { Actor } from "../lib/actor.ts";
import { findActor } from "../users/actors.store.ts";
import { createLeadPages } from "./lead-pages.ts";

const LEADS = 30;

const index = (max: number) => fc.integer({ min: 0, max });
const spec: fc.Arbitrary<Spec> = fc.record({
  owner: index(3),
  person: fc.integer({ min: -1, max: 5 }),
  organization: fc.integer({ min: -3, max: 5 }),
  labels: fc.array(index(3), { maxLength: 3 }),
  amount: fc.constantFrom(null, 0, 5, 5, -3, 99.5),
  due: fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: 3 }),
      time: fc.constantFrom("", "08:00"),
      done: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  archived: fc.boolean(),
  hidden: fc.constantFrom(false, false, true),
  values: fc.array(fc.option(index(9), { freq: 2 }), { minLength: FIELDS, maxLength: FIELDS }),
});

const ways = [
  ["ASC", 1],
  ["DESC", -1],
] as const;

const ids = (leads: readonly Lead[]): string[] => leads.map(({ id }) => id);

/** Pages of leads: as of a list so long that it is `walked`, far on in many steps, or, of these few, sorted apart. */
function pagesOf({ storage }: TestApp, walked: boolean) {
  const filters = createFilterService({ storage, clock: Date.now });
  return createLeadPages({
    storage,
    filters,
    ...(walked && { ways: { few: async () => undefined, step: 3 } }),
  });
}

type Pages = ReturnType<typeof pagesOf>;
type Query = Parameters<Pages["page"]>[1];

/** Leads that are worth something, which nothing finds but looking at each. */
const WORTHY: Query["conditions"] = {
  glue: "and",
  conditions: [
    {
      glue: "and",
      conditions: [{ object: "lead", field_id: "5", operator: ">", value: "1", extra_value: null }],
    },
    { glue: "or", conditions: [] },
  ],
};

/** Every page of a list, one after the other. */
async function walk(pages: Pages, actor: Actor, query: Query, limit: number): Promise<string[]> {
  const walked: string[] = [];
  for (let start = 0; ; start += limit) {
    const { items, more } = await pages.page(actor, { ...query, start, limit });
    walked.push(...ids(items));
    if (!more) return walked;
  }
}

type Checked = {
  app: TestApp;
  actor: Actor;
  limit: number;
  query: Query & { sort: string };
  wanted: string[];
};

/** Holds an order against the one wanted: page by page, and from its middle on, walked and sorted apart. */
async function expectOrder({ app, actor, limit, query, wanted }: Checked): Promise<void> {
  const what = `${query.sort} ${query.archived_status} for ${actor.user_id}`;
  expect(await walk(pagesOf(app, true), actor, query, limit), `walked: ${what}`).toEqual(wanted);
  const start = Math.floor(wanted.length / 2);
  for (const walked of [true, false]) {
    const { items } = await pagesOf(app, walked).page(actor, { ...query, start, limit });
    expect(ids(items), `jumped, ${walked}: ${what}`).toEqual(wanted.slice(start, start + limit));
  }
}

describe.each(engines)("leads in the order of what they show on %s", (engine) => {
  test("every order holds every lead that is seen once, in the order plain JavaScript gives", async () => {
    const property = fc.asyncProperty(fc.integer(), fc.integer({ min: 4, max: 9 }), async (seed, limit) => {
      const app = await startTestApp(engine);
      const { ordersFor, owners, ageOf } = await shownScene(app, fc.sample(spec, { seed, numRuns: LEADS }));
      const someone = await findActor(app.storage.db, app.actor.company_id, owners[1] ?? 0);
      const cases = [
        { actor: app.actor, archived_status: "not_archived" },
        { actor: app.actor, archived_status: "all" },
        { actor: someone ?? app.actor, archived_status: "all" },
      ] as const;
      for (const { actor, archived_status } of cases) {
        const { items } = await pagesOf(app, false).page(actor, { archived_status, limit: 500 });
        const orders = ordersFor(actor === app.actor).flatMap(([key, placeOf]) =>
          ways.map(([direction, way]) => ({ sort: `${key} ${direction}`, placeOf, way })),
        );
        const worthy = items.filter(({ value }) => value && value.amount > 1);
        for (const { sort, ...order } of orders) {
          const wanted = inOrder(items, { ...order, ageOf });
          await expectOrder({ app, actor, limit, query: { sort, archived_status }, wanted });
          const query = { sort, archived_status, conditions: WORTHY };
          await expectOrder({ app, actor, limit, query, wanted: inOrder(worthy, { ...order, ageOf }) });
        }
      }
    });
    await fc.assert(property, { numRuns: 1, endOnFailure: true });
  }, 60_000);

  test("what narrows a list narrows it in every order", async () => {
    const app = await startTestApp(engine);
    const { key } = await addField(app, "deal", "varchar");
    const bob = await app.add.person({ name: "Bob" });
    const ann = await app.add.person({ name: "Ann" });
    const value = { amount: 7, currency: "EUR" };
    await app.add.lead({ title: "Blue gate", person_id: bob.id, [key]: "x" });
    await app.add.lead({ title: "Blue door", person_id: ann.id, value });
    await app.add.lead({ title: "Red door", person_id: ann.id, value });
    const titles = async (query: Query, walked: boolean) =>
      (await pagesOf(app, walked).page(app.actor, query)).items.map(({ title }) => title);
    for (const walked of [true, false])
      for (const sort of [...shownSortFields, key]) {
        expect((await titles({ sort, term: "blue" }, walked)).toSorted(), sort).toEqual([
          "Blue door",
          "Blue gate",
        ]);
        expect(await titles({ sort, person_id: bob.id }, walked), sort).toEqual(["Blue gate"]);
        expect(await titles({ sort, updated_since: "2999-01-01" }, walked), sort).toEqual([]);
      }
    expect(await titles({ sort: "person", term: "blue" }, true)).toEqual(["Blue door", "Blue gate"]);
  });

  test("an order beyond those of the API stands alone, and only in the inbox", async () => {
    const app = await startTestApp(engine);
    const { key } = await addField(app, "deal", "double");
    const gone = await addField(app, "deal", "double");
    await app.data("DELETE", `/v1/dealFields/${gone.id}`);
    const refused = async (sort: string, path = "/foyer/leads") => {
      const { status, body } = await app.request("GET", `${path}?sort=${encodeURIComponent(sort)}`);
      expect(status, sort).toBe(400);
      return body.error_info ?? body.error;
    };
    expect(await refused("value, title")).toContain('"sort" by one of these stands alone: value, labels');
    expect(await refused(`title DESC, ${key}`)).toContain("a custom field");
    expect(await refused(`${key}, ${key}`)).toContain("alone");
    expect(await refused("price")).toContain("Fields: id, title,");
    expect(await refused("value SIDEWAYS")).toContain('"sort" must be a list of fields');
    expect(await refused(gone.key)).toContain(`leads have no custom field ${gone.key}`);
    expect(await refused("f".repeat(40))).toContain("leads have no custom field");
    for (const sort of [...shownSortFields, key]) await refused(sort, "/v1/leads");
    await app.add.lead();
    for (const sort of ["", "source desc", " value  Asc ", "title, add_time DESC", `${key} DESC`])
      expect(await app.data("GET", `/foyer/leads?sort=${encodeURIComponent(sort)}`), sort).toHaveLength(1);
  });
});
