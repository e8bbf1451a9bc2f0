import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { addField } from "../../test/fields.ts";
import { engines } from "../../test/storage.ts";

/** All of a list by cursor, some at a time. */
async function walk(app: TestApp, path: string, limit: number) {
  const items = [];
  for (let cursor = ""; ; ) {
    const { body } = await app.request("GET", `${path}?limit=${limit}${cursor && `&cursor=${cursor}`}`);
    items.push(...body.data);
    if (body.additional_data.next_cursor === null) return items;
    cursor = body.additional_data.next_cursor;
  }
}

/** A deal that became something else, member by member. */
async function worked(app: TestApp) {
  const field = await addField(app, "deal", "varchar");
  const person = await app.add.person();
  const deal = await app.add.deal({ title: "First", value: 1, currency: "EUR", person_id: person.id });
  const change = (body: object) => app.data("PUT", `/v1/deals/${deal.id}`, body);
  await change({ title: "Second", value: 2, [field.key]: "text" });
  await change({ stage_id: 2 });
  await change({ status: "lost", lost_reason: "Too dear" });
  return { deal, field, person, path: `/v1/deals/${deal.id}` };
}

describe.each(engines)("what became of a deal on %s", (engine) => {
  test("is told member by member, the latest first, the same whatever the size of pages", async () => {
    const app = await startTestApp(engine);
    const { field, path } = await worked(app);
    const all = await app.data("GET", `${path}/changelog`);
    const told = all.map((one: { field_key: string; old_value: unknown; new_value: unknown }) => [
      ...[one.field_key, one.old_value, one.new_value],
    ]);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(told).toEqual([
      ["status", "open", "lost"],
      ["lost_reason", null, "Too dear"],
      ["close_time", null, time],
      ["lost_time", null, time],
      ["stage_id", "1", "2"],
      ["title", "First", "Second"],
      ["value", "1", "2"],
      [field.key, null, "text"],
    ]);
    expect(all[0]).toEqual({
      ...{
        field_key: "status",
        old_value: "open",
        new_value: "lost",
        actor_user_id: app.actor.user_id,
        time,
      },
      ...{ change_source: "api", change_source_user_agent: null, is_bulk_update_flag: false },
    });
    for (const limit of [1, 2, 3]) expect(await walk(app, `${path}/changelog`, limit)).toEqual(all);
    await app.data("DELETE", path);
    expect((await app.data("GET", `${path}/changelog`))[0]).toMatchObject({
      ...{ field_key: "status", old_value: "lost", new_value: "deleted" },
    });
  });

  test("flows with its notes and activities, of which one may ask for some", async () => {
    const app = await startTestApp(engine);
    const { deal, field, person, path } = await worked(app);
    const note = await app.add.note({ deal_id: deal.id, content: "Said" });
    const activity = await app.add.activity({ deal_id: deal.id, lead_id: null });
    const done = await app.add.activity({ deal_id: deal.id, lead_id: null, done: true });
    const flow = async (query: string) => (await app.request("GET", `${path}/flow${query}`)).body;
    const whole = await flow("");
    const kinds = whole.data.map(({ object }: { object: string }) => object).sort();
    expect(kinds).toEqual(["activity", "activity", ...Array(7).fill("dealChange"), "note"]);
    expect(whole.additional_data).toEqual({
      pagination: { start: 0, limit: 100, more_items_in_collection: false },
    });
    expect(whole.related_objects).toMatchObject({
      user: { [app.actor.user_id]: { name: "Ann Owner" } },
      deal: { [deal.id]: { title: "Second", status: "lost" } },
    });
    const times = whole.data.map(({ timestamp }: { timestamp: string }) => timestamp);
    expect(times).toEqual(times.toSorted().toReversed());
    expect((await flow("?items=dealChange&all_changes=1")).data).toHaveLength(8);
    const [change] = (await flow("?items=change&all_changes=1&start=7")).data;
    expect(change).toMatchObject({
      data: { item_id: deal.id, field_key: field.key, old_value: null, new_value: "text" },
    });
    const idsOf = async (query: string) =>
      (await flow(query)).data.map((one: { data: { id: number } }) => one.data.id);
    expect(await idsOf("?items=note")).toEqual([note.id]);
    expect((await idsOf("?items=activity")).sort()).toEqual([activity.id, done.id].sort());
    expect(await idsOf("?items=plannedActivity")).toEqual([activity.id]);
    expect(await idsOf("?items=invoice")).toEqual([]);
    const pages = [await flow("?limit=6"), await flow("?limit=6&start=6")];
    expect(pages.flatMap(({ data }) => data)).toEqual(whole.data);
    expect(pages[0].additional_data.pagination).toMatchObject({
      more_items_in_collection: true,
      next_start: 6,
    });
    expect(person.id).toBeGreaterThan(0);
  });

  test("names who came to take part in it and who went, as far as they are seen", async () => {
    const app = await startTestApp(engine);
    const { person, path } = await worked(app);
    const other = await app.add.person({ visible_to: 1 });
    const third = await app.add.person();
    const { id } = await app.data("POST", `${path}/participants`, { person_id: other.id });
    await app.data("DELETE", `${path}/participants/${id}`);
    await app.data("PUT", path, { person_id: third.id });
    const log = `${path}/participantsChangelog`;
    const all = await app.data("GET", log);
    const happened = (one: { id: number }, action: string) => ({ ...{ person_id: one.id, action } });
    expect(all).toMatchObject([
      ...[happened(third, "added"), happened(person, "removed")],
      ...[happened(other, "removed"), happened(other, "added"), happened(person, "added")],
    ]);
    expect(await walk(app, log, 2)).toEqual(all);
    const bob = await app.colleague();
    expect((await app.request("GET", log, { token: bob.token })).body.data).toHaveLength(3);
  });

  test("is told to who sees the deal, by the scopes for it", async () => {
    const app = await startTestApp(engine);
    const hidden = `/v1/deals/${(await app.add.deal({ visible_to: 1 })).id}`;
    const { token } = await app.colleague();
    const recent = await app.scoped("recents:read");
    for (const name of ["flow", "changelog", "participantsChangelog"]) {
      expect((await app.request("GET", `${hidden}/${name}`, { token })).status).toBe(404);
      const allowed = await app.request("GET", `${hidden}/${name}`, { token: recent });
      expect(allowed.status).toBe(name === "participantsChangelog" ? 403 : 200);
    }
  });
});
