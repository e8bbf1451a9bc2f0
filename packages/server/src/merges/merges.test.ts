import type { Lead, Merge, MergePreview } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { type Hanging, setScene } from "../../test/merges/scene.ts";
import { engines } from "../../test/storage.ts";

const full: Hanging = { notes: 1, done: 1, undone: 1, followed: true, labelled: true, valued: true };
const bare: Hanging = { notes: 0, done: 0, undone: 0, followed: false, labelled: false, valued: false };

const read = (app: TestApp, { id }: { id: string }): Promise<Lead> => app.data("GET", `/v1/leads/${id}`);
const merge = (app: TestApp, { id }: Lead, losers: readonly Lead[], fields = {}): Promise<Merge> =>
  app.data("POST", `/foyer/leads/${id}/merge`, { loser_ids: losers.map((lead) => lead.id), fields });
const found = async (app: TestApp, term: string): Promise<string[]> =>
  (await app.data("GET", `/v1/leads/search?term=${term}`)).items.map(
    ({ item }: { item: { id: string } }) => item.id,
  );

describe.each(engines)("merging leads on %s", (engine) => {
  test("makes one of them, as the preview says, with all that hung on either", async () => {
    const app = await startTestApp(engine);
    const { mahogany, walnut, key } = await setScene(app, { ...full, valued: false }, full);
    const body = { loser_ids: [walnut.id], fields: { title: walnut.id, person_id: mahogany.id } };
    const preview: MergePreview = await app.data("POST", `/foyer/leads/${mahogany.id}/merge/preview`, body);
    expect(preview.moves).toEqual({ notes: 1, activities: 2, followers: 1 });
    const own = (field: string) => preview.fields.find((one) => one.field === field);
    expect(own("title")).toEqual({
      field: "title",
      lead_id: walnut.id,
      values: [
        { lead_id: mahogany.id, value: "Mahogany" },
        { lead_id: walnut.id, value: "Walnut" },
      ],
    });
    expect(own(key)).toMatchObject({
      lead_id: walnut.id,
      values: [{ value: null }, { value: { [key]: "Walnut" } }],
    });
    expect(own("owner_id")).toBeUndefined();
    expect(await read(app, mahogany)).toEqual(mahogany);

    const merged: Merge = await app.data("POST", `/foyer/leads/${mahogany.id}/merge`, body);
    const lead = await read(app, mahogany);
    expect(merged).toEqual({ lead, merged_ids: [walnut.id], operation_id: expect.any(Number) });
    const { update_time, next_activity_id, ...rest } = lead;
    expect(preview.lead).toMatchObject(rest);
    expect(rest).toMatchObject({
      title: "Walnut",
      person_id: mahogany.person_id,
      value: walnut.value,
      label_ids: [...mahogany.label_ids, ...walnut.label_ids],
      [key]: "Walnut",
    });
    expect(update_time > mahogany.update_time).toBe(true);
    expect(next_activity_id).toBe(mahogany.next_activity_id);
    expect(await app.data("GET", `/v1/notes?lead_id=${mahogany.id}`)).toHaveLength(2);
    expect(await app.data("GET", `/api/v2/activities?lead_id=${mahogany.id}`)).toHaveLength(4);
    expect(await app.data("GET", `/foyer/leads/${mahogany.id}/followers`)).toHaveLength(2);
    expect(await found(app, "walnut")).toEqual([mahogany.id]);
    expect((await app.data("GET", "/v1/leads")).map(({ id }: Lead) => id)).toEqual([mahogany.id]);
  });

  test("takes what the one that stays lacks, and the next activity from whichever lead it was on", async () => {
    const app = await startTestApp(engine);
    const { mahogany, walnut } = await setScene(app, bare, full);
    await app.data("PATCH", `/v1/leads/${walnut.id}`, { was_seen: true, expected_close_date: "2030-05-05" });
    const { lead } = await merge(app, mahogany, [walnut]);
    expect(lead).toMatchObject({
      title: "Mahogany",
      value: walnut.value,
      expected_close_date: "2030-05-05",
      was_seen: true,
      next_activity_id: walnut.next_activity_id,
    });
  });

  test("lets an old id answer with the lead that stays, however often that was merged on", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const [first, second, third] = [await app.add.lead(), await app.add.lead(), await app.add.lead()];
    await merge(app, second, [first]);
    await merge(app, third, [second]);
    const gone = await app.request("GET", `/v1/leads/${first.id.toUpperCase()}`);
    expect([gone.status, gone.body]).toEqual([
      404,
      {
        success: false,
        error: "requested lead not found",
        error_info: `This lead was merged into ${third.id}: ask for that one.`,
        data: null,
        additional_data: { merged_into: third.id },
      },
    ]);
    const change = await app.request("PATCH", `/v1/leads/${second.id}`, { body: { title: "x" } });
    expect(change.body.additional_data).toEqual({ merged_into: third.id });
    const note = await app.request("POST", "/v1/notes", { body: { content: "x", lead_id: first.id } });
    expect([note.status, note.text]).toEqual([400, expect.stringContaining(`was merged into ${third.id}`)]);
    const similar = await app.request("GET", `/foyer/leads/${first.id}/duplicates`);
    expect([similar.status, similar.body.data]).toEqual([404, { merged_into: third.id }]);
    await app.data("PATCH", `/v1/leads/${third.id}`, { visible_to: "1" });
    const unseen = await app.request("GET", `/v1/leads/${first.id}`, { token: bob.token });
    expect([unseen.status, unseen.body.additional_data]).toEqual([404, null]);
    await app.data("DELETE", `/v1/leads/${third.id}`);
    expect((await app.request("GET", `/v1/leads/${first.id}`)).body.additional_data).toBeNull();
  });

  test("is refused where it cannot be meant, or is not permitted, and changes nothing", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const { mahogany, walnut } = await setScene(app, bare, bare);
    const url = `/foyer/leads/${mahogany.id}/merge`;
    const nobody = "6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e60";
    const refused: [number, object][] = [
      [400, {}],
      [400, { loser_ids: [] }],
      [400, { loser_ids: [mahogany.id] }],
      [400, { loser_ids: [nobody] }],
      [400, { loser_ids: [walnut.id], fields: { title: nobody } }],
      [400, { loser_ids: [walnut.id], fields: { add_time: walnut.id } }],
      [400, { loser_ids: [walnut.id], field: {} }],
    ];
    for (const path of [url, `${url}/preview`])
      for (const [status, body] of refused)
        expect((await app.request("POST", path, { body })).status, JSON.stringify(body)).toBe(status);
    const body = { loser_ids: [walnut.id] };
    expect((await app.request("POST", url, { body, token: await app.scoped("leads:read") })).status).toBe(
      403,
    );
    expect((await app.request("POST", `/foyer/leads/${nobody}/merge`, { body })).status).toBe(404);
    await app.data("PATCH", `/v1/leads/${walnut.id}`, { visible_to: "1" });
    expect((await app.request("POST", url, { body, token: bob.token })).status).toBe(400);
    await app.data("PATCH", `/v1/leads/${mahogany.id}`, { is_archived: true });
    expect((await app.request("POST", url, { body })).body.code).toBe("ERR_NOT_FOUND");
    expect((await read(app, walnut)).title).toBe("Walnut");
  });

  test("the lead that stays came of the deal another was made of, and that is not taken back past the merge", async () => {
    const app = await startTestApp(engine);
    const stays = await app.add.lead();
    const deal = await app.add.deal({ title: "Made a lead", person_id: (await app.add.person()).id });
    const convert = `/api/v2/deals/${deal.id}/convert`;
    const { conversion_id } = await app.data("POST", `${convert}/lead`, {});
    const { lead_id: id } = await app.data("GET", `${convert}/status/${conversion_id}`);
    const made = await read(app, { id });
    const { operation_id, lead } = await merge(app, stays, [made]);
    expect([lead.source_deal_id, lead.source_name]).toEqual([deal.id, stays.source_name]);
    expect(await read(app, stays)).toEqual(lead);
    const back = await app.request("POST", `/foyer/conversions/${conversion_id}/take-back`, { body: {} });
    expect([back.status, (await app.data("GET", `/v1/deals/${deal.id}`)).deleted], back.text).toEqual([
      409,
      true,
    ]);
    await app.data("POST", `/foyer/undo/${operation_id}`, {});
    expect((await read(app, stays)).source_deal_id).toBeNull();
    expect(await read(app, made)).toMatchObject({ title: made.title, source_deal_id: deal.id });
  });
});
