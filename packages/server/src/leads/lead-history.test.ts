import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

describe.each(engines)("the history of a lead on %s", (engine) => {
  test("says who did what, when, and what it was before and after", async () => {
    const app = await startTestApp(engine);
    const label = await app.add.label();
    const lead = await app.add.lead({ title: "First" });
    await app.data("PATCH", `/v1/leads/${lead.id}`, { title: "Second", label_ids: [label.id] });
    await app.data("PATCH", `/v1/leads/${lead.id}`, { title: "Second" });
    const valued = await app.data("PATCH", `/v1/leads/${lead.id}`, { value: { amount: 5, currency: "EUR" } });
    // Of several changes within a millisecond, a lead says of each that it came later than the one before.
    while (Date.now() <= Date.parse(valued.update_time)) await setTimeout(1);
    const archived = await app.data("PATCH", `/v1/leads/${lead.id}`, { is_archived: true });
    const history = await app.data("GET", `/foyer/leads/${lead.id}/history`);
    expect(history).toMatchObject([
      {
        action: "change",
        time: archived.update_time,
        user_id: app.actor.user_id,
        source: "api",
        changes: [
          { field: "is_archived", from: false, to: true },
          { field: "archive_time", from: null, to: archived.archive_time },
        ],
      },
      { action: "change", changes: [{ field: "value", from: null, to: { amount: 5, currency: "EUR" } }] },
      {
        action: "change",
        changes: [
          { field: "title", from: "First", to: "Second" },
          { field: "label_ids", from: [], to: [label.id] },
        ],
      },
      { action: "create", time: lead.add_time, changes: [] },
    ]);
  });

  test("comes in pages", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead({ title: "0" });
    for (const title of ["1", "2", "3", "4"]) await app.data("PATCH", `/v1/leads/${lead.id}`, { title });
    const titles: unknown[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query: string = cursor && `&cursor=${cursor}`;
      const { body } = await app.request("GET", `/foyer/leads/${lead.id}/history?limit=2${query}`);
      titles.push(...body.data.map((one: { changes: { to: string }[] }) => one.changes[0]?.to));
      cursor = body.additional_data.next_cursor;
    }
    expect(titles).toEqual(["4", "3", "2", "1", undefined]);
    const bad = await app.request("GET", `/foyer/leads/${lead.id}/history?cursor=x`);
    expect(bad.status).toBe(400);
  });

  test("is told to who sees the lead and may read leads", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead({ visible_to: "1" });
    const path = `/foyer/leads/${lead.id}/history`;
    const colleague = { name: "C", email: `c@${app.domain}.test`, is_admin: false, password_hash: null };
    const user_id = await app.services.users.add(app.actor, colleague);
    const { secret } = await app.services.tokens.create(app.actor, { user_id, name: "t", scopes: null });
    expect((await app.request("GET", path, { token: secret })).status).toBe(404);
    expect((await app.request("GET", path, { token: await app.scoped("contacts:read") })).status).toBe(403);
    expect((await app.request("GET", path, { token: null })).status).toBe(401);
    await app.data("DELETE", `/v1/leads/${lead.id}`);
    expect((await app.request("GET", path)).status).toBe(404);
  });
});

describe.each(engines)("a change meant for a version of a lead on %s", (engine) => {
  test("is made when the lead is still that, else refused with the lead as it is", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead({ title: "First" });
    const path = `/v1/leads/${lead.id}`;
    const change = (title: string, version: string) =>
      app.request("PATCH", path, { body: { title }, headers: { "if-match": version } });
    const second = await change("Second", `"${lead.update_time}"`);
    expect(second.status).toBe(200);
    const refused = await change("Third", `"${lead.update_time}"`);
    expect(refused.status).toBe(412);
    expect(refused.body).toEqual({
      success: false,
      error: "lead was changed meanwhile",
      error_info: expect.stringMatching(/If-Match/),
      data: second.body.data,
      additional_data: null,
    });
    expect((await app.request("DELETE", path, { headers: { "if-match": '"x"' } })).status).toBe(412);
    expect((await change("Third", "*")).status).toBe(200);
    const { update_time } = await app.data("GET", path);
    expect((await change("Fourth", `W/"other", "${update_time}"`)).status).toBe(200);
    expect((await app.data("PATCH", path, { title: "Fifth" })).title).toBe("Fifth");
  });
});
