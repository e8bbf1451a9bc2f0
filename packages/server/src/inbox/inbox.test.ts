import type { FilterConditionsInput } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { addFilter, conditionMaker, conditionsOf } from "../../test/filters/conditions.ts";
import { engines } from "../../test/storage.ts";
import { createUuidV1 } from "../lib/uuid.ts";
import { addLeads } from "../seed/seed.commands.ts";

/** More leads than are looked at one by one. */
const MANY = 2_100;

const sent = (conditions: FilterConditionsInput): string => encodeURIComponent(JSON.stringify(conditions));

type Titled = { title: string };

/** The titles of a list, and its count, which must agree. */
async function found(app: TestApp, query: string): Promise<string[]> {
  const leads: Titled[] = await app.data("GET", `/foyer/leads?${query}`);
  const count = { count: leads.length, more: false };
  expect(await app.data("GET", `/foyer/leads/count?${query}`), query).toEqual(count);
  return leads.map(({ title }) => title);
}

describe.each(engines)("the inbox on %s", (engine) => {
  test("a page is that of the API, with the names of what its leads point at", async () => {
    const app = await startTestApp(engine);
    const ann = await app.add.person({ name: "Ann Example" });
    const ltd = await app.add.organization({ name: "Example Ltd" });
    await app.add.lead({ person_id: ann.id, organization_id: ltd.id });
    await app.add.lead({ person_id: ann.id });
    const third = await app.add.lead({ organization_id: ltd.id });
    const due = { due_date: "2026-03-02", due_time: "14:30" };
    const call = await app.data("POST", "/api/v2/activities", { subject: "Call", lead_id: third.id, ...due });
    const { body } = await app.request("GET", "/foyer/leads?sort=add_time%20DESC&limit=2");
    expect(body.data).toEqual(await app.data("GET", "/v1/leads?sort=add_time%20DESC&limit=2"));
    expect(body.additional_data.pagination).toMatchObject({ more_items_in_collection: true, next_start: 2 });
    expect(body.related_objects).toEqual({
      person: { [ann.id]: { id: ann.id, name: "Ann Example" } },
      organization: { [ltd.id]: { id: ltd.id, name: "Example Ltd" } },
      activity: {
        [call.id]: { ...due, id: call.id, subject: "Call", type: "call", due_time: "14:30:00", done: false },
      },
    });
  });

  test("the count is that of the list, whatever narrows it", async () => {
    const app = await startTestApp(engine);
    const { person_id } = await app.add.lead();
    await app.add.lead();
    const archived = await app.add.lead();
    await app.data("PATCH", `/v1/leads/${archived.id}`, { is_archived: true });
    const count = async (query: string): Promise<number> => (await found(app, query)).length;
    expect(await count("")).toBe(2);
    expect(await count("archived_status=archived")).toBe(1);
    expect(await count("archived_status=all")).toBe(3);
    expect(await count(`person_id=${person_id}`)).toBe(1);
    expect(await count(`owner_id=${app.actor.user_id}&updated_since=2999-01-01`)).toBe(0);
  });

  test("a saved filter, conditions, an owner and a term narrow together", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const { id: other } = await app.colleague();
    for (const title of ["Blue door", "Blue wall", "Red door", "Green door"]) await app.add.lead({ title });
    await app.add.lead({ title: "Blue door of another", owner_id: other });
    const doors = await addFilter(app, [on("lead title", "LIKE '%$%'", "door")]);
    const notGreen = sent(conditionsOf([on("lead title", "NOT LIKE '$%'", "green")]));
    const mine = `owner_id=${app.actor.user_id}`;
    expect(await found(app, `filter_id=${doors}&conditions=${notGreen}&${mine}&sort=title`)).toEqual([
      "Blue door",
      "Red door",
    ]);
    expect(await found(app, `filter_id=${doors}&${mine}&term=blue`)).toEqual(["Blue door"]);
    const either = sent(
      conditionsOf([], [on("lead title", "=", "blue wall"), on("lead title", "=", "red door")]),
    );
    expect(await found(app, `conditions=${either}&sort=title%20DESC`)).toEqual(["Red door", "Blue wall"]);
  });

  test("conditions are checked in the words of filters", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const conditions = conditionsOf([on("lead title", ">", "x")]);
    const refused = await app.request("POST", "/v1/filters", {
      body: { name: "x", type: "leads", conditions },
    });
    const { error } = refused.body;
    expect(error).toContain('"conditions.conditions[0].conditions[0].operator" must be one of');
    for (const path of ["/foyer/leads", "/foyer/leads/count"]) {
      const answer = await app.request("GET", `${path}?conditions=${sent(conditions)}`);
      expect(answer).toMatchObject({ status: 400, body: { error: `Validation failed: ${error}` } });
      expect((await app.request("GET", `${path}?conditions=x`)).status).toBe(400);
    }
  });

  test("a term finds leads as it is typed: by what they say, and by the names of their contacts", async () => {
    const app = await startTestApp(engine);
    const field = await app.data("POST", "/v1/dealFields", { name: "Colour", field_type: "varchar" });
    const mari = await app.add.person({ name: "Mari Tamm", emails: [{ value: "mari@tamm.example" }] });
    const ltd = await app.add.organization({ name: "Küttner GmbH" });
    const lead = await app.add.lead({ title: "Kitchen window", person_id: mari.id, organization_id: ltd.id });
    await app.add.lead({ title: "Kitchen sink", [field.key]: "turquoise" });
    expect(await found(app, "term=kit&sort=add_time%20DESC")).toEqual(["Kitchen sink", "Kitchen window"]);
    expect(await found(app, "term=KITCHEN%20si")).toEqual(["Kitchen sink"]);
    expect(await found(app, "term=turq")).toEqual(["Kitchen sink"]);
    for (const term of ["mari", "tamm.example", "kuttner", "itchen%20win"])
      expect(await found(app, `term=${term}`), term).toEqual(["Kitchen window"]);
    await app.add.note({ lead_id: lead.id, content: "wants it <b>frosted</b>" });
    expect(await found(app, "term=frost")).toEqual(["Kitchen window"]);
    await app.data("PATCH", `/v1/leads/${lead.id}`, { title: "Attic window" });
    expect(await found(app, "term=kitchen")).toEqual(["Kitchen sink"]);
    await app.data("PATCH", `/v1/leads/${lead.id}`, { is_archived: true });
    expect(await found(app, "term=attic")).toEqual([]);
    expect(await found(app, "term=attic&archived_status=archived")).toEqual(["Attic window"]);
    expect(await found(app, `term=${encodeURIComponent("?!")}`)).toEqual([]);
    expect((await app.request("GET", "/foyer/leads?term=a")).body.error).toContain("at least 2 characters");
  });

  test("the name of a contact one may not see finds nothing", async () => {
    const app = await startTestApp(engine);
    const secret = await app.add.person({ name: "Secretive", visible_to: 1 });
    await app.add.lead({ title: "Seen by all", person_id: secret.id, visible_to: "7" });
    await app.add.lead({ title: "Seen by one", visible_to: "1" });
    const { token } = await app.colleague();
    const titles = async (query: string) =>
      (await app.request("GET", `/foyer/leads?${query}`, { token })).body.data.map(
        ({ title }: Titled) => title,
      );
    expect(await found(app, "term=secretive")).toEqual(["Seen by all"]);
    expect(await titles("term=secretive")).toEqual([]);
    expect(await titles("term=seen")).toEqual(["Seen by all"]);
    const counted = await app.request("GET", "/foyer/leads/count?term=seen", { token });
    expect(counted.body.data).toEqual({ count: 1, more: false });
  });

  test("what many leads say is walked, newest first or as sorted, and counted up to a thousand", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const lead = await app.add.lead({ title: "Door" });
    const id = createUuidV1();
    const titled = (index: number) => `Door ${index % 7} ${index % 3 === 0 ? "red" : "blue"}`;
    const many = Array.from({ length: MANY }, (_, index) => ({
      lead: { ...lead, id: id(Date.now()), title: titled(index) },
      ...{ notes: [], activities: [] },
    }));
    await app.storage.run(addLeads, app.actor, many);
    const count = (query: string) => app.data("GET", `/foyer/leads/count?${query}`);
    expect(await count("")).toEqual({ count: MANY + 1, more: false });
    const containing = sent(conditionsOf([on("lead title", "LIKE '%$%'", "oo")]));
    expect(await count(`conditions=${containing}`)).toEqual({ count: 1_000, more: true });
    expect(await count("term=do")).toEqual({ count: 1_000, more: true });
    const newest = many.map((one) => one.lead.id).reverse();
    const ids = async (query: string): Promise<string[]> =>
      (await app.data("GET", `/foyer/leads?${query}`)).map((one: { id: string }) => one.id);
    expect(await ids("term=door&limit=50")).toEqual(newest.slice(0, 50));
    expect(await ids("term=door&limit=50&start=50")).toEqual(newest.slice(50, 100));
    const red = sent(conditionsOf([on("lead title", "LIKE '%$'", "red")]));
    const reds = newest.filter((_, index) => titled(MANY - 1 - index).endsWith("red"));
    expect(await ids(`term=door&conditions=${red}&limit=30`)).toEqual(reds.slice(0, 30));
    expect(await found(app, "term=door&sort=title%20DESC&limit=2&owner_id=99")).toEqual([]);
    const [last] = await app.data("GET", "/foyer/leads?term=door&sort=title%20DESC&limit=1");
    expect(last.title).toBe("Door 6 red");
  });

  test("needs a scope for leads", async () => {
    const app = await startTestApp(engine);
    const token = await app.scoped("contacts:full");
    for (const path of ["/foyer/leads", "/foyer/leads/count"])
      expect((await app.request("GET", path, { token })).status).toBe(403);
  });
});
