import { setTimeout as sleep } from "node:timers/promises";
import type { Lead, Operation } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { createPlan } from "../seed/plan.ts";
import { fillCompany } from "../seed/seed.ts";

useOwnDatabase();

/** Enough for several chunks; more in the name of patience. */
const wanted = process.env.FOYER_BULK_LEADS;
const LEADS = { sqlite: Number(wanted ?? 900), postgres: Number(wanted ?? 500) };

const leads = (app: TestApp, query = ""): Promise<Lead[]> => app.data("GET", `/v1/leads?limit=500&${query}`);

/** An operation when it has ended. */
async function ended(app: TestApp, { id }: { id: number }): Promise<Operation> {
  for (;;) {
    const operation: Operation = await app.data("GET", `/foyer/bulk/${id}`);
    if (operation.end_time !== null) return operation;
    await sleep(20);
  }
}

const bulk = async (app: TestApp, body: object): Promise<Operation> =>
  ended(app, await app.data("POST", "/foyer/bulk", body));

const undo = async (app: TestApp, { id }: { id: number }, body: object = {}): Promise<Operation> =>
  ended(app, await app.data("POST", `/foyer/undo/${id}`, body));

const timeless = (found: readonly Lead[]) => found.map(({ update_time: _, ...lead }) => lead);

describe.each(engines)("bulk on %s", (engine) => {
  test("changes named leads, tells of those it could not, and is undone", async () => {
    const app = await startTestApp(engine);
    const [red, blue] = [await app.add.label({ name: "Red" }), await app.add.label({ name: "Blue" })];
    const [first, second, archived] = [
      await app.add.lead({ label_ids: [red.id] }),
      await app.add.lead(),
      await app.add.lead(),
    ];
    await app.data("PATCH", `/v1/leads/${archived.id}`, { is_archived: true });
    const nobody = "6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e60";
    const ids = [first.id.toUpperCase(), second.id, second.id, archived.id, nobody];
    const change = { add_label_ids: [blue.id], remove_label_ids: [red.id], was_seen: true };
    const before = await leads(app);
    const done = await bulk(app, { ids, action: "change", change });
    expect(done).toMatchObject({ kind: "bulk", state: "done", total: 4, done: 4, changed: 2, refused: 2 });
    expect(done.refusals).toEqual([
      { id: archived.id, reason: "lead_archived" },
      { id: nobody, reason: "lead_not_found" },
    ]);
    expect(await leads(app)).toMatchObject([
      { id: first.id, label_ids: [blue.id], was_seen: true },
      { id: second.id, label_ids: [blue.id], was_seen: true },
    ]);
    const again = await bulk(app, { ids: [first.id, second.id], action: "change", change });
    expect(again).toMatchObject({ changed: 0, refused: 0 });
    expect(await app.data("GET", "/foyer/undo")).toMatchObject([
      { id: again.id, kind: "bulk", count: 0 },
      { id: done.id, kind: "bulk", count: 2, what: { action: "change", change }, can_undo: true },
      { kind: "change", lead_id: archived.id },
    ]);
    expect(await undo(app, done)).toMatchObject({ kind: "undo", state: "done", changed: 2, refused: 0 });
    expect(timeless(await leads(app))).toEqual(timeless(before));
  });

  test("changes all of a list but some, as the preview says", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const organization = await app.add.organization();
    const wanted = [];
    for (let count = 0; count < 3; count += 1)
      wanted.push(await app.add.lead({ organization_id: organization.id, title: `Lead ${count}` }));
    const other = await app.add.lead();
    const body = {
      list: { organization_id: organization.id },
      except: [wanted[0]?.id],
      action: "change",
      change: { owner_id: bob.id, is_archived: true },
    };
    const preview = await app.data("POST", "/foyer/bulk/preview", body);
    expect(preview).toMatchObject({ total: 2, examined: 2, changed: 2, refused: 0, refusals: [] });
    expect(preview.examples[0]).toMatchObject({
      id: wanted[1]?.id,
      title: "Lead 1",
      changes: [
        { field: "owner_id", from: app.actor.user_id, to: bob.id },
        { field: "is_archived", from: false, to: true },
        { field: "archive_time", from: null },
      ],
    });
    expect(await leads(app, "archived_status=archived")).toEqual([]);
    expect(await bulk(app, body)).toMatchObject({ total: 2, changed: 2 });
    expect((await leads(app)).map(({ id }) => id)).toEqual([wanted[0]?.id, other.id]);
    expect(await leads(app, "archived_status=archived")).toMatchObject([
      { id: wanted[1]?.id, owner_id: bob.id },
      { id: wanted[2]?.id, owner_id: bob.id },
    ]);
  });

  test("is undone but for what was changed since, unless forced", async () => {
    const app = await startTestApp(engine);
    const [first, second] = [await app.add.lead({ title: "A" }), await app.add.lead({ title: "B" })];
    const change = { was_seen: true };
    const done = await bulk(app, { list: {}, action: "change", change });
    await app.data("PATCH", `/v1/leads/${first.id}`, { title: "Another matter" });
    await app.data("PATCH", `/v1/leads/${second.id}`, { was_seen: false });
    await app.data("PATCH", `/v1/leads/${second.id}`, { is_archived: true });
    await app.data("DELETE", `/v1/leads/${second.id}`);
    const undone = await undo(app, done);
    expect(undone).toMatchObject({ changed: 1, refused: 1 });
    expect(undone.refusals).toEqual([{ id: second.id, reason: "lead_not_found" }]);
    expect(await leads(app)).toMatchObject([{ id: first.id, was_seen: false, title: "Another matter" }]);

    const again = await bulk(app, { ids: [first.id], action: "change", change: { is_archived: true } });
    await app.data("PATCH", `/v1/leads/${first.id}`, { is_archived: false });
    await bulk(app, { ids: [first.id], action: "change", change: { is_archived: true } });
    const refused = await undo(app, again);
    expect(refused.refusals).toEqual([{ id: first.id, reason: "moved_on", members: ["archive_time"] }]);
    expect(await undo(app, again, { force: true })).toMatchObject({ changed: 1, refused: 0 });
    expect(await leads(app)).toMatchObject([{ id: first.id, is_archived: false, archive_time: null }]);
  });

  test("deletes only for who may, only what they see, and brings all back", async () => {
    const app = await startTestApp(engine);
    const [bob, eve] = [await app.colleague("Bob"), await app.colleague("Eve")];
    const { id: person_id } = await app.add.person();
    const hidden = await app.add.lead({ person_id, visible_to: "1" });
    const shared = await app.add.lead({ person_id, visible_to: "7" });
    await app.add.note({ lead_id: shared.id });
    await app.add.activity({ lead_id: shared.id });
    const set = (await app.data("GET", "/v1/permissionSets")).find(
      ({ app: of, type }: { app: string; type: string }) => of === "sales" && type === "regular",
    );
    const [{ contents }] = await app.data("GET", `/v1/permissionSets/${set.id}`);
    const permit = (names: string[]) =>
      app.data("PATCH", `/foyer/permission-sets/${set.id}`, { contents: names });
    const body = { list: {}, action: "delete" };
    await permit(contents.filter((name: string) => name !== "can_delete_leads"));
    expect((await app.request("POST", "/foyer/bulk", { body, token: bob.token })).status).toBe(403);
    await permit(contents);
    const before = await leads(app);
    const started = (await app.request("POST", "/foyer/bulk", { body, token: eve.token })).body.data;
    expect(await ended(app, started)).toMatchObject({ changed: 1, refused: 0 });
    expect((await app.request("GET", `/foyer/bulk/${started.id}`, { token: bob.token })).status).toBe(404);
    expect((await leads(app)).map(({ id }) => id)).toEqual([hidden.id]);
    await undo(app, started);
    expect(timeless(await leads(app))).toEqual(timeless(before));
    expect(await app.data("GET", `/v1/notes?lead_id=${shared.id}`)).toHaveLength(1);
  });

  test("refuses what can be meant in no way or two", async () => {
    const app = await startTestApp(engine);
    const { id } = await app.add.lead();
    const change = { was_seen: true };
    const bodies = [
      { action: "delete" },
      { ids: [id], list: {}, action: "delete" },
      { ids: [id], except: [id], action: "delete" },
      { ids: [id], action: "delete", change },
      { ids: [id], action: "change" },
      { ids: [id], action: "change", change: {} },
      { ids: [id], action: "change", change: { owner_id: 99 } },
      { ids: [id], action: "change", change: { add_label_ids: [id] } },
      { list: { filter_id: 99 }, action: "change", change: { label_ids: [id] } },
    ];
    for (const body of bodies)
      expect((await app.request("POST", "/foyer/bulk", { body })).status, JSON.stringify(body)).toBe(400);
    expect(await app.data("GET", "/foyer/undo")).toEqual([]);
  });

  test("stops where it is told to, lets others write meanwhile, and puts them all back", {
    timeout: 60_000 + LEADS[engine] * 100,
  }, async () => {
    const app = await startTestApp(engine);
    const company = { id: app.actor.company_id, domain: app.domain, name: "Acme", add_time: 0 };
    await fillCompany(app.storage, company, {
      plan: createPlan({ seed: 1, leads: LEADS[engine], until: Date.now() }),
    });
    const label = await app.add.label({ name: "All" });
    const before = await leads(app, "sort=title");
    const body = { list: {}, action: "change", change: { add_label_ids: [label.id] } };
    const cut = await app.data("POST", "/foyer/bulk", body);
    while ((await app.data("GET", `/foyer/bulk/${cut.id}`)).done === 0) await sleep(1);
    const stopped = await app.data("POST", `/foyer/bulk/${cut.id}/stop`);
    expect(stopped.state).toBe("stopped");
    expect(stopped.changed).toBeLessThan(LEADS[engine]);
    expect(await undo(app, stopped)).toMatchObject({ changed: stopped.changed, refused: 0 });
    const all = await app.data("POST", "/foyer/bulk", body);
    expect((await app.request("POST", `/foyer/undo/${all.id}`, { body: {} })).status).toBe(409);
    const added = await app.add.lead({ title: "Meanwhile" });
    const done = await ended(app, all);
    expect(done).toMatchObject({ state: "done", done: done.total, refused: 0 });
    expect(added.label_ids).toEqual([]);
    await app.data("DELETE", `/v1/leads/${added.id}`);
    await undo(app, done);
    expect(timeless(await leads(app, "sort=title"))).toEqual(timeless(before));
  });
});
