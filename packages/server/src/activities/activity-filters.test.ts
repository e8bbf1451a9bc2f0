import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { addFilter, conditionMaker, conditionsOf } from "../../test/filters/conditions.ts";
import { engines } from "../../test/storage.ts";

const ids = (items: readonly { id: number }[]): number[] => items.map(({ id }) => id);

describe.each(engines)("filters of activities on %s", (engine) => {
  test("choose by what an activity holds, and by what it hangs on", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const { id: person_id } = await app.add.person({ name: "Ann Filter" });
    const { id: org_id } = await app.add.organization({ name: "Filter Ltd" });
    const lead = await app.add.lead({ title: "Blue door" });
    const deal = await app.add.deal({ title: "Red gate", value: 300 });
    const add = (values: object) => app.data("POST", "/api/v2/activities", values);
    const one = await add({
      ...{ subject: "Call Ann", type: "call", due_date: "2030-01-02", due_time: "09:30", priority: 2 },
      ...{
        participants: [{ person_id, primary: true }],
        location: { value: "Main St 1", locality: "Tallinn" },
      },
    });
    const two = await add({
      subject: "Meet",
      type: "meeting",
      lead_id: lead.id,
      done: true,
      note: "Bring keys",
    });
    const three = await add({ subject: "Lunch", type: "lunch", deal_id: deal.id, org_id, duration: "01:00" });
    const wanted = [
      [on("activity subject", "LIKE '%$%'", "ann"), [one]],
      [on("activity type", "=", "meeting"), [two]],
      [on("activity user_id", "=", app.actor.user_id), [one, two, three]],
      [on("activity due_date", "<", "2030-01-01"), [two, three]],
      [on("activity due_date", "=", "2030-01-02"), [one]],
      [on("activity due_time", "IS NULL"), [two, three]],
      [on("activity due_time", ">=", "09:30"), [one]],
      [on("activity duration", "=", "01:00:00"), [three]],
      [on("activity done", "=", "1"), [two]],
      [on("activity marked_as_done_time", "=", "today"), [two]],
      [on("activity deal_id", "=", deal.id), [three]],
      [on("activity lead_id", "IS NOT NULL"), [two]],
      [on("activity lead_id", "=", lead.id), [two]],
      [on("activity person_id", "=", person_id), [one]],
      [on("activity org_id", "IS NULL"), [one, two]],
      [on("activity location", "=", "tallinn", "locality"), [one]],
      [on("activity priority", ">", 1), [one]],
      [on("activity note", "LIKE '%$%'", "KEYS"), [two]],
      [on("activity add_time", ">=", "yesterday"), [one, two, three]],
      [on("person name", "LIKE '$%'", "ann"), [one]],
      [on("organization name", "=", "filter ltd"), [three]],
      [on("deal value", ">", 100), [three]],
      [on("deal title", "NOT LIKE '$%'", "red"), [one, two]],
      [on("lead title", "=", "blue door"), [two]],
    ] as const;
    for (const [condition, activities] of wanted) {
      const filter = await addFilter(app, [condition], { type: "activity" });
      const what = JSON.stringify(condition);
      expect(ids(await app.data("GET", `/api/v2/activities?filter_id=${filter}`)), what).toEqual(
        ids(activities),
      );
      const v1 = ids(await app.data("GET", `/v1/activities?filter_id=${filter}`));
      expect(
        v1.toSorted((a, b) => a - b),
        what,
      ).toEqual(ids(activities));
    }
    const calls = await addFilter(app, [on("activity type", "=", "meeting")], { type: "deals" });
    expect(await app.data("GET", `/api/v2/deals?filter_id=${calls}`)).toEqual([]);
    const lunches = await addFilter(app, [on("activity type", "=", "lunch")], { type: "deals" });
    expect(ids(await app.data("GET", `/api/v2/deals?filter_id=${lunches}`))).toEqual([deal.id]);
  });

  test("take the place of ids, owner and what activities hang on; the rest narrows further", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const bob = await app.colleague();
    const add = (subject: string, more: object = {}) =>
      app.data("POST", "/api/v2/activities", { subject, ...more });
    const [one, two] = [await add("Call one"), await add("Call two", { owner_id: bob.id, done: true })];
    await add("Meet");
    const filter = await addFilter(app, [on("activity subject", "LIKE '$%'", "call")], { type: "activity" });
    const v2 = `/api/v2/activities?filter_id=${filter}`;
    expect(ids(await app.data("GET", v2))).toEqual(ids([one, two]));
    expect(ids(await app.data("GET", `${v2}&ids=3&owner_id=99&deal_id=9&person_id=9`))).toEqual(
      ids([one, two]),
    );
    expect(ids(await app.data("GET", `${v2}&done=true`))).toEqual([two.id]);
    const v1 = `/v1/activities?filter_id=${filter}`;
    expect(ids(await app.data("GET", v1))).toEqual(ids([one, two]));
    expect(ids(await app.data("GET", `${v1}&user_id=${bob.id}`))).toEqual([two.id]);
    const first = await app.request("GET", `${v2}&limit=1`);
    const rest = await app.request("GET", `${v2}&limit=1&cursor=${first.body.additional_data.next_cursor}`);
    expect(ids([...first.body.data, ...rest.body.data])).toEqual(ids([one, two]));
    const leads = await addFilter(app, [on("lead title", "=", "x")]);
    expect((await app.request("GET", `/v1/activities?filter_id=${leads}`)).status).toBe(400);
    expect((await app.request("GET", `/api/v2/activities?filter_id=${leads + 100}`)).status).toBe(404);
  });

  test("ask only of what is seen, and are refused by name where a field is none", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const { id: person_id } = await app.add.person({ name: "Ann", visible_to: 1 });
    const { token, id: owner_id } = await app.colleague();
    const participants = [{ person_id, primary: true }];
    const { id } = await app.data("POST", "/api/v2/activities", { subject: "Call", owner_id, participants });
    const filter = await addFilter(app, [on("person name", "=", "Ann")], { type: "activity" });
    await app.data("PUT", `/v1/filters/${filter}`, { visible_to: 7 });
    const url = `/api/v2/activities?filter_id=${filter}`;
    expect(ids(await app.data("GET", url))).toEqual([id]);
    expect((await app.request("GET", url, { token })).body.data).toEqual([]);
    const conditions = conditionsOf([{ object: "activity", field_id: "12345", operator: "=", value: "x" }]);
    const refused = await app.request("POST", "/v1/filters", {
      body: { name: "x", type: "activity", conditions },
    });
    expect([refused.status, refused.body.error]).toEqual([400, expect.stringContaining("is not a field of")]);
  });

  test("activities tell their fields in both versions", async () => {
    const app = await startTestApp(engine);
    const v1 = await app.request("GET", "/v1/activityFields?limit=2");
    expect(v1.body.data).toMatchObject([{ key: "subject", mandatory_flag: true }, { key: "type" }]);
    expect(v1.body.additional_data.pagination).toMatchObject({
      more_items_in_collection: true,
      next_start: 2,
    });
    const [first] = await app.data("GET", "/api/v2/activityFields?include_fields=ui_visibility");
    const one = { field_code: "subject", field_type: "varchar", is_custom_field: false };
    expect(first).toMatchObject({ ...one, ui_visibility: { add_visible_flag: true } });
    expect(await app.data("GET", "/api/v2/activityFields/owner_id")).toMatchObject({ field_type: "user" });
    expect((await app.request("GET", "/api/v2/activityFields/x")).status).toBe(404);
    expect((await app.request("GET", "/api/v2/activityFields?include_fields=x")).status).toBe(400);
  });
});
