import type { Note } from "@leadfoyer/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const NOT_FOUND = {
  success: false,
  error: "Note not found",
  error_info: "Object was not found.",
  data: null,
  additional_data: null,
};

const ids = (notes: readonly Note[]): number[] => notes.map(({ id }) => id);

async function addColleague({ services, actor, domain }: TestApp) {
  const user = { name: "Bob", email: `bob@${domain}.test`, is_admin: false, password_hash: null };
  const id = await services.users.add(actor, user);
  const { secret } = await services.tokens.create(actor, { user_id: id, name: "Bob's", scopes: null });
  return { id, token: secret };
}

describe.each(engines)("notes on %s", (engine) => {
  test("a note on a lead takes the lead's person and organization, and shows all three by name", async () => {
    const app = await startTestApp(engine);
    const { id: org_id } = await app.add.organization();
    const { id: person_id } = await app.add.person();
    const lead = await app.add.lead({ person_id, organization_id: org_id });
    const body = { content: "<p>Call back</p>", lead_id: lead.id.toUpperCase(), pinned_to_lead_flag: 1 };
    const answer = await app.request("POST", "/v1/notes", { body });
    expect(answer.status).toBe(200);
    const { add_time } = answer.body.data;
    expect(add_time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    const note: Note = {
      id: 1,
      user_id: app.actor.user_id,
      deal_id: null,
      person_id,
      org_id,
      lead_id: lead.id,
      project_id: null,
      task_id: null,
      content: "<p>Call back</p>",
      add_time,
      update_time: add_time,
      active_flag: true,
      pinned_to_deal_flag: false,
      pinned_to_person_flag: false,
      pinned_to_organization_flag: false,
      pinned_to_lead_flag: true,
      pinned_to_project_flag: false,
      pinned_to_task_flag: false,
      last_update_user_id: null,
      organization: { name: "Example Ltd" },
      person: { name: "Ann Example" },
      deal: null,
      lead: { title: "Blue door order" },
      user: { email: `ann@${app.domain}.test`, name: "Ann Owner", icon_url: null, is_you: true },
    };
    expect(answer.text).toBe(JSON.stringify({ success: true, data: note }));
    expect(await app.data("GET", "/v1/notes/1")).toEqual(note);
    for (const query of [`lead_id=${lead.id.toUpperCase()}`, `person_id=${person_id}`, `org_id=${org_id}`]) {
      expect(await app.data("GET", `/v1/notes?${query}`), query).toEqual([note]);
    }
  });

  test("what is given goes before what the lead would give, and null leaves it out", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    const { id: other } = await app.add.person({ name: "Other" });
    expect(await app.add.note({ lead_id: lead.id, person_id: other })).toMatchObject({ person_id: other });
    expect(await app.add.note({ lead_id: lead.id, person_id: null })).toMatchObject({ person_id: null });
    expect(await app.add.note({ person_id: other })).toMatchObject({
      lead_id: null,
      lead: null,
      person_id: other,
    });
  });

  test("a form is as good as JSON", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    const answer = await app.request("POST", "/v1/notes", {
      raw: `content=%3Cb%3EA+%26+B%3C%2Fb%3E&lead_id=${lead.id}&pinned_to_lead_flag=1&person_id=${lead.person_id}`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(answer.body.data).toMatchObject({
      content: "<b>A &amp; B</b>",
      lead_id: lead.id,
      pinned_to_lead_flag: true,
    });
  });

  test.each([
    [{ content: undefined }, '"content" is required'],
    [{ content: "" }, '"content" is not allowed to be empty'],
    [{ content: 7 }, '"content" must be a string'],
    [{ lead_id: "7" }, '"lead_id" must be a valid GUID'],
    [{ lead_id: "6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e60" }, /^"lead_id" 6f1ed002.* is not a lead/],
    [{ person_id: 99 }, '"person_id" 99 is not a person of this company'],
    [{ org_id: 99 }, '"org_id" 99 is not an organization of this company'],
    [{ deal_id: 5 }, '"deal_id" 5 is not a deal of this company'],
    [{ project_id: 5 }, '"project_id" 5 is not a project of this company'],
    [{ task_id: 5 }, '"task_id" 5 is not a task of this company'],
    [{ user_id: 99 }, '"user_id" 99 is not a user of this company'],
    [{ add_time: "yesterday" }, '"add_time" must be a valid ISO 8601 date'],
    [{ pinned_to_lead_flag: 2 }, '"pinned_to_lead_flag" must be one of [0, 1]'],
    [
      { pinned_to_organization_flag: 1 },
      '"pinned_to_organization_flag" needs "org_id": the note hangs on none',
    ],
    [{ pinned_to_deal_flag: 1 }, '"pinned_to_deal_flag" needs "deal_id": the note hangs on none'],
    [{ lead_id: null }, "One of lead_id, deal_id, person_id, org_id, project_id, task_id must be given"],
  ])("refuses %j", async (part, error) => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    const refused = await app.request("POST", "/v1/notes", {
      body: { content: "x", lead_id: lead.id, ...part },
    });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ success: false, data: null, additional_data: null });
    expect(refused.body.error).toEqual(typeof error === "string" ? error : expect.stringMatching(error));
    expect(await app.data("GET", "/v1/notes")).toEqual([]);
    expect(await app.add.note({ lead_id: lead.id })).toMatchObject({ id: 1 });
  });

  test("content may be 100 KB, as sent and as kept, and no more", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    const post = (content: string) =>
      app.request("POST", "/v1/notes", { body: { content, lead_id: lead.id } });
    const full = "ü".repeat(51_200);
    const kept = await post(full);
    expect(kept.body.data.content).toBe(full);
    for (const content of [`${full}x`, "&".repeat(30_000), "<b></b>".repeat(20_000)]) {
      const refused = await post(content);
      expect([refused.status, refused.body.error]).toEqual([
        400,
        '"content" must be at most 100 KB (102400 bytes) of HTML',
      ]);
    }
    expect((await post("x".repeat(1_048_600))).status).toBe(413);
    const put = await app.request("PUT", `/v1/notes/${kept.body.data.id}`, { body: { content: `${full}x` } });
    expect(put.status).toBe(400);
  });

  test("PUT changes what is sent, and says who did", async () => {
    const app = await startTestApp(engine);
    const note = await app.add.note();
    const bob = await addColleague(app);
    const put = (body: object, token?: string) =>
      app.request("PUT", `/v1/notes/${note.id}`, { body, ...(token && { token }) });
    const changed = (await put({ content: "New", pinned_to_person_flag: true }, bob.token)).body.data;
    expect(changed).toEqual({
      ...note,
      content: "New",
      pinned_to_person_flag: true,
      last_update_user_id: bob.id,
      update_time: changed.update_time,
      user: { ...note.user, is_you: false },
    });
    const same = await put({ content: "New" });
    expect(same.body.data).toEqual({ ...changed, user: note.user });
    expect((await put({})).body.data).toEqual(same.body.data);
  });

  test("a note moves with its pins: to another lead it takes that one's contacts, off a thing it loses the pin", async () => {
    const app = await startTestApp(engine);
    const [one, other] = [await app.add.lead(), await app.add.lead()];
    const pins = { pinned_to_lead_flag: 1, pinned_to_person_flag: 1 } as const;
    const note = await app.add.note({ lead_id: one.id, ...pins });
    const moved = await app.data("PUT", `/v1/notes/${note.id}`, { lead_id: other.id });
    expect(moved).toMatchObject({ lead_id: other.id, person_id: other.person_id, pinned_to_lead_flag: true });
    const off = await app.data("PUT", `/v1/notes/${note.id}`, { lead_id: null });
    expect(off).toMatchObject({
      lead_id: null,
      lead: null,
      pinned_to_lead_flag: false,
      pinned_to_person_flag: true,
    });
    const last = await app.request("PUT", `/v1/notes/${note.id}`, { body: { person_id: null } });
    expect(last.status).toBe(400);
    expect(await app.data("GET", `/v1/notes/${note.id}`)).toEqual(off);
  });

  test("only an administrator names another author; time of adding can be set", async () => {
    const app = await startTestApp(engine);
    const bob = await addColleague(app);
    const note = await app.add.note({ user_id: bob.id, add_time: "2020-02-03 04:05:06" });
    expect(note).toMatchObject({ user_id: bob.id, add_time: "2020-02-03 04:05:06", user: { name: "Bob" } });
    expect(note.update_time > "2026").toBe(true);
    const { lead_id } = note;
    const body = { content: "x", lead_id, user_id: app.actor.user_id };
    const refused = await app.request("POST", "/v1/notes", { body, token: bob.token });
    expect([refused.status, refused.body.error]).toEqual([403, "You do not have permissions to do this."]);
    const own = await app.request("POST", "/v1/notes", {
      body: { ...body, user_id: bob.id },
      token: bob.token,
    });
    expect(own.body.data).toMatchObject({ user_id: bob.id, user: { is_you: true } });
    const put = { body: { user_id: bob.id, content: "y" }, token: bob.token };
    expect((await app.request("PUT", `/v1/notes/${note.id}`, put)).status).toBe(200);
  });

  test("a deleted note answers true and is gone, comments and all", async () => {
    const app = await startTestApp(engine);
    const note = await app.add.note();
    const comment = await app.data("POST", `/v1/notes/${note.id}/comments`, { content: "Done" });
    expect((await app.request("DELETE", `/v1/notes/${note.id}`)).text).toBe('{"success":true,"data":true}');
    for (const method of ["GET", "PUT", "DELETE"]) {
      const answer = await app.request(method, `/v1/notes/${note.id}`, method === "GET" ? {} : { body: {} });
      expect([answer.status, answer.body], method).toEqual([404, NOT_FOUND]);
    }
    expect((await app.request("GET", `/v1/notes/${note.id}/comments/${comment.uuid}`)).status).toBe(404);
    expect(await app.data("GET", "/v1/notes")).toEqual([]);
  });

  test("a deleted lead leaves notes to its person and organization, and takes those of its own along", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    const shared = await app.add.note({ lead_id: lead.id, pinned_to_lead_flag: 1, pinned_to_person_flag: 1 });
    const own = await app.add.note({ lead_id: lead.id, person_id: null });
    await app.data("POST", `/v1/notes/${own.id}/comments`, { content: "Done" });
    const other = await app.add.note();
    await app.data("DELETE", `/v1/leads/${lead.id}`);
    const left = await app.data("GET", `/v1/notes?person_id=${lead.person_id}`);
    expect(left).toEqual([
      {
        ...shared,
        lead_id: null,
        lead: null,
        pinned_to_lead_flag: false,
        last_update_user_id: app.actor.user_id,
        update_time: left[0].update_time,
      },
    ]);
    expect(ids(await app.data("GET", "/v1/notes"))).toEqual([shared.id, other.id]);
  });

  test("only a caller with a scope of deals or contacts is answered, and only a full one may write", async () => {
    const app = await startTestApp(engine);
    const { id, lead_id } = await app.add.note();
    const calls = [
      ["GET", "/v1/notes"],
      ["GET", `/v1/notes/${id}`],
      ["POST", "/v1/notes"],
      ["PUT", `/v1/notes/${id}`],
      ["DELETE", `/v1/notes/${id}`],
      ["GET", `/v1/notes/${id}/comments`],
      ["POST", `/v1/notes/${id}/comments`],
    ] as const;
    const tokens = {
      none: null,
      leads: await app.scoped("leads:full"),
      "deals:read": await app.scoped("deals:read"),
      "contacts:read": await app.scoped("contacts:read"),
    };
    const wanted = (name: string, method: string) =>
      name === "none" ? 401 : name.endsWith(":read") && method === "GET" ? 200 : 403;
    const tries = Object.entries(tokens).flatMap((one) => calls.map((call) => [...one, ...call] as const));
    for (const [name, token, method, url] of tries) {
      const answer = await app.request(method, url, { token, body: { content: "x" } });
      expect(answer.status, `${method} ${url} with ${name}`).toBe(wanted(name, method));
    }
    for (const scope of ["deals:full", "contacts:full"] as const) {
      const token = await app.scoped(scope);
      const added = await app.request("POST", "/v1/notes", { token, body: { content: "x", lead_id } });
      expect(added.status, scope).toBe(200);
    }
  });
});

describe.each(engines)("lists of notes on %s", (engine) => {
  test("all conditions hold together", async () => {
    const app = await startTestApp(engine);
    const bob = await addColleague(app);
    const lead = await app.add.lead();
    const old = await app.add.note({ lead_id: lead.id, add_time: "2020-01-31 23:59:59", user_id: bob.id });
    const pinned = await app.add.note({
      lead_id: lead.id,
      add_time: "2020-02-01 00:00:00",
      pinned_to_lead_flag: 1,
    });
    const fresh = await app.add.note();
    const found = async (query: string) => ids(await app.data("GET", `/v1/notes?${query}`));
    expect(await found("")).toEqual([old.id, pinned.id, fresh.id]);
    expect(await found(`lead_id=${lead.id}`)).toEqual([old.id, pinned.id]);
    expect(await found(`lead_id=${lead.id}&user_id=${bob.id}`)).toEqual([old.id]);
    expect(await found("pinned_to_lead_flag=1")).toEqual([pinned.id]);
    expect(await found("pinned_to_lead_flag=0")).toEqual([old.id, fresh.id]);
    expect(await found("start_date=2020-02-01")).toEqual([pinned.id, fresh.id]);
    expect(await found("end_date=2020-01-31")).toEqual([old.id]);
    expect(await found("start_date=2020-01-31&end_date=2020-02-01")).toEqual([old.id, pinned.id]);
    expect(await found("deal_id=1")).toEqual([]);
    expect(await found("project_id=1")).toEqual([]);
    expect(await found("pinned_to_deal_flag=1")).toEqual([]);
    expect(await found("pinned_to_deal_flag=0")).toEqual([old.id, pinned.id, fresh.id]);
    expect(await found("updated_since=2100-01-01T00:00:00Z")).toEqual([]);
    expect(await found("updated_since=2020-01-01T00:00:00.123Z")).toHaveLength(3);
    for (const query of ["sort=lead_id", "lead_id=x", "start_date=2020-02-30", "pinned_to_lead_flag=2"]) {
      expect((await app.request("GET", `/v1/notes?${query}`)).status, query).toBe(400);
    }
  });

  test("an empty list is a list, and pages tell where they stand", async () => {
    const app = await startTestApp(engine);
    expect((await app.request("GET", "/v1/notes")).body).toEqual({
      success: true,
      data: [],
      additional_data: { pagination: { start: 0, limit: 100, more_items_in_collection: false } },
    });
    const { lead_id } = await app.add.note();
    for (const content of ["b", "c"]) await app.add.note({ lead_id, content });
    expect((await app.request("GET", "/v1/notes?limit=2")).body.additional_data).toEqual({
      pagination: { start: 0, limit: 2, more_items_in_collection: true, next_start: 2 },
    });
  });

  test("any sort, walked in pages of any size, meets every note once and in order", async () => {
    const app = await startTestApp(engine);
    const bob = await addColleague(app);
    const [one, other] = [await app.add.lead(), await app.add.lead()];
    for (let index = 0; index < 12; index += 1) {
      await app.add.note({
        lead_id: (index % 2 ? one : other).id,
        content: ["b", "A", "<p>b</p>"][index % 3] ?? "",
        add_time: `2020-01-0${(index % 4) + 1}`,
        ...(index % 3 === 0 && { user_id: bob.id }),
        ...(index % 5 === 0 && { person_id: null }),
      });
    }
    const all: Note[] = await app.data("GET", "/v1/notes");
    const key = (note: Note, field: string) => {
      if (field === "content") return note.content.toLowerCase();
      return (note as unknown as Record<string, string | number | null>)[field] ?? 0;
    };
    const fields = ["id", "user_id", "deal_id", "person_id", "org_id", "content", "add_time", "update_time"];
    const sorts = fc.uniqueArray(fc.tuple(fc.constantFrom(...fields), fc.constantFrom("ASC", "DESC")), {
      minLength: 1,
      maxLength: 3,
      selector: ([field]) => field,
    });
    const property = fc.asyncProperty(sorts, fc.integer({ min: 1, max: 7 }), async (keys, limit) => {
      const sort = keys.map((one) => one.join(" ")).join(",");
      const walked: Note[] = [];
      for (let start: number | undefined = 0; start !== undefined; ) {
        const url: string = `/v1/notes?sort=${encodeURIComponent(sort)}&limit=${limit}&start=${start}`;
        const { body } = await app.request("GET", url);
        walked.push(...body.data);
        start = body.additional_data.pagination.next_start;
      }
      expect(ids(walked).toSorted((a, b) => a - b)).toEqual(ids(all).toSorted((a, b) => a - b));
      const [[field, direction] = ["id", "ASC"]] = keys;
      const values = walked.map((note) => key(note, field));
      const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(values).toEqual(direction === "ASC" ? sorted : sorted.toReversed());
    });
    await fc.assert(property, { numRuns: 25 });
  });
});
