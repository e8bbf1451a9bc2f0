import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const UNKNOWN = "6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e60";

describe.each(engines)("comments on notes on %s", (engine) => {
  test("a comment is added, read, changed and deleted", async () => {
    const app = await startTestApp(engine);
    const note = await app.add.note();
    const comments = `/v1/notes/${note.id}/comments`;
    const answer = await app.request("POST", comments, { body: { content: "<b>Done</b>" } });
    expect(answer.status).toBe(200);
    const comment = answer.body.data;
    expect(comment).toEqual({
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      active_flag: true,
      add_time: expect.stringMatching(/\.\d{3}Z$/),
      company_id: app.actor.company_id,
      content: "<b>Done</b>",
      object_id: String(note.id),
      object_type: "note",
      update_time: comment.add_time,
      updater_id: app.actor.user_id,
      user_id: app.actor.user_id,
    });
    const url = `${comments}/${comment.uuid.toUpperCase()}`;
    expect(await app.data("GET", url)).toEqual(comment);
    const changed = await app.data("PUT", url, { content: "Not done" });
    expect(changed).toEqual({ ...comment, content: "Not done", update_time: changed.update_time });
    expect(changed.update_time > comment.update_time).toBe(true);
    expect(await app.data("GET", comments)).toEqual([changed]);
    expect((await app.request("DELETE", url)).text).toBe('{"success":true,"data":true}');
    for (const method of ["GET", "PUT", "DELETE"]) {
      const gone = await app.request(method, url, method === "GET" ? {} : { body: { content: "x" } });
      expect([gone.status, gone.body.error], method).toEqual([404, "Comment not found"]);
    }
    expect(await app.data("GET", `/v1/notes/${note.id}`)).toEqual(note);
  });

  test("they come oldest first, in pages", async () => {
    const app = await startTestApp(engine);
    const note = await app.add.note();
    const url = `/v1/notes/${note.id}/comments`;
    for (const content of ["1", "2", "3"]) await app.data("POST", url, { content });
    const page = await app.request("GET", `${url}?limit=2&start=1`);
    expect(page.body.data.map(({ content }: { content: string }) => content)).toEqual(["2", "3"]);
    expect(page.body.additional_data.pagination).toEqual({
      start: 1,
      limit: 2,
      more_items_in_collection: false,
    });
    expect((await app.request("GET", `${url}?limit=2`)).body.additional_data.pagination.next_start).toBe(2);
  });

  test("those on all notes of a lead come together, oldest first, in pages, for who sees the lead", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const lead = await app.add.lead({ visible_to: "1" });
    const [note, other, stranger] = [
      await app.add.note({ lead_id: lead.id }),
      await app.add.note({ lead_id: lead.id }),
      await app.add.note(),
    ];
    const add = (on: { id: number }, content: string) =>
      app.data("POST", `/v1/notes/${on.id}/comments`, { content });
    const added = [await add(note, "1"), await add(other, "2"), await add(note, "3")];
    await add(stranger, "elsewhere");
    const url = `/foyer/leads/${lead.id.toUpperCase()}/comments`;
    expect(await app.data("GET", url)).toEqual(added);
    const first = await app.request("GET", `${url}?limit=2`);
    expect(first.body.data).toEqual(added.slice(0, 2));
    const { next_cursor } = first.body.additional_data;
    const second = await app.request("GET", `${url}?limit=2&cursor=${next_cursor}`);
    expect(second.body).toMatchObject({ data: added.slice(2), additional_data: { next_cursor: null } });
    expect((await app.request("GET", url, { token: bob.token })).status).toBe(404);
  });

  test("a comment is found under its own note alone", async () => {
    const app = await startTestApp(engine);
    const [note, other] = [await app.add.note(), await app.add.note()];
    const { uuid } = await app.data("POST", `/v1/notes/${note.id}/comments`, { content: "Done" });
    for (const url of [
      `/v1/notes/${other.id}/comments/${uuid}`,
      `/v1/notes/${note.id}/comments/${UNKNOWN}`,
    ]) {
      expect((await app.request("GET", url)).status).toBe(404);
      expect((await app.request("DELETE", url)).status).toBe(404);
    }
    const nowhere = await app.request("GET", "/v1/notes/99/comments");
    expect([nowhere.status, nowhere.body.error]).toEqual([404, "Note not found"]);
    expect((await app.request("POST", "/v1/notes/99/comments", { body: { content: "x" } })).status).toBe(404);
    expect((await app.request("GET", `/v1/notes/${note.id}/comments/7`)).status).toBe(400);
  });

  test.each([[{}], [{ content: "" }], [{ content: 1 }], [{ content: "ü".repeat(60_000) }]])(
    "refuses %#",
    async (body) => {
      const app = await startTestApp(engine);
      const note = await app.add.note();
      expect((await app.request("POST", `/v1/notes/${note.id}/comments`, { body })).status).toBe(400);
      expect(await app.data("GET", `/v1/notes/${note.id}/comments`)).toEqual([]);
    },
  );
});
