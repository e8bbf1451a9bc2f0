import type { Lead, Operation } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { addField } from "../../test/fields.ts";
import { engines } from "../../test/storage.ts";

const lately = async (app: TestApp) => app.data("GET", "/foyer/undo");
const read = (app: TestApp, { id }: { id: string }): Promise<Lead> => app.data("GET", `/v1/leads/${id}`);

/** Undoes the latest thing the administrator did. */
async function undoLast(app: TestApp, body: object = {}): Promise<Operation> {
  const [{ id }] = await lately(app);
  return app.data("POST", `/foyer/undo/${id}`, body);
}

describe.each(engines)("undo on %s", (engine) => {
  test("puts a change of a lead back, and nothing that was changed beside it", async () => {
    const app = await startTestApp(engine);
    const label = await app.add.label();
    const lead = await app.add.lead({ title: "First" });
    await app.data("PATCH", `/v1/leads/${lead.id}`, { title: "Second", label_ids: [label.id] });
    const [{ id }] = await lately(app);
    await app.data("PATCH", `/v1/leads/${lead.id}`, { was_seen: true });
    await app.add.activity({ lead_id: lead.id }); // changes the lead too, but that is no deed of its own
    expect(await lately(app)).toMatchObject([
      { kind: "change", lead_id: lead.id, title: "Second", fields: ["was_seen"], can_undo: true },
      { id, kind: "change", fields: ["title", "label_ids"], before: { title: "First" }, count: 1 },
    ]);
    const done = await app.data("POST", `/foyer/undo/${id}`, {});
    expect(done).toMatchObject({ kind: "undo", state: "done", undoes: id, changed: 1, refused: 0 });
    const after = await read(app, lead);
    const { update_time, next_activity_id } = after;
    expect(after).toEqual({ ...lead, was_seen: true, update_time, next_activity_id });
    expect(after.update_time > lead.update_time).toBe(true);
    expect(await app.data("GET", `/v1/leads/search?term=First`)).toMatchObject({ items: [{}] });
    expect((await lately(app))[1]).toMatchObject({ id, can_undo: false, reason: "undone" });
    expect((await app.request("POST", `/foyer/undo/${id}`, { body: {} })).status).toBe(409);
    await app.data("POST", `/foyer/undo/${done.id}`, {}); // done again, and undone again
    expect(await read(app, lead)).toMatchObject({ title: "Second", label_ids: [label.id] });
    await app.data("POST", `/foyer/undo/${id}`, {});
    expect(await read(app, lead)).toMatchObject({ title: "First", label_ids: [] });
  });

  test("is refused of what is undone, however often it was done again meanwhile", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead({ title: "First" });
    await app.data("PATCH", `/v1/leads/${lead.id}`, { title: "Second" });
    const [{ id }] = await lately(app);
    const stateOf = async () => {
      const [{ can_undo }] = await lately(app);
      return [can_undo, (await read(app, lead)).title];
    };
    let last = id;
    for (const title of ["First", "Second", "First", "Second", "First"]) {
      ({ id: last } = await app.data("POST", `/foyer/undo/${last}`, {}));
      expect(await stateOf()).toEqual([title === "Second", title]);
    }
    expect((await app.request("POST", `/foyer/undo/${id}`, { body: {} })).status).toBe(409);
  });

  test("is refused where the same was changed since, unless forced", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead({ title: "First" });
    await app.data("PATCH", `/v1/leads/${lead.id}`, { title: "Second" });
    const [{ id }] = await lately(app);
    await app.data("PATCH", `/v1/leads/${lead.id}`, { title: "Third" });
    const refused = await app.request("POST", `/foyer/undo/${id}`, { body: {} });
    expect(refused.status).toBe(409);
    expect(refused.body.data.refusals).toEqual([{ id: lead.id, reason: "moved_on", members: ["title"] }]);
    expect(await read(app, lead)).toMatchObject({ title: "Third" });
    await app.data("POST", `/foyer/undo/${id}`, { force: true });
    expect(await read(app, lead)).toMatchObject({ title: "First" });
  });

  test("brings a deleted lead back with all that went with it", async () => {
    const app = await startTestApp(engine);
    const field = await addField(app, "deal", "varchar");
    const label = await app.add.label();
    const bob = await app.colleague();
    const person = await app.add.person();
    const wanted = { title: "Green gate", person_id: person.id, label_ids: [label.id] };
    const added = await app.add.lead({ ...wanted, [field.key]: "large" });
    const note = await app.add.note({ lead_id: added.id, content: "Only here" });
    const shared = await app.add.note({ lead_id: added.id, person_id: person.id, content: "On both" });
    await app.data("POST", `/v1/notes/${note.id}/comments`, { content: "A comment" });
    await app.add.activity({ lead_id: added.id });
    const later = await app.add.activity({ lead_id: added.id, due_date: "2020-01-01" });
    await app.data("POST", `/foyer/leads/${added.id}/followers`, { user_id: bob.id });
    const state = async () => ({
      lead: await read(app, added),
      notes: [await app.data("GET", `/v1/notes/${note.id}`), await app.data("GET", `/v1/notes/${shared.id}`)],
      comments: await app.data("GET", `/v1/notes/${note.id}/comments`),
      activities: await app.data("GET", `/api/v2/activities?lead_id=${added.id}`),
      followers: await app.data("GET", `/foyer/leads/${added.id}/followers`),
      found: await app.data("GET", "/v1/leads/search?term=only here"),
      byLabel: await app.data("GET", "/v1/leads"),
    });
    const before = await state();
    expect(before.lead.next_activity_id).toBe(later.id);
    await app.data("DELETE", `/v1/leads/${added.id}`);
    expect((await app.request("GET", `/v1/leads/${added.id}`)).status).toBe(404);
    expect((await lately(app))[0]).toMatchObject({ kind: "delete", lead_id: added.id, title: "Green gate" });
    await undoLast(app);
    const timeless = (value: unknown) => JSON.stringify(value).replaceAll(/"update_time":"[^"]+"/g, "");
    expect(timeless(await state())).toBe(timeless(before));
  });

  test("is one's own affair, an administrator's, and not for ever", async () => {
    const app = await startTestApp(engine);
    const [bob, eve] = [await app.colleague("Bob"), await app.colleague("Eve")];
    const lead = await app.add.lead();
    await app.request("PATCH", `/v1/leads/${lead.id}`, { body: { title: "Bob's" }, token: bob.token });
    const { body } = await app.request("GET", "/foyer/undo", { token: bob.token });
    const [{ id }] = body.data;
    expect((await app.request("GET", "/foyer/undo", { token: eve.token })).body.data).toEqual([]);
    const path = `/foyer/undo/${id}`;
    expect((await app.request("POST", path, { body: {}, token: eve.token })).status).toBe(404);
    expect((await app.request("POST", path, { body: {}, token: app.token })).status).toBe(200);
    const reader = await app.scoped("leads:read");
    expect((await app.request("POST", path, { body: {}, token: reader })).status).toBe(403);
  });

  test("lets who gave a lead away take it back, though it is out of sight by then", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const { id: person_id } = await app.add.person();
    const asBob = async (method: string, path: string, body?: unknown) =>
      (await app.request(method, path, { body, token: bob.token })).body.data;
    const lead = await asBob("POST", "/v1/leads", { title: "Private", person_id, visible_to: "1" });
    await asBob("PATCH", `/v1/leads/${lead.id}`, { owner_id: app.actor.user_id });
    expect((await app.request("GET", `/v1/leads/${lead.id}`, { token: bob.token })).status).toBe(404);
    const [{ id, title }] = await asBob("GET", "/foyer/undo");
    expect(title).toBe(null);
    await asBob("POST", `/foyer/undo/${id}`, {});
    expect(await asBob("GET", `/v1/leads/${lead.id}`)).toMatchObject({ owner_id: bob.id });
  });
});
