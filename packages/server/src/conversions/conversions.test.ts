import type { Lead } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { addField } from "../../test/fields.ts";
import { engines } from "../../test/storage.ts";

const GONE = {
  success: false,
  error: "Entity was not found",
  error_info: "Object was not found.",
  data: null,
  additional_data: null,
};
const NOBODY = "6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e60";

/** Converts a lead and answers the deal's id. */
async function convert(app: TestApp, { id }: { id: string }, body?: object): Promise<number> {
  const { conversion_id } = await app.data("POST", `/api/v2/leads/${id}/convert/deal`, body);
  return (await app.data("GET", `/api/v2/leads/${id}/convert/status/${conversion_id}`)).deal_id;
}

/** A label of deals. */
async function dealLabel(app: TestApp, label: string): Promise<number> {
  const { id } = await app
    .data("POST", "/api/v2/dealFields/label_ids/options", [{ label }])
    .then(([one]) => one);
  return id;
}

const dealOf = (app: TestApp, id: number) =>
  app.data("GET", `/api/v2/deals/${id}?include_fields=source_lead_id`);

describe.each(engines)("conversion on %s", (engine) => {
  test("answers as Pipedrive does, and for ever after", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    const path = `/api/v2/leads/${lead.id}/convert`;
    const begun = await app.request(
      "POST",
      `${path.toUpperCase().replace("/API/V2/LEADS", "/api/v2/leads").replace("/CONVERT", "/convert")}/deal`,
    );
    expect(begun.status).toBe(200);
    const { conversion_id } = begun.body.data;
    expect(begun.text).toBe(
      `{"success":true,"data":{"conversion_id":"${conversion_id}"},"additional_data":null}`,
    );
    const status = await app.request("GET", `${path}/status/${conversion_id}`);
    const { deal_id } = status.body.data;
    expect(status.text).toBe(
      `{"success":true,"data":{"deal_id":${deal_id},"conversion_id":"${conversion_id}","status":"completed"},"additional_data":null}`,
    );
    expect((await app.request("GET", `/v1/leads/${lead.id}`)).status).toBe(404);
    expect(await app.data("POST", `${path}/deal`, {})).toEqual({ conversion_id }); // asked again: answered again
    for (const [method, url] of [
      ["POST", `/api/v2/leads/${NOBODY}/convert/deal`],
      ["GET", `${path}/status/${NOBODY}`],
      ["GET", `/api/v2/leads/${NOBODY}/convert/status/${conversion_id}`],
      ["POST", "/api/v2/deals/999/convert/lead"],
      ["GET", `/api/v2/deals/${deal_id}/convert/status/${conversion_id}`],
    ] as const) {
      const answer = await app.request(method, url, method === "POST" ? { body: {} } : {});
      expect([answer.status, answer.body], url).toEqual([404, GONE]);
    }
  });

  test("gives the deal all that the lead is, and all that hangs on it", async () => {
    const app = await startTestApp(engine);
    const [size, price] = [await addField(app, "deal", "varchar"), await addField(app, "deal", "monetary")];
    const [bob, person, organization] = [
      await app.colleague(),
      await app.add.person(),
      await app.add.organization(),
    ];
    const [hot, odd] = [await app.add.label({ name: "Urgent" }), await app.add.label({ name: "Odd" })];
    const urgent = await dealLabel(app, "URGENT");
    const lead = await app.add.lead({
      ...{ title: "Green gate", owner_id: bob.id, person_id: person.id, organization_id: organization.id },
      ...{ label_ids: [odd.id, hot.id], value: { amount: 12.5, currency: "USD" }, visible_to: "1" },
      ...{ expected_close_date: "2030-01-02", channel: 3, channel_id: "spring", origin_id: "x1" },
      ...{ [size.key]: "large", [price.key]: 5, [`${price.key}_currency`]: "SEK" },
    });
    const pinned = await app.add.note({ lead_id: lead.id, content: "Only here", pinned_to_lead_flag: 1 });
    await app.data("POST", `/v1/notes/${pinned.id}/comments`, { content: "A comment" });
    const [open, done] = [
      await app.add.activity({ lead_id: lead.id }),
      await app.add.activity({ lead_id: lead.id, done: true }),
    ];
    await app.data("POST", `/foyer/leads/${lead.id}/followers`, { user_id: app.actor.user_id });
    const id = await convert(app, lead);
    expect(await dealOf(app, id)).toMatchObject({
      ...{ title: "Green gate", owner_id: bob.id, person_id: person.id, org_id: organization.id },
      ...{ label_ids: [urgent], value: 12.5, currency: "USD", visible_to: 1, status: "open" },
      ...{
        expected_close_date: "2030-01-02",
        channel: 3,
        channel_id: "spring",
        origin: "API",
        origin_id: "x1",
      },
      custom_fields: { [size.key]: "large", [price.key]: { value: 5, currency: "SEK" } },
      ...{ source_lead_id: lead.id, stage_id: 1, pipeline_id: 1, is_deleted: false, is_archived: false },
    });
    const note = await app.data("GET", `/v1/notes/${pinned.id}`);
    expect(note).toMatchObject({ lead_id: null, deal_id: id, pinned_to_deal_flag: true });
    expect(await app.data("GET", `/v1/notes/${pinned.id}/comments`)).toHaveLength(1);
    const activities = await app.data("GET", `/api/v2/activities?deal_id=${id}`);
    expect(activities.map((one: { id: number }) => one.id)).toEqual([open.id, done.id]);
    expect(activities).toMatchObject([{ lead_id: null }, { lead_id: null }]);
    const found = await app.data("GET", "/api/v2/deals/search?term=only here");
    expect(found.items).toMatchObject([{ item: { id } }]);
    const counted = await app.data("GET", `/api/v2/deals/${id}?include_fields=followers_count`);
    expect(counted.followers_count).toBe(1);
  });

  test("begins in the stage, else the pipeline asked for, and refuses what is none", async () => {
    const app = await startTestApp(engine);
    const pipeline = await app.data("POST", "/api/v2/pipelines", { name: "Second" });
    const stages = [];
    for (const name of ["One", "Two"])
      stages.push(await app.data("POST", "/api/v2/stages", { name, pipeline_id: pipeline.id }));
    const [first, second] = stages;
    const begin = async (body: object) => {
      const { stage_id, pipeline_id } = await dealOf(app, await convert(app, await app.add.lead(), body));
      return { stage_id, pipeline_id };
    };
    expect(await begin({ pipeline_id: pipeline.id })).toEqual({
      stage_id: first.id,
      pipeline_id: pipeline.id,
    });
    const both = { stage_id: second.id, pipeline_id: 1 };
    expect(await begin(both)).toEqual({ stage_id: second.id, pipeline_id: pipeline.id });
    const lead = await app.add.lead();
    for (const body of [{ stage_id: 99 }, { pipeline_id: 99 }, { stage_id: "x" }, { title: "x" }])
      expect((await app.request("POST", `/api/v2/leads/${lead.id}/convert/deal`, { body })).status).toBe(400);
    expect(await app.data("GET", `/v1/leads/${lead.id}`)).toEqual(lead);
  });

  test("makes one deal of a lead, however many ask at once", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    const path = `/api/v2/leads/${lead.id}/convert/deal`;
    const answers = await Promise.all(Array.from({ length: 50 }, () => app.data("POST", path, {})));
    expect(new Set(answers.map(({ conversion_id }) => conversion_id)).size).toBe(1);
    expect(await app.data("GET", "/api/v2/deals")).toHaveLength(1);
  });

  test("makes a deal a lead again, with all that hangs on it", async () => {
    const app = await startTestApp(engine);
    const field = await addField(app, "deal", "varchar");
    const label = await app.add.label({ name: "Urgent" });
    const urgent = await dealLabel(app, "urgent");
    const { id: person_id } = await app.add.person();
    const deal = await app.data("POST", "/api/v2/deals", {
      ...{ title: "Blue door", person_id, value: 7, currency: "USD", label_ids: [urgent], visible_to: 7 },
      custom_fields: { [field.key]: "small" },
    });
    const note = await app.data("POST", "/v1/notes", { deal_id: deal.id, content: "Of the deal" });
    const { id: next_activity_id } = await app.add.activity({ deal_id: deal.id, lead_id: null });
    const path = `/api/v2/deals/${deal.id}/convert`;
    const { conversion_id } = await app.data("POST", `${path}/lead`);
    const status = await app.request("GET", `${path}/status/${conversion_id}`);
    const { lead_id } = status.body.data;
    expect(status.body.data).toEqual({ lead_id, conversion_id, status: "completed" });
    const lead: Lead = await app.data("GET", `/v1/leads/${lead_id}`);
    expect(lead).toMatchObject({
      ...{ title: "Blue door", person_id, value: { amount: 7, currency: "USD" }, label_ids: [label.id] },
      ...{ source_name: "Deal", source_deal_id: deal.id, visible_to: "7", next_activity_id },
      [field.key]: "small",
    });
    expect(await app.data("GET", `/v1/notes/${note.id}`)).toMatchObject({ lead_id, deal_id: null });
    expect(await app.data("GET", "/v1/leads/search?term=of the deal")).toMatchObject({ items: [{}] });
    expect(await dealOf(app, deal.id)).toMatchObject({ is_deleted: true });
    expect(await app.data("POST", `${path}/lead`)).toEqual({ conversion_id });
    const bare = await app.data("POST", "/api/v2/deals", { title: "Of nobody" });
    expect((await app.request("POST", `/api/v2/deals/${bare.id}/convert/lead`)).status).toBe(400);
  });

  test("of a deal takes with it what hangs on another lead too, which is found by that no more", async () => {
    const app = await startTestApp(engine);
    const { id: person_id } = await app.add.person();
    const [other, deal] = [await app.add.lead(), await app.add.deal({ person_id })];
    const both = { lead_id: other.id, deal_id: deal.id };
    const note = await app.data("POST", "/v1/notes", { ...both, content: "Mahogany" });
    const call = await app.add.activity(both);
    const { conversion_id } = await app.data("POST", `/api/v2/deals/${deal.id}/convert/lead`);
    const { lead_id } = await app.data("GET", `/api/v2/deals/${deal.id}/convert/status/${conversion_id}`);
    expect(await app.data("GET", `/v1/notes/${note.id}`)).toMatchObject({ lead_id, deal_id: null });
    const found = await app.data("GET", "/v1/leads/search?term=mahogany");
    expect(found).toMatchObject({ items: [{ item: { id: lead_id } }] });
    expect(found.items).toHaveLength(1);
    expect(await app.data("GET", `/v1/leads/${other.id}`)).toMatchObject({ next_activity_id: null });
    expect(await app.data("GET", `/v1/leads/${lead_id}`)).toMatchObject({ next_activity_id: call.id });
  });

  test("needs sight of the lead, a scope and the permission, and tells others nothing", async () => {
    const app = await startTestApp(engine);
    const [bob, eve] = [await app.colleague("Bob"), await app.colleague("Eve")];
    const { id: person_id } = await app.add.person();
    const hidden = await app.add.lead({ person_id, visible_to: "1" });
    const path = `/api/v2/leads/${hidden.id}/convert`;
    const post = (token: string) => app.request("POST", `${path}/deal`, { body: {}, token });
    expect((await post(bob.token)).body).toEqual(GONE);
    expect((await post(await app.scoped("leads:read"))).status).toBe(403);
    expect((await post(await app.scoped("deals:full"))).status).toBe(403);
    const { conversion_id } = (await post(app.token)).body.data;
    expect((await post(eve.token)).body).toEqual(GONE);
    const read = await app.request("GET", `${path}/status/${conversion_id}`, { token: eve.token });
    expect(read.body).toEqual(GONE);
  });
});
