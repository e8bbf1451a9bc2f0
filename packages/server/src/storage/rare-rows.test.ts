import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { findActivity, insertActivities } from "../activities/activities.store.ts";
import { findDeal, insertDeal } from "../deals/deals.store.ts";
import { findOrganization, insertOrganization } from "../organizations/organizations.store.ts";
import { findPerson, insertPerson } from "../persons/persons.store.ts";
import { command } from "../storage/command.ts";
import { openStorage } from "../storage/open.ts";

useOwnDatabase();

/** More than two stretches of a walk hold. */
const ROWS = { sqlite: 6_500, postgres: 600 };
/** One in so many, the rows at which a stretch ends among them. */
const RARE = 62;
const DAY_MS = 86_400_000;

type Made = { like: number; count: number };

const isRare = (nr: number): boolean => nr % RARE === 7;
const nameOf = (nr: number): string => (isRare(nr) ? `Needle ${nr}` : `Straw ${nr}`);
const dayOf = (nr: number): string => new Date((nr % 700) * DAY_MS).toISOString().slice(0, 10);

const everyone = (actor: { company_id: number }) => ({ company_id: actor.company_id, sees: null });

const makeActivities = command("test.makeActivities", async (tx, actor, { like, count }: Made) => {
  const one = await findActivity(tx, everyone(actor), like);
  if (!one) throw new Error("an activity to make others like");
  const more = Array.from({ length: count }, (_, nr) => {
    const [subject, due_date] = [nameOf(nr), dayOf(nr * 13)];
    return { ...one, id: like + 1 + nr, subject, due_date, add_time: nr, update_time: 10 * count - nr };
  });
  await insertActivities(tx, actor.company_id, more);
});

const makeDeals = command("test.makeDeals", async (tx, actor, { like, count }: Made) => {
  const one = await findDeal(tx, everyone(actor), like);
  if (!one) throw new Error("a deal to make others like");
  for (let nr = 0; nr < count; nr += 1)
    await insertDeal(tx, actor.company_id, {
      ...one,
      ...{ id: like + 1 + nr, title: nameOf(nr), add_time: nr, update_time: 10 * count - nr, value: nr % 50 },
      visible_to: isRare(nr) ? 3 : 1,
    });
});

const makeContacts = command(
  "test.makeContacts",
  async (
    tx,
    actor,
    { persons, organizations, count }: { persons: number; organizations: number; count: number },
  ) => {
    const person = await findPerson(tx, everyone(actor), persons);
    const organization = await findOrganization(tx, everyone(actor), organizations);
    if (!person || !organization) throw new Error("contacts to make others like");
    for (let nr = 0; nr < count; nr += 1) {
      const times = { name: nameOf(nr), add_time: nr, update_time: 10 * count - nr };
      await insertPerson(tx, actor.company_id, { ...person, id: persons + 1 + nr, ...times });
      await insertOrganization(tx, actor.company_id, {
        ...organization,
        id: organizations + 1 + nr,
        ...times,
      });
    }
  },
);

async function filled(engine: (typeof engines)[number]) {
  const app = await startTestApp(engine);
  const activity = await app.add.activity({ subject: "First" });
  const deal = await app.data("POST", "/api/v2/deals", { title: "First" });
  const storage = await openStorage({ url: app.databaseUrl, clock: Date.now });
  await storage.run(makeActivities, app.actor, { like: activity.id, count: ROWS[engine] });
  await storage.run(makeDeals, app.actor, { like: deal.id, count: ROWS[engine] });
  const like = { persons: (await app.add.person()).id, organizations: (await app.add.organization()).id };
  await storage.run(makeContacts, app.actor, { ...like, count: ROWS[engine] });
  await storage.close();
  return app;
}

const objects = { activity: "activity", deals: "deal", people: "person", org: "organization" } as const;

async function filterOf(app: TestApp, type: keyof typeof objects, field_id: string): Promise<number> {
  const object = objects[type];
  const needle = { object, field_id, operator: "LIKE '%$%'", value: "needle", extra_value: null };
  const conditions = {
    glue: "and",
    conditions: [
      { glue: "and", conditions: [needle] },
      { glue: "or", conditions: [] },
    ],
  };
  return (await app.data("POST", "/v1/filters", { name: "Needles", type, conditions })).id;
}

type Row = { id: number };

/** Every row of a list, page by page, by cursor or by position. */
async function everything(app: TestApp, path: string, token = app.token): Promise<number[]> {
  const ids: number[] = [];
  for (let next = ""; ; ) {
    const { body, status } = await app.request("GET", `${path}${next}`, { token });
    expect(status).toBe(200);
    ids.push(...(body.data ?? []).map(({ id }: Row) => id));
    const { next_cursor, pagination } = body.additional_data;
    if (next_cursor) next = `&cursor=${encodeURIComponent(next_cursor)}`;
    else if (pagination?.more_items_in_collection) next = `&start=${pagination.next_start}`;
    else return ids;
  }
}

const rare = (engine: (typeof engines)[number]): number =>
  Array.from({ length: ROWS[engine] }, (_, nr) => nr).filter(isRare).length;

describe.each(engines)("rows that are rare in a list on %s", (engine) => {
  test("are all found, page by page, in every order", { timeout: 120_000 }, async () => {
    const app = await filled(engine);
    const [activities, deals] = [
      await filterOf(app, "activity", "401"),
      await filterOf(app, "deals", await fieldOf(app, "dealFields", "title")),
    ];
    const contacts = {
      persons: await filterOf(app, "people", await fieldOf(app, "personFields", "name")),
      organizations: await filterOf(app, "org", await fieldOf(app, "organizationFields", "name")),
    };
    const lists = [
      ...["id", "due_date", "add_time", "update_time"].flatMap((by) =>
        ["asc", "desc"].map(
          (way) => `/api/v2/activities?filter_id=${activities}&sort_by=${by}&sort_direction=${way}`,
        ),
      ),
      `/v1/activities?filter_id=${activities}&user_id=0`,
      ...["id", "add_time", "update_time"].flatMap((by) =>
        ["asc", "desc"].map((way) => `/api/v2/deals?filter_id=${deals}&sort_by=${by}&sort_direction=${way}`),
      ),
      ...["title%20ASC", "value%20DESC", "value%20DESC,%20title%20ASC"].map(
        (sort) => `/v1/deals?filter_id=${deals}&sort=${sort}`,
      ),
      ...Object.entries(contacts).flatMap(([kind, id]) => [
        `/api/v2/${kind}?filter_id=${id}`,
        `/api/v2/${kind}?filter_id=${id}&sort_by=update_time&sort_direction=desc`,
        ...["name%20DESC", "owner_id%20ASC,%20name%20DESC", "visible_to%20ASC"].map(
          (sort) => `/v1/${kind}?filter_id=${id}&sort=${sort}`,
        ),
      ]),
    ];
    for (const list of lists) {
      const whole = await everything(app, `${list}&limit=500`);
      expect(whole, list).toHaveLength(rare(engine));
      expect(new Set(whole).size, list).toBe(whole.length);
      expect(await everything(app, `${list}&limit=9`), list).toEqual(whole);
    }
    const byName = await everything(app, `/v1/deals?filter_id=${deals}&sort=title%20DESC&limit=20`);
    expect(byName).toEqual(
      (await everything(app, `/v1/deals?filter_id=${deals}&sort=title%20ASC&limit=500`)).reverse(),
    );
  });

  test("are found by who may see no others", { timeout: 120_000 }, async () => {
    const app = await filled(engine);
    const { token } = await app.colleague();
    for (const list of ["/api/v2/deals?limit=10", "/v1/deals?limit=10&sort=value%20ASC"])
      expect(await everything(app, list, token), list).toHaveLength(rare(engine) + 1);
  });
});

async function fieldOf(app: TestApp, fields: string, of: string): Promise<string> {
  const all: { key: string; id: number }[] = await app.data("GET", `/v1/${fields}?limit=500`);
  return String(all.find(({ key }) => key === of)?.id);
}
