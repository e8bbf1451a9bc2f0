import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { walkByStart } from "../../test/walk.ts";

describe.each(engines)("deals in v1 on %s", (engine) => {
  test("a deal shows what it points at, and it stands beside it", async () => {
    const app = await startTestApp(engine);
    const { id: org_id } = await app.add.organization();
    const { id: person_id } = await app.add.person({ emails: [{ value: "ann@example.com" }] });
    const field = await app.data("POST", "/v1/dealFields", { name: "Size", field_type: "double" });
    const answer = await app.request("POST", "/v1/deals", {
      body: {
        ...{ title: "Blue door", person_id, org_id, value: "5000", currency: "usd", label: ["7", 8] },
        ...{ probability: 50, visible_to: "7", [field.key]: 12.5, expected_close_date: "2026-10-31" },
      },
    });
    expect(answer.status).toBe(201);
    const { data: deal, related_objects: related } = answer.body;
    const user = {
      id: app.actor.user_id,
      name: "Ann Owner",
      has_pic: false,
      pic_hash: null,
      active_flag: true,
    };
    const owner = { ...user, email: `ann@${app.domain}.test`, value: app.actor.user_id };
    expect(deal).toMatchObject({
      ...{ id: 1, creator_user_id: owner, user_id: owner, stage_id: 1, pipeline_id: 1, title: "Blue door" },
      person_id: { name: "Ann Example", active_flag: true, value: person_id },
      org_id: { name: "Example Ltd", people_count: 0, value: org_id },
      ...{ value: 5000, currency: "USD", active: true, deleted: false, status: "open", probability: 50 },
      ...{ visible_to: "7", label: "7,8", stage_order_nr: 1, person_name: "Ann Example" },
      ...{ org_name: "Example Ltd", org_hidden: false, person_hidden: false, owner_name: "Ann Owner" },
      ...{ formatted_value: "$5,000", weighted_value: 2500, formatted_weighted_value: "$2,500" },
      ...{ cc_email: `${app.domain}+deal1@pipedrivemail.com`, [field.key]: 12.5, notes_count: 0 },
    });
    expect(Object.keys(related)).toEqual(["user", "organization", "person", "stage", "pipeline"]);
    expect(related.stage[1]).toMatchObject({ name: "Qualified", pipeline_name: "Pipeline" });
    expect(related.person[person_id]).toMatchObject({ id: person_id, name: "Ann Example" });
    const read = await app.request("GET", "/v1/deals/1");
    expect(read.body.data).toMatchObject(deal);
    expect(read.body.additional_data).toEqual({ dropbox_email: deal.cc_email });
    expect(await app.data("GET", "/v1/deals")).toEqual([deal]);
    expect(await app.data("GET", "/v1/deals/collection")).toMatchObject([{ id: 1, person_id, label: "7,8" }]);
    expect(await app.data("GET", "/api/v2/deals/1")).toMatchObject({
      custom_fields: { [field.key]: 12.5 },
      label_ids: [7, 8],
    });
  });

  test("old clients change, win, lose, delete and bring back by PUT", async () => {
    const app = await startTestApp(engine);
    const { id } = await app.data("POST", "/v1/deals", { title: "x" });
    const put = (body: object) => app.data("PUT", `/v1/deals/${id}`, body);
    expect(await put({ title: "y", label: 3 })).toMatchObject({ title: "y", label: "3" });
    expect(await put({ label: null })).toMatchObject({ label: null });
    expect(await put({ status: "lost", lost_reason: "Price" })).toMatchObject({
      ...{ status: "lost", lost_reason: "Price", active: false },
    });
    expect(await put({ status: "deleted" })).toMatchObject({ status: "deleted", deleted: true });
    expect(await app.data("GET", "/v1/deals")).toEqual([]);
    expect(await app.data("GET", "/v1/deals?status=deleted")).toMatchObject([{ id }]);
    expect(await put({ status: "open" })).toMatchObject({
      status: "open",
      deleted: false,
      lost_reason: null,
    });
    expect(await put({ is_archived: true })).toMatchObject({ is_archived: true });
    expect(await app.data("GET", "/v1/deals/archived")).toMatchObject([{ id }]);
    expect(await app.data("DELETE", `/v1/deals/${id}`)).toEqual({ id });
  });

  test("many are deleted together, or none", async () => {
    const app = await startTestApp(engine);
    const ids = [(await app.add.deal()).id, (await app.add.deal()).id];
    expect((await app.request("DELETE", `/v1/deals?ids=${ids},99`)).status).toBe(404);
    expect(await app.data("GET", "/v1/deals")).toHaveLength(2);
    expect(await app.data("DELETE", `/v1/deals?ids=${ids}`)).toEqual({ id: ids });
    expect(await app.data("GET", "/v1/deals")).toEqual([]);
  });

  test.each(["id", "title DESC", "value", "user_id DESC", "status", "update_time DESC, id ASC", "add_time"])(
    "by position and %s, each is met once",
    async (sort) => {
      const app = await startTestApp(engine);
      const deals = [
        { title: "Émile", value: 3 },
        { title: "zoe", value: 1, status: "won" },
        { title: "Zoe", value: 1 },
        { title: "A", value: 2, expected_close_date: "2026-01-01" },
      ] as const;
      for (const deal of deals) await app.add.deal(deal);
      await app.data("PUT", "/v1/deals/2", { title: "ZOE" });
      const url = `/v1/deals?sort=${encodeURIComponent(sort)}`;
      const whole = await app.data("GET", url);
      expect(whole.map(({ id }: { id: number }) => id).toSorted()).toEqual([1, 2, 3, 4]);
      for (const limit of [1, 3]) expect(await walkByStart(app, url, limit)).toEqual(whole);
    },
  );

  test("narrows, and lists what is in a pipeline or a stage", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const { id: person_id } = await app.add.person();
    const mine = await app.add.deal({ stage_id: 2, person_id });
    const his = await app.add.deal({ stage_id: 2, owner_id: bob.id });
    await app.add.deal({ stage_id: 3, status: "won" });
    const ids = async (url: string) => (await app.data("GET", url)).map(({ id }: { id: number }) => id);
    expect(await ids("/v1/deals?owned_by_you=1&status=open")).toEqual([mine.id]);
    expect(await ids(`/v1/deals?user_id=${bob.id}`)).toEqual([his.id]);
    expect(await ids(`/v1/deals?person_id=${person_id}&stage_id=2`)).toEqual([mine.id]);
    expect(await ids("/v1/pipelines/1/deals")).toEqual([mine.id]);
    expect(await ids("/v1/pipelines/1/deals?everyone=1")).toEqual([mine.id, his.id]);
    expect(await ids(`/v1/stages/2/deals?user_id=${bob.id}`)).toEqual([his.id]);
    expect(await app.data("GET", "/v1/stages/2/deals")).toMatchObject([
      { person_id, user_id: app.actor.user_id },
    ]);
    expect((await app.request("GET", "/v1/stages/99/deals")).status).toBe(404);
    expect((await app.request("GET", "/v1/deals/collection", { token: bob.token })).status).toBe(403);
  });

  test.each([
    {},
    { title: "x", label: "seven" },
    { title: "x", status: "closed" },
    { title: "x", value: "many" },
  ])("refuses %j in the words of v1", async (body) => {
    const app = await startTestApp(engine);
    const answer = await app.request("POST", "/v1/deals", { body });
    expect([answer.status, answer.body.success, answer.body.data], answer.text).toEqual([400, false, null]);
    expect(await app.data("GET", "/v1/deals")).toEqual([]);
  });

  test("names what the caller may not see only as hidden", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const { id: person_id } = await app.add.person({ name: "Secret", visible_to: 1 });
    await app.add.deal({ person_id });
    const { body, text } = await app.request("GET", "/v1/deals/1", { token: bob.token });
    expect(body.data).toMatchObject({ person_id: null, person_name: null, person_hidden: true });
    expect(text).not.toContain("Secret");
  });

  test("pipelines and stages as v1 has them", async () => {
    const app = await startTestApp(engine);
    expect(await app.data("GET", "/v1/pipelines")).toMatchObject([
      {
        id: 1,
        name: "Pipeline",
        url_title: "Pipeline",
        active: true,
        deal_probability: true,
        selected: true,
      },
    ]);
    const made = await app.data("POST", "/v1/pipelines", { name: "New business", deal_probability: 0 });
    expect(made).toMatchObject({ id: 2, url_title: "New-business", order_nr: 2, deal_probability: false });
    const stage = await app.data("POST", "/v1/stages", { name: "Due", pipeline_id: 2, rotten_flag: 1 });
    expect(stage).toMatchObject({
      id: 6,
      order_nr: 1,
      active_flag: true,
      rotten_flag: true,
      rotten_days: null,
    });
    expect(await app.data("PUT", "/v1/stages/6", { rotten_days: 5, order_nr: 4 })).toMatchObject({
      ...{ rotten_days: 5, order_nr: 4, name: "Due" },
    });
    expect(await app.data("GET", "/v1/stages?pipeline_id=2")).toMatchObject([
      { id: 6, pipeline_name: "New business", pipeline_deal_probability: false },
    ]);
    expect(await app.data("GET", "/v1/stages?limit=2&start=4")).toMatchObject([{ id: 5 }, { id: 6 }]);
    expect(await app.data("PUT", "/v1/pipelines/2", { name: "Next" })).toMatchObject({ selected: false });
    expect(await app.data("DELETE", "/v1/stages?ids=5,6")).toEqual({ id: [5, 6] });
    expect(await app.data("DELETE", "/v1/pipelines/2")).toEqual({ id: 2 });
    expect(await app.data("GET", "/v1/pipelines/2")).toMatchObject({ active: false });
    for (const [url, body] of [
      ["/v1/pipelines", {}],
      ["/v1/stages", { name: "x" }],
    ] as const)
      expect((await app.request("POST", url, { body })).status, url).toBe(400);
  });
});
