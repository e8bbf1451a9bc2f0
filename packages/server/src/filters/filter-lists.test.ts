import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { badConditions } from "../../test/filters/bad-conditions.ts";
import { addFilter, conditionMaker, conditionsOf } from "../../test/filters/conditions.ts";
import { type Item, matches } from "../../test/filters/evaluate.ts";
import { randomFilter } from "../../test/filters/random-filters.ts";
import { randomWorld } from "../../test/filters/random-world.ts";
import { overAll } from "../../test/over-all.ts";
import { engines, takeStock } from "../../test/storage.ts";
import { walkByStart } from "../../test/walk.ts";
import { listLeads } from "../leads/lead-list.store.ts";
import { toLeadOrder } from "../leads/lead-sort.ts";
import { createRandom } from "../lib/random.ts";
import { dayIn } from "../lib/time-zones.ts";
import { compile } from "./clause.ts";
import { filterClause } from "./filter-use.ts";

useOwnDatabase();

const LEADS = 300;
const SEED = Number(process.env.FOYER_FILTERS_SEED ?? 1);
const COUNT = Number(process.env.FOYER_FILTERS ?? 500);

const ids = (items: readonly Item[]): string[] => items.map(({ id }) => String(id)).sort();

/** The leads of a filter, looked for among all in their order, though an index would find few of them at once. */
async function walked(app: TestApp, user_id: number, id: number): Promise<string[]> {
  const { db } = app.storage;
  const use = { id, type: "leads", now: Date.now() } as const;
  const filter = compile((await filterClause(db, { ...app.actor, user_id }, use)).clause);
  const order = toLeadOrder([{ field: "add_time", direction: "asc" }]);
  const list = { company: app.actor.company_id, sees: null, archived: "all", filter, order } as const;
  return ids(JSON.parse(`[${(await listLeads(db, list, { offset: 0 }, LEADS)).docs}]`));
}

const faultOf = (got: string[], wanted: string[], conditions: unknown): string[] =>
  JSON.stringify(got) === JSON.stringify(wanted)
    ? []
    : [`${JSON.stringify(conditions)}: ${got.length} instead of ${wanted.length}`];

const kinds = [
  { thing: "lead", type: "leads", list: "/v1/leads?archived_status=all&", share: 1 },
  { thing: "person", type: "people", list: "/v1/persons?", share: 0.1 },
  { thing: "organization", type: "org", list: "/v1/organizations?", share: 0.05 },
  { thing: "deal", type: "deals", list: "/v1/deals?", share: 0.1 },
  { thing: "activity", type: "activity", list: "/api/v2/activities?", share: 0.1 },
] as const;

type Named = { id: number; name: string };

const named = (items: readonly Named[]): string[] => items.map(({ name }) => name);

describe.each(engines)("lists by filter on %s", (engine) => {
  test("a filter wins over owner, person and organization; other parameters narrow it further", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const [door, wall] = [await app.add.lead({ title: "Door" }), await app.add.lead({ title: "Wall" })];
    const id = await addFilter(app, [on("lead title", "=", "DOOR")]);
    const others = `owner_id=999&person_id=${wall.person_id}&organization_id=999`;
    expect(await app.data("GET", `/v1/leads?filter_id=${id}&${others}`)).toEqual([door]);
    expect(await app.data("GET", `/v1/leads?filter_id=${id}&updated_since=2100-01-01`)).toEqual([]);
    expect(await app.data("GET", `/v1/leads/archived?filter_id=${id}`)).toEqual([]);
    const archived = await app.data("PATCH", `/v1/leads/${door.id}`, { is_archived: true });
    expect(await app.data("GET", `/v1/leads?filter_id=${id}`)).toEqual([]);
    expect(await app.data("GET", `/v1/leads/archived?filter_id=${id}&owner_id=999`)).toEqual([archived]);
  });

  test("a page asked for again follows what has become of the filter, and of the leads", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const [door, wall] = [await app.add.lead({ title: "Door" }), await app.add.lead({ title: "Wall" })];
    const id = await addFilter(app, [on("lead title", "=", "door")]);
    const list = () => app.data("GET", `/v1/leads?filter_id=${id}`);
    expect(await list()).toEqual([door]);
    await app.data("PUT", `/v1/filters/${id}`, { conditions: conditionsOf([on("lead title", "=", "wall")]) });
    expect(await list()).toEqual([wall]);
    await app.data("PATCH", `/v1/leads/${wall.id}`, { title: "Floor" });
    expect(await list()).toEqual([]);
  });

  test("any walk of a filtered list meets every lead of it once, in order", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const { id: person_id } = await app.add.person();
    const titles = ["Door", "Wall", "door", "Floor"];
    const made = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        app.add.lead({ title: titles[index % 4] ?? "", person_id, was_seen: index % 3 === 0 }),
      ),
    );
    const wanted = ids(made.filter(({ title }) => /o/i.test(title)));
    const id = await addFilter(app, [on("lead title", "LIKE '%$%'", "O")]);
    for (const sort of ["add_time", "title DESC", "was_seen ASC, title DESC", "update_time DESC"]) {
      const url = `/v1/leads?archived_status=all&filter_id=${id}&sort=${sort}`;
      const walked: Item[] = await walkByStart(app, url, 4);
      expect(ids(walked), sort).toEqual(wanted);
      expect(walked, sort).toEqual(await app.data("GET", `${url}&limit=500`));
    }
  });

  test("persons and organizations are chosen in both versions; ids, owner and first letter are ignored", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const organization = await app.add.organization({ name: "Acme" });
    await app.add.organization({ name: "Other" });
    const ann = await app.add.person({ name: "Ann", org_id: organization.id });
    const bob = await app.add.person({ name: "Bob" });
    const acme = on("organization name", "LIKE '$%'", "ac");
    const people = await addFilter(app, [acme], { type: "people" });
    const org = await addFilter(app, [acme], { type: "org" });
    const v2 = `/api/v2/persons?filter_id=${people}`;
    expect(named(await app.data("GET", v2))).toEqual(["Ann"]);
    expect(named(await app.data("GET", `${v2}&ids=${bob.id},junk&owner_id=99&deal_id=5`))).toEqual(["Ann"]);
    expect(named(await app.data("GET", `${v2}&updated_since=2100-01-01T00:00:00Z`))).toEqual([]);
    const v1 = `/v1/persons?filter_id=${people}&user_id=99&first_char=z`;
    expect(named(await app.data("GET", v1))).toEqual(["Ann"]);
    expect(named(await app.data("GET", `/api/v2/organizations?filter_id=${org}&ids=2`))).toEqual(["Acme"]);
    expect(named(await app.data("GET", `/v1/organizations?filter_id=${org}&first_char=o`))).toEqual(["Acme"]);
    expect((await app.request("GET", `/api/v2/persons?filter_id=${people + 100}`)).body).toEqual({
      success: false,
      error: "requested filter not found",
      code: "ERR_NOT_FOUND",
    });
    await app.data("PATCH", `/api/v2/persons/${ann.id}`, { org_id: null });
    expect(await app.data("GET", v2)).toEqual([]);
  });

  test("a filter of another type is refused, and says which it is", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const people = await addFilter(app, [on("person name", "=", "x")], { type: "people" });
    const leads = await addFilter(app, [on("lead title", "=", "x")]);
    const refused = await app.request("GET", `/v1/leads?filter_id=${people}`);
    expect(refused).toMatchObject({
      status: 400,
      body: {
        error: "The filter is of another type",
        error_info: `Filter ${people} (A filter) is of type people; this list takes one of type leads.`,
      },
    });
    for (const url of ["/v1/persons", "/api/v2/persons", "/v1/organizations", "/api/v2/organizations"]) {
      expect((await app.request("GET", `${url}?filter_id=${leads}`)).status, url).toBe(400);
    }
  });

  test("a condition on a deleted field is refused by name, not answered with an empty list", async () => {
    const app = await startTestApp(engine);
    const field = await app.data("POST", "/v1/dealFields", { name: "Budget", field_type: "double" });
    const on = await conditionMaker(app);
    const kept = on("lead title", "=", "x");
    const id = await addFilter(app, [kept], { or: [on(`lead ${field.key}`, ">", 5)] });
    await app.data("DELETE", `/v1/dealFields/${field.id}`);
    const refused = await app.request("GET", `/v1/leads?filter_id=${id}`);
    expect(refused).toMatchObject({
      status: 400,
      body: {
        error: "The filter has a condition on a field that is gone",
        error_info: `Filter ${id} (A filter) has a condition on the lead field ${field.id} (Budget), which is gone: change the filter.`,
      },
    });
    const filter = await app.data("GET", `/v1/filters/${id}?include_field_code=true`);
    expect(filter.conditions.conditions[1].conditions[0]).toMatchObject({ field_code: null });
    await app.data("PUT", `/v1/filters/${id}`, { conditions: conditionsOf([kept]) });
    expect(await app.data("GET", `/v1/leads?filter_id=${id}`)).toEqual([]);
  });

  test("relative dates are those of the asking user's calendar", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const lead = await app.add.lead();
    const id = await addFilter(app, [on("lead add_time", "=", "today")]);
    await app.data("PUT", `/v1/filters/${id}`, { visible_to: "7" });
    expect(await app.data("GET", `/v1/leads?filter_id=${id}`)).toEqual([lead]);
    const far = { name: "Far", email: `far@${app.domain}.test`, is_admin: true, password_hash: null };
    // Fourteen hours before UTC or twelve behind: in one of the two it was another day when the lead was made.
    const found = [];
    for (const timezone of ["Pacific/Kiritimati", "Etc/GMT+12"]) {
      const user = { ...far, email: `${timezone.length}-${far.email}`, timezone };
      const user_id = await app.services.users.add(app.actor, user);
      const { secret: token } = await app.services.tokens.create(app.actor, {
        user_id,
        name: "x",
        scopes: null,
      });
      const day = dayIn(timezone, Date.parse(lead.add_time));
      const onDay = conditionsOf([on("lead add_time", "=", day)]);
      const body = { name: "x", type: "leads", conditions: onDay };
      const made = await app.request("POST", "/v1/filters", { token, body });
      found.push(await app.request("GET", `/v1/leads?filter_id=${made.body.data.id}`, { token }));
      expect(found.at(-1)?.body.data, timezone).toEqual([lead]);
    }
  });

  test("what a person hides is hidden from filters too", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const person = await app.add.person({ name: "Secret", visible_to: 1 });
    const lead = await app.add.lead({ person_id: person.id, visible_to: "7" });
    const user = { name: "Bob", email: `bob@${app.domain}.test`, is_admin: false, password_hash: null };
    const user_id = await app.services.users.add(app.actor, user);
    const { secret: token } = await app.services.tokens.create(app.actor, {
      user_id,
      name: "x",
      scopes: null,
    });
    const id = await addFilter(app, [on("person name", "LIKE '$%'", "s")]);
    await app.data("PUT", `/v1/filters/${id}`, { visible_to: "7" });
    expect(await app.data("GET", `/v1/leads?filter_id=${id}`)).toEqual([lead]);
    expect((await app.request("GET", `/v1/leads?filter_id=${id}`, { token })).body.data).toEqual([]);
  });

  test("bad conditions are refused, and nothing is kept of them", { timeout: 60_000 }, async () => {
    const app = await startTestApp(engine);
    const random = createRandom(SEED);
    const { world } = await randomWorld(app, random, 0);
    const on = await conditionMaker(app);
    const id = await addFilter(app, [on("lead title", "=", "x")]);
    const before = await app.data("GET", `/v1/filters/${id}`);
    const tolerated: string[] = [];
    for (const { what, conditions } of badConditions(world.fields, random, COUNT)) {
      const body = { name: "Bad", type: "leads", conditions };
      for (const [method, url] of [
        ["POST", "/v1/filters"],
        ["PUT", `/v1/filters/${id}`],
      ] as const) {
        const { status, body: said } = await app.request(method, url, { body });
        if (status !== 400 || typeof said.error !== "string") tolerated.push(`${status} ${method} ${what}`);
      }
    }
    expect(tolerated).toEqual([]);
    expect(await app.data("GET", "/v1/filters")).toHaveLength(1);
    expect(await app.data("GET", `/v1/filters/${id}`)).toEqual(before);
  });
});

describe.each(engines)("random filters on %s", (engine) => {
  test("find what a plain reading of them finds", { timeout: 240_000 }, async () => {
    const app = await startTestApp(engine);
    const random = createRandom(SEED);
    const scene = await randomWorld(app, random, LEADS);
    await takeStock({ engine, url: app.databaseUrl });
    const { token, world } = scene;
    const ask = async (method: string, url: string, body?: unknown) => {
      const answer = await app.request(method, url, { token, ...(body === undefined ? {} : { body }) });
      expect(answer.status, `${answer.text} ${JSON.stringify(body)}`).toBe(200);
      return answer.body.data;
    };
    const faults: string[] = [];
    let found = 0;
    for (const { thing, type, list, share } of kinds) {
      const items: Item[] = {
        lead: await ask("GET", `${list}limit=500`),
        person: [...world.persons.values()],
        organization: [...world.organizations.values()],
        deal: [...world.deals.values()],
        activity: scene.activities,
      }[thing];
      const drawn = Array.from({ length: COUNT * share }, () =>
        randomFilter(thing, { ...scene, random, items }),
      );
      const tried = await overAll(drawn, async (conditions) => {
        const { id } = await ask("POST", "/v1/filters", { name: "Random", type, conditions });
        const wanted = ids(items.filter((item) => matches(thing, item, conditions, world)));
        const got = ids(await ask("GET", `${list}limit=500&filter_id=${id}`));
        found += Math.min(got.length, 1);
        const answers = thing === "lead" ? [got, await walked(app, scene.asker, id)] : [got];
        return answers.flatMap((answer) => faultOf(answer, wanted, conditions));
      });
      faults.push(...tried.flat());
    }
    expect(faults.slice(0, 5), `${faults.length} faults`).toEqual([]);
    expect(found).toBeGreaterThan(COUNT / 3); // filters that find nothing prove little
  });
});
