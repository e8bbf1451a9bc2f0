import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { walkByCursor } from "../../test/walk.ts";

const SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

describe.each(engines)("deals on %s", (engine) => {
  test("a deal begins in the first stage of the first pipeline, in the recorded shape", async () => {
    const app = await startTestApp(engine);
    const field = await app.data("POST", "/v1/dealFields", { name: "Size", field_type: "double" });
    const { id: person_id } = await app.add.person();
    const answer = await app.request("POST", "/api/v2/deals", {
      body: { title: "Blue door", person_id, value: 5000 },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.data).toEqual({
      id: 1,
      title: "Blue door",
      creator_user_id: app.actor.user_id,
      value: 5000,
      person_id,
      org_id: null,
      stage_id: 1,
      currency: "EUR",
      add_time: expect.stringMatching(SECONDS),
      update_time: null,
      status: "open",
      probability: null,
      lost_reason: null,
      visible_to: 3,
      close_time: null,
      pipeline_id: 1,
      won_time: null,
      lost_time: null,
      stage_change_time: null,
      local_won_date: null,
      local_lost_date: null,
      local_close_date: null,
      expected_close_date: null,
      custom_fields: { [field.key]: null },
      owner_id: app.actor.user_id,
      label_ids: [],
      is_deleted: false,
      origin: "API",
      origin_id: null,
      channel: null,
      channel_id: null,
      acv: null,
      arr: null,
      mrr: null,
      is_archived: false,
      archive_time: null,
    });
    expect(await app.data("GET", "/api/v2/deals/1")).toEqual(answer.body.data);
    expect(await app.data("GET", "/api/v2/deals/1?include_fields=source_lead_id")).toEqual({
      ...answer.body.data,
      source_lead_id: null,
    });
  });

  test("won, lost and opened again, it says when and why", async () => {
    const app = await startTestApp(engine);
    const { id } = await app.data("POST", "/api/v2/deals", { title: "x" });
    const change = (body: object) => app.data("PATCH", `/api/v2/deals/${id}`, body);
    const won = await change({ status: "won" });
    const day = won.won_time.slice(0, 10);
    const none = { won_time: null, lost_time: null, close_time: null, lost_reason: null };
    const noDay = { local_won_date: null, local_lost_date: null, local_close_date: null };
    expect(won).toMatchObject({
      ...{ ...none, ...noDay, status: "won", won_time: won.update_time, close_time: won.won_time },
      ...{ local_won_date: day, local_close_date: day },
    });
    const lost = await change({ status: "lost", lost_reason: "Price", lost_time: "2026-01-02T03:04:05Z" });
    expect(lost).toMatchObject({
      ...{ ...none, ...noDay, status: "lost", lost_reason: "Price", lost_time: "2026-01-02T03:04:05Z" },
      ...{
        close_time: "2026-01-02T03:04:05Z",
        local_lost_date: "2026-01-02",
        local_close_date: "2026-01-02",
      },
    });
    expect(await change({ status: "open" })).toMatchObject({ ...none, ...noDay, status: "open" });
    const shown = await app.data("GET", `/api/v2/deals/${id}?include_fields=first_won_time`);
    expect(shown.first_won_time).toBe(won.won_time);
  });

  test.each([
    [{ lost_reason: "Price" }, "lost_reason"],
    [{ won_time: "2026-01-02T03:04:05Z", status: "lost" }, "won_time"],
    [{ close_time: "2026-01-02T03:04:05Z" }, "close_time"],
    [{ stage_id: 99 }, "stage_id"],
    [{ pipeline_id: 99 }, "pipeline_id"],
    [{ person_id: 99 }, "person_id"],
    [{ org_id: 99 }, "org_id"],
    [{ owner_id: 99 }, "owner_id"],
    [{ currency: "ZZZ" }, "currency"],
    [{ probability: 101 }, "probability"],
    [{ status: "deleted" }, "status"],
    [{ no_such_key: 1 }, "no_such_key"],
  ])("refuses %j and changes nothing", async (body, key) => {
    const app = await startTestApp(engine);
    const deal = await app.data("POST", "/api/v2/deals", { title: "x" });
    for (const [method, url] of [
      ["POST", "/api/v2/deals"],
      ["PATCH", `/api/v2/deals/${deal.id}`],
    ] as const) {
      const answer = await app.request(method, url, {
        body: method === "POST" ? { title: "y", ...body } : body,
      });
      expect([answer.status, answer.body.code], answer.text).toEqual([400, "ERR_SCHEMA_VALIDATION_FAILED"]);
      expect(answer.body.error).toContain(key);
    }
    expect(await app.data("GET", "/api/v2/deals")).toEqual([deal]);
  });

  test("a stage brings its pipeline, a pipeline its first stage", async () => {
    const app = await startTestApp(engine);
    const other = await app.data("POST", "/api/v2/pipelines", { name: "Renewals" });
    const stage = (name: string) =>
      app.data("POST", "/api/v2/stages", { name, pipeline_id: other.id, deal_probability: 40 });
    const [first, second] = [await stage("Due"), await stage("Asked")];
    const deal = await app.data("POST", "/api/v2/deals", { title: "x", pipeline_id: other.id });
    expect(deal).toMatchObject({ pipeline_id: other.id, stage_id: first.id, stage_change_time: null });
    const change = (body: object) => app.data("PATCH", `/api/v2/deals/${deal.id}`, body);
    const moved = await change({ stage_id: second.id, pipeline_id: 1 });
    expect(moved).toMatchObject({
      ...{ pipeline_id: other.id, stage_id: second.id, stage_change_time: moved.update_time },
    });
    expect(await change({ pipeline_id: other.id })).toEqual(moved);
    expect(await change({ pipeline_id: 1 })).toMatchObject({ pipeline_id: 1, stage_id: 1 });
  });

  test("an archived deal is in its own list and read-only until it is brought back", async () => {
    const app = await startTestApp(engine);
    const deal = await app.data("POST", "/api/v2/deals", { title: "x" });
    const url = `/api/v2/deals/${deal.id}`;
    const archived = await app.data("PATCH", url, { is_archived: true });
    expect(archived).toMatchObject({ is_archived: true, archive_time: archived.update_time });
    expect(await app.data("GET", "/api/v2/deals")).toEqual([]);
    expect(await app.data("GET", "/api/v2/deals/archived")).toEqual([archived]);
    const refused = await app.request("PATCH", url, { body: { title: "y" } });
    expect([refused.status, refused.body.code]).toEqual([400, "ERR_BAD_REQUEST"]);
    expect(await app.data("PATCH", url, { is_archived: false, title: "y" })).toMatchObject({
      ...{ is_archived: false, archive_time: null, title: "y" },
    });
    expect(await app.data("GET", "/api/v2/deals/archived")).toEqual([]);
  });

  test("a deleted deal is read by its id, listed by its status, and comes back", async () => {
    const app = await startTestApp(engine);
    const { id } = await app.data("POST", "/api/v2/deals", { title: "x" });
    const url = `/api/v2/deals/${id}`;
    expect(await app.data("DELETE", url)).toEqual({ id });
    expect(await app.data("GET", url)).toMatchObject({ id, is_deleted: true });
    expect(await app.data("GET", "/api/v2/deals")).toEqual([]);
    expect(await app.data("GET", "/api/v2/deals?status=deleted")).toMatchObject([{ id }]);
    expect((await app.request("DELETE", url)).status).toBe(404);
    expect((await app.request("PATCH", url, { body: { title: "y" } })).status).toBe(404);
    expect(await app.data("PATCH", url, { is_deleted: false })).toMatchObject({ id, is_deleted: false });
    expect(await app.data("PATCH", url, { is_deleted: true })).toMatchObject({ id, is_deleted: true });
  });

  test("lists narrow, sort and are walked by cursor", async () => {
    const app = await startTestApp(engine);
    const { id: person_id } = await app.add.person();
    const { id: org_id } = await app.add.organization();
    const add = (body: object) => app.data("POST", "/api/v2/deals", { title: "x", ...body });
    const deals = [
      await add({ person_id, stage_id: 2 }),
      await add({ org_id, status: "won" }),
      await add({ status: "lost" }),
    ];
    const [a, b, c] = deals.map(({ id }) => id);
    const ids = async (query: string) =>
      (await app.data("GET", `/api/v2/deals?${query}`)).map(({ id }: { id: number }) => id);
    expect(await ids(`person_id=${person_id}`)).toEqual([a]);
    expect(await ids(`org_id=${org_id}`)).toEqual([b]);
    expect(await ids("stage_id=1")).toEqual([b, c]);
    expect(await ids("pipeline_id=2")).toEqual([]);
    expect(await ids("status=open,lost&sort_direction=desc")).toEqual([c, a]);
    expect(await ids(`ids=${b},${c},99`)).toEqual([b, c]);
    expect(await ids("updated_since=2120-01-01T00:00:00Z")).toEqual([]);
    expect((await app.request("GET", "/api/v2/deals?status=closed")).status).toBe(400);
    await app.data("PATCH", `/api/v2/deals/${a}`, { title: "touched" });
    for (const sort of ["id", "add_time", "update_time"])
      for (const limit of [1, 2]) {
        const walked = await walkByCursor(app, `/api/v2/deals?sort_by=${sort}`, limit);
        expect(walked.map(({ id }) => id).sort()).toEqual([a, b, c]);
      }
  });

  test("who may not see a deal finds it nowhere; its owner and who may see it do", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const hidden = await app.data("POST", "/api/v2/deals", { title: "x", visible_to: 1 });
    const shared = await app.data("POST", "/api/v2/deals", { title: "y" });
    const asBob = (method: string, url: string, body?: object) =>
      app.request(method, url, { token: bob.token, ...(body && { body }) });
    expect((await asBob("GET", "/api/v2/deals")).body.data).toEqual([shared]);
    for (const method of ["GET", "PATCH", "DELETE"])
      expect((await asBob(method, `/api/v2/deals/${hidden.id}`, { title: "z" })).status, method).toBe(404);
    await app.data("PATCH", `/api/v2/deals/${hidden.id}`, { owner_id: bob.id });
    expect((await asBob("GET", `/api/v2/deals/${hidden.id}`)).status).toBe(200);
  });

  test("custom values and labels are kept, and refused where the field does not take them", async () => {
    const app = await startTestApp(engine);
    const field = await app.data("POST", "/v1/dealFields", {
      ...{ name: "Kind", field_type: "enum", options: [{ label: "Big" }, { label: "Small" }] },
    });
    const [big] = field.options;
    const custom_fields = { [field.key]: big.id };
    const deal = await app.data("POST", "/api/v2/deals", { title: "x", label_ids: [7, 7], custom_fields });
    expect(deal).toMatchObject({ label_ids: [7], custom_fields });
    const url = `/api/v2/deals/${deal.id}`;
    const bad = await app.request("PATCH", url, { body: { custom_fields: { [field.key]: 9_999 } } });
    expect(bad.status).toBe(400);
    expect(await app.data("GET", url)).toEqual(deal);
    await app.data("DELETE", `/v1/dealFields/${field.id}`);
    expect(await app.data("GET", url)).toMatchObject({ custom_fields: {}, update_time: null });
  });
});
