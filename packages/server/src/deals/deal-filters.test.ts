import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { addFilter, conditionMaker, conditionsOf } from "../../test/filters/conditions.ts";
import { engines } from "../../test/storage.ts";
import { walkByCursor, walkByStart } from "../../test/walk.ts";

const ids = (items: readonly { id: number }[]): number[] => items.map(({ id }) => id);

describe.each(engines)("filters of deals on %s", (engine) => {
  test("choose by what a deal holds, itself, in custom fields, and through its contacts", async () => {
    const app = await startTestApp(engine);
    const fields = [
      { name: "Code", field_type: "varchar" },
      { name: "Fee", field_type: "monetary" },
      { name: "Site", field_type: "address" },
    ];
    const [code, fee, site] = await Promise.all(
      fields.map((field): Promise<{ key: string }> => app.data("POST", "/v1/dealFields", field)),
    );
    const keys = { code: code?.key ?? "", fee: fee?.key ?? "", site: site?.key ?? "" };
    const on = await conditionMaker(app);
    const { id: person_id } = await app.add.person({ name: "Ann Filter" });
    const { id: org_id } = await app.add.organization({ name: "Filter Ltd" });
    const one = await app.add.deal({
      ...{ title: "Blue door", value: 300, currency: "USD", person_id, label_ids: [1, 2], probability: 20 },
      custom_fields: {
        [keys.code]: "Quartz",
        [keys.fee]: { value: 9, currency: "EUR" },
        [keys.site]: { value: "Main St 1", locality: "Tallinn" },
      },
    });
    const two = await app.add.deal({ title: "Red gate", org_id, status: "won", stage_id: 3 });
    const three = await app.add.deal({ title: "Bluebell", status: "lost", lost_reason: "Price", value: 20 });
    const wanted = [
      [on("deal title", "LIKE '$%'", "blue"), [one, three]],
      [on("deal value", ">", 100), [one]],
      [on("deal value", "=", 300, "USD"), [one]],
      [on("deal value", "=", 300, "EUR"), []],
      [on("deal status", "=", "won"), [two]],
      [on("deal status", "!=", "open"), [two, three]],
      [on("deal stage_id", "=", 3), [two]],
      [on("deal pipeline_id", "=", 1), [one, two, three]],
      [on("deal user_id", "=", app.actor.user_id), [one, two, three]],
      [on("deal creator_user_id", "!=", app.actor.user_id), []],
      [on("deal person_id", "=", person_id), [one]],
      [on("deal person_id", "IS NULL"), [two, three]],
      [on("deal org_id", "IS NOT NULL"), [two]],
      [on("deal label_ids", "contains", "2"), [one]],
      [on("deal probability", "<", 50), [one]],
      [on("deal lost_reason", "LIKE '%$%'", "ric"), [three]],
      [on("deal won_time", "=", "today"), [two]],
      [on("deal close_time", "IS NULL"), [one]],
      [on("deal add_time", ">=", "yesterday"), [one, two, three]],
      [on("deal visible_to", "=", "3"), [one, two, three]],
      [on("deal id", "=", one.id), [one]],
      [on("deal currency", "=", "USD"), [one]],
      [on("deal first_won_time", "=", "today"), [two]],
      [on("deal local_lost_date", "IS NOT NULL"), [three]],
      [on("deal stage_change_time", "IS NULL"), [one, two, three]],
      [on("deal archive_time", "IS NOT NULL"), []],
      [on(`deal ${keys.code}`, "=", "quartz"), [one]],
      [on(`deal ${keys.fee}`, ">", 8, "EUR"), [one]],
      [on(`deal ${keys.site}`, "=", "Tallinn", "locality"), [one]],
      [on(`deal ${keys.site}`, "LIKE '%$%'", "main"), [one]],
      [on("person name", "LIKE '$%'", "ann"), [one]],
      [on("organization name", "=", "Filter Ltd"), [two]],
    ] as const;
    for (const [condition, deals] of wanted) {
      const filter = await addFilter(app, [condition], { type: "deals" });
      const what = JSON.stringify(condition);
      expect(ids(await app.data("GET", `/api/v2/deals?filter_id=${filter}`)), what).toEqual(ids(deals));
      expect(ids(await app.data("GET", `/v1/deals?filter_id=${filter}`)), what).toEqual(ids(deals));
    }
  });

  test("take the place of what else narrows a list, and are walked like any", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const bob = await app.colleague();
    for (const title of ["Blue 1", "Blue 2", "Blue 3"]) await app.add.deal({ title });
    await app.add.deal({ title: "Red" });
    await app.add.deal({ title: "Blue and archived", is_archived: true });
    await app.add.deal({ title: "Blue and secret", visible_to: 1, stage_id: 2 });
    const filter = await addFilter(app, [on("deal title", "LIKE '$%'", "blue")], { type: "deals" });
    await app.data("PUT", `/v1/filters/${filter}`, { visible_to: 7 });
    const all = [1, 2, 3, 6];
    const query = `filter_id=${filter}`;
    expect(ids(await app.data("GET", `/api/v2/deals?${query}&stage_id=2&ids=4`))).toEqual(all);
    expect(ids(await app.data("GET", `/v1/deals?${query}&owned_by_you=1&stage_id=2`))).toEqual(all);
    expect(ids(await app.data("GET", `/v1/deals/archived?${query}`))).toEqual([5]);
    expect(ids(await walkByCursor(app, `/api/v2/deals?${query}&sort_by=update_time`, 1))).toEqual(all);
    expect(ids(await walkByStart(app, `/v1/deals?${query}&sort=title`, 3))).toEqual([1, 2, 3, 6]);
    const seen = await app.request("GET", `/api/v2/deals?${query}`, { token: bob.token });
    expect(ids(seen.body.data)).toEqual([1, 2, 3]);
    expect(ids(await app.data("GET", `/v1/pipelines/1/deals?${query}`))).toEqual(all);
    expect(ids(await app.data("GET", `/v1/stages/2/deals?${query}`))).toEqual([6]);
    expect(ids(await app.data("GET", `/v1/stages/2/deals?${query}&user_id=${bob.id}`))).toEqual([]);
  });

  test("are refused where they are not of deals, or not there", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const leads = await addFilter(app, [on("lead title", "LIKE '$%'", "x")]);
    const deals = await addFilter(app, [on("deal title", "LIKE '$%'", "x")], { type: "deals" });
    for (const [url, status] of [
      [`/api/v2/deals?filter_id=${leads}`, 400],
      [`/v1/deals?filter_id=${leads}`, 400],
      [`/v1/leads?filter_id=${deals}`, 400],
      ["/api/v2/deals?filter_id=999", 404],
    ] as const)
      expect((await app.request("GET", url)).status, url).toBe(status);
    const conditions = conditionsOf([on("deal stage_id", "LIKE '$%'", "1")]);
    const body = { name: "x", type: "deals", conditions };
    expect((await app.request("POST", "/v1/filters", { body })).status).toBe(400);
  });
});
