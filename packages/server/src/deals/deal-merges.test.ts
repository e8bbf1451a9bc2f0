import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { addField } from "../../test/fields.ts";
import { engines } from "../../test/storage.ts";

describe.each(engines)("deals like others on %s", (engine) => {
  test("a copy is open and new, with all that was said of the other and who takes part in it", async () => {
    const app = await startTestApp(engine);
    const [ann, bea] = [await app.add.person(), await app.add.person({ name: "Bea" })];
    const field = await addField(app, "deal", "double");
    const said = { person_id: ann.id, value: 7, label_ids: [1], probability: 50, visible_to: 7 as const };
    const custom_fields = { [field.key]: 12.5 };
    const deal = await app.add.deal({ ...said, stage_id: 3, status: "won", custom_fields });
    await app.data("POST", `/v1/deals/${deal.id}/participants`, { person_id: bea.id });
    await app.data("POST", "/v1/notes", { content: "x", deal_id: deal.id });
    const copy = await app.data("POST", `/v1/deals/${deal.id}/duplicate`);
    expect(copy).toMatchObject({
      ...{ title: "Blue door", person_id: ann.id, value: 7, label: "1", stage_id: 3, status: "open" },
      ...{ won_time: null, participants_count: 2, notes_count: 0, [field.key]: 12.5, visible_to: "7" },
    });
    expect(copy.id).not.toBe(deal.id);
    expect(await app.data("GET", `/api/v2/deals/${copy.id}`)).toMatchObject({ ...said, custom_fields });
    expect((await app.request("POST", "/v1/deals/99/duplicate")).status).toBe(404);
  });

  test("of two merged deals one stays, with what the other had and it lacked; undone, both are there again", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const { id: org_id } = await app.add.organization();
    const [ann, bea] = [await app.add.person(), await app.add.person({ name: "Bea" })];
    const stays = await app.add.deal({ title: "Stays", person_id: ann.id, label_ids: [1] });
    const goes = await app.add.deal({ title: "Goes", person_id: bea.id, org_id, value: 5, label_ids: [2] });
    const note = await app.data("POST", "/v1/notes", { content: "x", deal_id: goes.id });
    const call = await app.add.activity({ lead_id: null, deal_id: goes.id });
    await app.data("POST", `/v1/deals/${goes.id}/followers`, { user_id: bob.id });
    const before = [
      await app.data("GET", `/v1/deals/${stays.id}`),
      await app.data("GET", `/v1/deals/${goes.id}`),
    ];
    const url = `/v1/deals/${goes.id}/merge`;
    const merged = await app.data("PUT", url, { merge_with_id: stays.id });
    expect(merged).toMatchObject({
      ...{ id: stays.id, merge_what_id: goes.id, title: "Stays", value: 5, person_id: ann.id, org_id },
      ...{ label: "1,2", notes_count: 1, activities_count: 1, followers_count: 1, participants_count: 2 },
    });
    expect(await app.data("GET", `/v1/notes/${note.id}`)).toMatchObject({ deal_id: stays.id });
    expect(await app.data("GET", `/api/v2/activities/${call.id}`)).toMatchObject({ deal_id: stays.id });
    expect(await app.data("GET", `/v1/deals/${goes.id}`)).toMatchObject({ deleted: true });
    expect((await app.request("PUT", url, { body: { merge_with_id: stays.id } })).status).toBe(404);
    const [{ id: operation, kind }] = await app.data("GET", "/foyer/undo");
    expect(kind).toBe("merge");
    await app.data("POST", `/foyer/undo/${operation}`, {});
    for (const [place, { id }] of [stays, goes].entries()) {
      const {
        update_time: _,
        age: _a,
        stay_in_pipeline_stages: _s,
        participants_count: _p,
        ...was
      } = before[place];
      expect(await app.data("GET", `/v1/deals/${id}`)).toMatchObject({
        ...was,
        ...(was.next_activity && { next_activity: { id: call.id } }),
      });
    }
  });

  test("what hangs on a lead too stays there when its deal is merged", async () => {
    const app = await startTestApp(engine);
    const [lead, stays, goes] = [await app.add.lead(), await app.add.deal(), await app.add.deal()];
    const both = { lead_id: lead.id, deal_id: goes.id };
    const note = await app.data("POST", "/v1/notes", {
      ...both,
      content: "Mahogany",
      pinned_to_lead_flag: 1,
    });
    const call = await app.add.activity(both);
    await app.data("PUT", `/v1/deals/${goes.id}/merge`, { merge_with_id: stays.id });
    const now = { lead_id: lead.id, deal_id: stays.id };
    expect(await app.data("GET", `/v1/notes/${note.id}`)).toMatchObject({
      ...now,
      pinned_to_lead_flag: true,
    });
    expect(await app.data("GET", `/api/v2/activities/${call.id}`)).toMatchObject(now);
    expect(await app.data("GET", `/v1/leads/${lead.id}`)).toMatchObject({ next_activity_id: call.id });
    const found = await app.data("GET", "/v1/leads/search?term=mahogany");
    expect(found).toMatchObject({ items: [{ item: { id: lead.id } }] });
  });

  test("a deal is not merged with itself, an archived one, nor without the permission", async () => {
    const app = await startTestApp(engine);
    const [a, b] = [await app.add.deal(), await app.add.deal({ is_archived: true })];
    const merge = async (id: number, merge_with_id: number) =>
      (await app.request("PUT", `/v1/deals/${id}/merge`, { body: { merge_with_id } })).status;
    expect([await merge(a.id, a.id), await merge(a.id, b.id), await merge(a.id, 99)]).toEqual([
      400, 400, 404,
    ]);
  });
});
