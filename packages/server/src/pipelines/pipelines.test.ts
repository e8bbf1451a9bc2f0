import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { walkByCursor } from "../../test/walk.ts";

const names = (items: readonly { name: string }[]) => items.map(({ name }) => name);

describe.each(engines)("pipelines and stages on %s", (engine) => {
  test("a company begins with one pipeline of five stages", async () => {
    const app = await startTestApp(engine);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(await app.data("GET", "/api/v2/pipelines")).toEqual([
      {
        ...{ id: 1, name: "Pipeline", order_nr: 1, is_deleted: false, is_deal_probability_enabled: true },
        ...{ add_time: time, update_time: time },
      },
    ]);
    const stages = await app.data("GET", "/api/v2/stages?pipeline_id=1&sort_by=order_nr");
    expect(names(stages)).toEqual([
      ...["Qualified", "Contact Made", "Demo Scheduled", "Proposal Made", "Negotiations Started"],
    ]);
    expect(stages[0]).toEqual({
      ...{ id: 1, order_nr: 1, name: "Qualified", is_deleted: false, deal_probability: 100, pipeline_id: 1 },
      ...{ is_deal_rot_enabled: false, days_to_rotten: null, add_time: time, update_time: time },
    });
  });

  test("are added, changed and deleted by administrators alone", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const pipeline = await app.data("POST", "/api/v2/pipelines", { name: "Renewals" });
    expect(pipeline).toMatchObject({ id: 2, order_nr: 2, is_deal_probability_enabled: true });
    const stage = await app.data("POST", "/api/v2/stages", {
      ...{ name: "Due", pipeline_id: 2, deal_probability: 40, is_deal_rot_enabled: true, days_to_rotten: 7 },
    });
    expect(stage).toMatchObject({ id: 6, order_nr: 1, deal_probability: 40, days_to_rotten: 7 });
    const changes = [
      ["PATCH", "/api/v2/pipelines/2", { name: "Again" }],
      ["PATCH", "/api/v2/stages/6", { name: "Now", pipeline_id: 1 }],
      ["DELETE", "/api/v2/stages/6", undefined],
      ["DELETE", "/api/v2/pipelines/2", undefined],
    ] as const;
    for (const [method, url, body] of changes) {
      const send = { token: bob.token, ...(body && { body }) };
      expect((await app.request(method, url, send)).status, url).toBe(403);
      expect(await app.data(method, url, body)).toMatchObject(body ?? { id: Number(url.slice(-1)) });
    }
    expect(
      (await app.request("POST", "/api/v2/stages", { body: { name: "x", pipeline_id: 2 } })).status,
    ).toBe(400);
    expect(await app.data("GET", "/api/v2/stages/6")).toMatchObject({ is_deleted: true, order_nr: 6 });
    expect((await app.request("PATCH", "/api/v2/stages/6", { body: { name: "x" } })).status).toBe(404);
    expect(names(await app.data("GET", "/api/v2/pipelines"))).toEqual(["Pipeline"]);
    const last = await app.request("DELETE", "/api/v2/pipelines/1");
    expect([last.status, last.body.code]).toEqual([400, "ERR_BAD_REQUEST"]);
  });

  test("a pipeline takes its stages with it", async () => {
    const app = await startTestApp(engine);
    await app.data("POST", "/api/v2/pipelines", { name: "Renewals" });
    await app.data("DELETE", "/api/v2/pipelines/1");
    expect(await app.data("GET", "/api/v2/stages")).toEqual([]);
    expect((await app.request("POST", "/api/v2/deals", { body: { title: "x" } })).status).toBe(400);
  });

  test("are walked by cursor in any order", async () => {
    const app = await startTestApp(engine);
    for (const sort of ["id", "add_time", "order_nr"]) {
      const up = await walkByCursor(app, `/api/v2/stages?sort_by=${sort}`, 2);
      const down = await walkByCursor(app, `/api/v2/stages?sort_by=${sort}&sort_direction=desc`, 2);
      expect(up.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
      expect(down).toEqual(up.toReversed());
    }
    const first = await app.request("GET", "/api/v2/stages?limit=2");
    const cursor = first.body.additional_data.next_cursor;
    expect((await app.request("GET", `/api/v2/stages?sort_by=add_time&cursor=${cursor}`)).status).toBe(400);
  });
});
