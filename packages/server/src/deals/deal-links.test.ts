import { describe, expect, test } from "vitest";
import { startTestApp, useOwnDatabase } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { startWebhookScene } from "../../test/webhook-scene.ts";

useOwnDatabase();

describe.each(engines)("what hangs on a deal on %s", (engine) => {
  test("a note takes over its contacts, is listed and pinned there, and counted", async () => {
    const app = await startTestApp(engine);
    const { id: person_id } = await app.add.person();
    const { id: org_id } = await app.add.organization();
    const { id: deal_id } = await app.add.deal({ person_id, org_id });
    const note = await app.data("POST", "/v1/notes", { content: "x", deal_id, pinned_to_deal_flag: 1 });
    expect(note).toMatchObject({
      ...{ deal_id, person_id, org_id, lead_id: null, pinned_to_deal_flag: true },
      deal: { title: "Blue door" },
    });
    expect(await app.data("GET", `/v1/notes?deal_id=${deal_id}`)).toEqual([note]);
    expect(await app.data("GET", "/v1/notes?pinned_to_deal_flag=1&sort=deal_id")).toEqual([note]);
    expect(await app.data("GET", "/v1/notes?deal_id=99")).toEqual([]);
    expect(await app.data("GET", `/api/v2/deals/${deal_id}?include_fields=notes_count`)).toMatchObject({
      notes_count: 1,
    });
    const off = await app.data("PUT", `/v1/notes/${note.id}`, { deal_id: null });
    expect(off).toMatchObject({ deal_id: null, pinned_to_deal_flag: false, deal: null });
  });

  test("its activities are listed, and it tells of the next and the last", async () => {
    const app = await startTestApp(engine);
    const { id: deal_id } = await app.add.deal();
    const add = (body: object) => app.data("POST", "/api/v2/activities", { deal_id, ...body });
    const later = await add({ subject: "Later", due_date: "2026-03-02", due_time: "10:00" });
    const next = await add({ subject: "Next", due_date: "2026-03-01", due_time: "09:30", duration: "00:15" });
    const first = await add({ subject: "First", due_date: "2026-01-01", done: true });
    const last = await add({ subject: "Last", due_date: "2026-02-01", done: true });
    expect(next).toMatchObject({ deal_id });
    const listed = await app.data("GET", `/api/v2/activities?deal_id=${deal_id}`);
    expect(listed.map(({ id }: { id: number }) => id)).toEqual([later.id, next.id, first.id, last.id]);
    expect(await app.data("GET", `/v1/deals/${deal_id}`)).toMatchObject({
      ...{ activities_count: 4, done_activities_count: 2, undone_activities_count: 2 },
      ...{ next_activity_id: next.id, next_activity_subject: "Next", next_activity_date: "2026-03-01" },
      ...{ next_activity_time: "09:30:00", next_activity_duration: "00:15:00", next_activity_type: "call" },
      ...{ last_activity_id: last.id, last_activity_date: "2026-02-01" },
    });
    const include = "include_fields=next_activity_id,last_activity_id,done_activities_count";
    expect(await app.data("GET", `/api/v2/deals?${include}`)).toMatchObject([
      { next_activity_id: next.id, last_activity_id: last.id, done_activities_count: 2 },
    ]);
    const read = await app.request("GET", `/v1/activities/${next.id}`);
    expect(read.body.data).toMatchObject({ deal_id, deal_title: "Blue door" });
    expect(read.body.related_objects.deal[deal_id]).toMatchObject({ title: "Blue door", status: "open" });
    await app.data("PATCH", `/api/v2/activities/${next.id}`, { deal_id: null });
    expect(await app.data("GET", `/v1/deals/${deal_id}`)).toMatchObject({ next_activity_id: later.id });
  });

  test("who may not see the deal sees neither", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const { id: deal_id } = await app.add.deal({ visible_to: 1 });
    const { id: person_id } = await app.add.person();
    await app.data("POST", "/v1/notes", { content: "x", deal_id, person_id });
    await app.data("POST", "/api/v2/activities", { deal_id });
    const asBob = async (url: string) => (await app.request("GET", url, { token: bob.token })).body.data;
    expect(await asBob("/v1/notes")).toEqual([]);
    expect(await asBob("/api/v2/activities")).toEqual([]);
    const refused = { token: bob.token, body: { content: "x", deal_id } };
    expect((await app.request("POST", "/v1/notes", refused)).status).toBe(400);
    await app.data("PATCH", `/api/v2/deals/${deal_id}`, { visible_to: 3 });
    expect(await asBob("/v1/notes")).toMatchObject([{ deal_id }]);
    expect(await asBob("/api/v2/activities")).toMatchObject([{ deal_id }]);
  });

  test("search finds deals by title, notes and custom fields, narrowed, as long as they are there", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const field = await app.data("POST", "/v1/dealFields", { name: "Code", field_type: "varchar" });
    const { id: person_id } = await app.add.person();
    const blue = await app.add.deal({ title: "Blue door", person_id, value: 300 });
    const won = await app.add.deal({ title: "Blue gate", status: "won" });
    const hidden = await app.add.deal({ title: "Blue vault", visible_to: 1 });
    const coded = await app.add.deal({ title: "x", custom_fields: { [field.key]: "Quartz" } });
    await app.data("POST", "/v1/notes", { content: "<p>about marble</p>", deal_id: won.id });
    type Items = { item: { id: number } }[];
    const found = async (query: string, token?: string) => {
      const url = `/api/v2/deals/search?${query}`;
      const { body } = await app.request("GET", url, token ? { token } : {});
      return (body.data.items as Items).map(({ item }) => item.id).toSorted();
    };
    expect(await found("term=blue")).toEqual([blue.id, won.id, hidden.id]);
    expect(await found("term=blue", bob.token)).toEqual([blue.id, won.id]);
    expect(await found("term=blue&status=won")).toEqual([won.id]);
    expect(await found(`term=blue&person_id=${person_id}`)).toEqual([blue.id]);
    expect(await found("term=marble")).toEqual([won.id]);
    expect(await found("term=quartz&fields=custom_fields")).toEqual([coded.id]);
    const v1 = await app.request("GET", "/v1/deals/search?term=blue%20door&include_fields=deal.cc_email");
    expect(v1.body.data.items).toEqual([
      {
        result_score: expect.any(Number),
        item: {
          ...{ id: blue.id, type: "deal", title: "Blue door", value: 300, currency: "EUR", status: "open" },
          ...{ visible_to: 3, owner: { id: app.actor.user_id }, stage: { id: 1, name: "Qualified" } },
          ...{ person: { id: person_id, name: "Ann Example" }, organization: null, custom_fields: [] },
          ...{ notes: [], is_archived: false },
          cc_email: `${app.domain}+deal${blue.id}@pipedrivemail.com`,
        },
      },
    ]);
    const items = await app.data("GET", "/api/v2/itemSearch?term=blue&item_types=deal");
    expect((items.items as Items).length).toBe(3);
    const byField = "/v1/itemSearch/field?term=Qua&field_type=dealField&return_item_ids=1";
    expect(await app.data("GET", `${byField}&field_key=${field.key}`)).toEqual([
      { id: coded.id, [field.key]: "Quartz" },
    ]);
    await app.data("DELETE", `/api/v2/deals/${blue.id}`);
    await app.data("PATCH", `/api/v2/deals/${won.id}`, { title: "Red gate" });
    expect(await found("term=blue")).toEqual([hidden.id]);
    await app.data("PATCH", `/api/v2/deals/${blue.id}`, { is_deleted: false });
    expect(await found("term=blue")).toEqual([blue.id, hidden.id]);
  });

  test("a field or a label that goes away is gone from deals", async () => {
    const app = await startTestApp(engine);
    const field = await app.data("POST", "/v1/dealFields", { name: "Code", field_type: "varchar" });
    const [label, channel] = (await app.data("GET", "/v1/dealFields?limit=500")).filter(
      ({ key }: { key: string }) => key === "label_ids" || key === "channel",
    );
    const option = (at: { id: number }, text: string) =>
      app.data("PUT", `/v1/dealFields/${at.id}`, { options: [{ label: text }] });
    const [hot] = (await option(label, "Hot")).options;
    const [fair] = (await option(channel, "Fair")).options;
    const deal = await app.data("POST", "/v1/deals", {
      ...{ title: "x", label: hot.id, channel: fair.id, [field.key]: "Quartz" },
    });
    expect(deal).toMatchObject({ label: `${hot.id}`, channel: fair.id, [field.key]: "Quartz" });
    for (const at of [label, channel]) await app.data("PUT", `/v1/dealFields/${at.id}`, { options: [] });
    await app.data("DELETE", `/v1/dealFields/${field.id}`);
    const after = await app.data("GET", `/v1/deals/${deal.id}`);
    expect(after).toMatchObject({ label: null, channel: null, update_time: deal.update_time });
    expect(await app.data("GET", "/v1/deals/search?term=quartz")).toEqual({ items: [] });
  });

  test("webhooks of both versions tell of deals to those who see them", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    await scene.subscribe({ event_object: "deal" });
    await scene.subscribe({ event_object: "deal", event_action: "*", version: "1.0" });
    const field = await app.data("POST", "/v1/dealFields", { name: "Code", field_type: "varchar" });
    const deal = await app.add.deal({ value: 100, custom_fields: { [field.key]: "Q" } });
    await app.data("PATCH", `/api/v2/deals/${deal.id}`, { status: "won" });
    await app.data("DELETE", `/api/v2/deals/${deal.id}`);
    await scene.deliver();
    const bodies = receiver.received.map(({ body }) => body);
    const [create, change, remove] = bodies.filter(({ meta }) => meta.version === "2.0");
    // The members of Pipedrive's sample, in its order.
    expect(Object.keys(create.data)).toEqual([
      ...["add_time", "channel", "channel_id", "close_time", "creator_user_id", "currency", "custom_fields"],
      ...["expected_close_date", "first_won_time", "id", "label_ids", "lost_reason", "lost_time", "org_id"],
      ...["origin", "origin_id", "owner_id", "person_id", "pipeline_id", "probability", "stage_change_time"],
      ...["stage_id", "status", "title", "update_time", "value", "visible_to", "won_time"],
    ]);
    expect(create).toMatchObject({
      data: { id: deal.id, visible_to: "3", custom_fields: { [field.key]: { type: "varchar", value: "Q" } } },
      meta: { entity: "deal", entity_id: `${deal.id}`, permitted_user_ids: [`${app.actor.user_id}`] },
    });
    expect(change.previous).toMatchObject({ status: "open", won_time: null });
    expect(change.data).toMatchObject({ status: "won", close_time: change.data.won_time });
    expect([remove.data, remove.previous.status]).toEqual([null, "won"]);
    const v1 = bodies.filter(({ v }) => v === 1);
    expect(v1.map(({ event }) => event)).toEqual(["added.deal", "updated.deal", "deleted.deal"]);
    expect(v1[1]).toMatchObject({
      current: { id: deal.id, status: "won", user_id: app.actor.user_id, cc_email: expect.any(String) },
      previous: { status: "open" },
    });
  });
});
