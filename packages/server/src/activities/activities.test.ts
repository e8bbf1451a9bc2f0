import type { Activity } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const V2 = "/api/v2/activities";
const UNKNOWN = "6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e60";

const ids = (activities: readonly { id: number }[]): number[] => activities.map(({ id }) => id);
const today = () => new Date().toISOString().slice(0, 10);

async function addColleague({ services, actor, domain }: TestApp) {
  const user = { name: "Bob", email: `bob@${domain}.test`, is_admin: false, password_hash: null };
  const id = await services.users.add(actor, user);
  const { secret } = await services.tokens.create(actor, { user_id: id, name: "Bob's", scopes: null });
  return { id, token: secret };
}

/** The ids of a list, page by page. */
async function walk(app: TestApp, url: string): Promise<number[]> {
  const walked: number[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const { body } = await app.request("GET", `${url}${cursor ? `&cursor=${cursor}` : ""}`);
    walked.push(...ids(body.data));
    cursor = body.additional_data.next_cursor;
  }
  return walked;
}

describe.each(engines)("v2 activities on %s", (engine) => {
  test("an activity answers every key, and the recorded request gives the recorded answer", async () => {
    const app = await startTestApp(engine);
    const { id: person_id } = await app.add.person();
    const { id: org_id } = await app.add.organization();
    const lead = await app.add.lead({ person_id });
    const body = {
      subject: "Call client",
      type: "call",
      done: false,
      lead_id: lead.id.toUpperCase(),
      participants: [{ person_id, primary: true }],
      org_id,
    };
    const answer = await app.request("POST", V2, { body });
    expect(answer.status).toBe(200);
    const { add_time, attendees, ...activity } = answer.body.data;
    expect(add_time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(attendees).toEqual([]);
    const stored: Activity = {
      id: 1,
      subject: "Call client",
      type: "call",
      owner_id: app.actor.user_id,
      creator_user_id: app.actor.user_id,
      is_deleted: false,
      add_time,
      update_time: add_time,
      deal_id: null,
      lead_id: lead.id,
      person_id,
      org_id,
      project_id: null,
      due_date: today(),
      due_time: null,
      duration: null,
      done: false,
      busy: false,
      marked_as_done_time: null,
      location: null,
      participants: [{ person_id, primary: true }],
      conference_meeting_client: null,
      conference_meeting_url: null,
      conference_meeting_id: null,
      public_description: null,
      priority: null,
      note: null,
    };
    expect({ ...activity, add_time }).toEqual(stored);
    expect((await app.request("GET", `${V2}/1`)).text).toBe(JSON.stringify({ success: true, data: stored }));
    expect(await app.data("GET", `${V2}/1?include_fields=attendees`)).toEqual({ ...stored, attendees: [] });
    expect(await app.data("GET", V2)).toEqual([stored]);
  });

  test("nothing given: a call, today, of one's own", async () => {
    const app = await startTestApp(engine);
    expect(await app.data("POST", V2, {})).toMatchObject({
      subject: "Call",
      type: "call",
      owner_id: app.actor.user_id,
      due_date: today(),
      lead_id: null,
      person_id: null,
    });
    expect(await app.data("POST", V2, { type: "lunch" })).toMatchObject({ subject: "Lunch", type: "lunch" });
  });

  test("everything that can be given is kept", async () => {
    const app = await startTestApp(engine);
    const bob = await addColleague(app);
    const [one, other] = [(await app.add.person()).id, (await app.add.person()).id];
    const given = {
      subject: "Café, 漢字",
      type: "meeting",
      owner_id: bob.id,
      due_date: "2026-12-24",
      due_time: "8:15",
      duration: "01:30:30",
      busy: true,
      location: { value: "Main St 1", locality: "Tallinn" },
      participants: [{ person_id: one }, { person_id: other, primary: true }, { person_id: one }],
      attendees: [{ email: "x@y.test", name: "X", is_organizer: true, person_id: one, user_id: bob.id }],
      public_description: "For all",
      priority: 3,
      note: "<b>Bring</b> cake<script>alert(1)</script>",
    };
    const activity = await app.data("POST", V2, given);
    expect(activity).toMatchObject({
      ...given,
      due_time: "08:15:00",
      location: { value: "Main St 1", locality: "Tallinn", country: null },
      participants: [
        { person_id: one, primary: false },
        { person_id: other, primary: true },
      ],
      person_id: other,
      attendees: [{ ...given.attendees[0], status: "noreply" }],
      note: "<b>Bring</b> cake",
    });
    expect(await app.data("GET", `${V2}/${activity.id}?include_fields=attendees`)).toEqual(activity);
    const unset = {
      ...{ due_time: null, duration: null, location: null, participants: [], attendees: [] },
      ...{ public_description: null, priority: null, note: null },
    };
    const changed = await app.data("PATCH", `${V2}/${activity.id}`, unset);
    expect(changed).toEqual({ ...activity, ...unset, person_id: null, update_time: changed.update_time });
  });

  test("PATCH changes what is sent; done and undone tell the time", async () => {
    const app = await startTestApp(engine);
    const activity = await app.add.activity();
    const url = `${V2}/${activity.id}`;
    expect(await app.data("PATCH", url, {})).toEqual(activity);
    const done = await app.data("PATCH", url, { done: true });
    expect(done).toEqual({
      ...activity,
      done: true,
      marked_as_done_time: expect.stringMatching(/Z$/),
      update_time: done.update_time,
    });
    expect(await app.data("PATCH", url, { done: true, subject: "Called" })).toEqual({
      ...done,
      subject: "Called",
      update_time: expect.stringMatching(/Z$/),
    });
    expect(await app.data("PATCH", url, { done: false })).toMatchObject({
      done: false,
      marked_as_done_time: null,
    });
  });

  test("the person is read-only, in Pipedrive's words", async () => {
    const app = await startTestApp(engine);
    const { id } = await app.add.activity();
    for (const [method, url] of [["POST", V2] as const, ["PATCH", `${V2}/${id}`] as const]) {
      const refused = await app.request(method, url, { body: { person_id: 1 } });
      expect([refused.status, refused.body]).toEqual([
        400,
        {
          success: false,
          error:
            "'person_id' is a read-only field. Add a primary participant to set 'person_id' instead. For example: " +
            '"participants": [{ "person_id": 1, "primary": true }]',
          code: "ERR_BAD_REQUEST",
        },
      ]);
    }
  });

  test.each([
    [{ subject: 1 }, "subject: Parameter 'subject' must be a string"],
    [{ type: "swim" }, '"type" swim is not an activity type of this company'],
    [{ owner_id: 99 }, '"owner_id" 99 is not a user of this company'],
    [{ lead_id: UNKNOWN }, `"lead_id" ${UNKNOWN} is not a lead of this company`],
    [{ lead_id: "7" }, "lead_id: Parameter 'lead_id' must be a valid GUID"],
    [{ deal_id: 5 }, '"deal_id" 5 is not a deal of this company'],
    [{ project_id: 5 }, '"project_id" 5 is not a project of this company'],
    [{ org_id: 99 }, '"org_id" 99 is not an organization of this company'],
    [{ participants: [{ person_id: 99 }] }, '"person_id" 99 is not a person of this company'],
    [{ participants: [{}] }, "participants[0].person_id: Parameter 'participants[0].person_id' is required"],
    [{ due_date: "2026-02-30" }, "due_date: Parameter 'due_date' must be in YYYY-MM-DD format"],
    [{ due_date: null }, "due_date: Parameter 'due_date' must be a string"],
    [{ due_time: "25:00" }, "due_time: Parameter 'due_time' must be in HH:MM or HH:MM:SS format"],
    [{ duration: "1h" }, "duration: Parameter 'duration' must be in HH:MM or HH:MM:SS format"],
    [{ done: 1 }, "done: Parameter 'done' must be a boolean"],
    [{ note: "&".repeat(60_000) }, '"note" must be at most 100 KB (102400 bytes) of HTML'],
    [
      { location: { street: "x" } },
      "location.street: Parameter 'location.street' is not allowed for this request",
    ],
    [{ busy_flag: true }, "busy_flag: Parameter 'busy_flag' is not allowed for this request"],
  ])("refuses %j", async (body, fault) => {
    const app = await startTestApp(engine);
    const refused = await app.request("POST", V2, { body });
    expect([refused.status, refused.body]).toEqual([
      400,
      { success: false, error: `Validation failed: ${fault}`, code: "ERR_SCHEMA_VALIDATION_FAILED" },
    ]);
    expect(await app.data("GET", V2)).toEqual([]);
    expect((await app.data("POST", V2, {})).id).toBe(1);
  });

  test("a deleted activity is read as deleted, gone from lists, and changed no more", async () => {
    const app = await startTestApp(engine);
    const { id } = await app.add.activity();
    expect((await app.request("DELETE", `${V2}/${id}`)).text).toBe(`{"success":true,"data":{"id":${id}}}`);
    expect(await app.data("GET", `${V2}/${id}`)).toMatchObject({ id, is_deleted: true });
    expect((await app.data("GET", `/v1/activities/${id}`)).active_flag).toBe(false);
    expect([await app.data("GET", V2), await app.data("GET", "/v1/activities?user_id=0")]).toEqual([[], []]);
    for (const [method, url] of [
      ["PATCH", `${V2}/${id}`],
      ["DELETE", `${V2}/${id}`],
      ["GET", `${V2}/99`],
    ] as const) {
      const gone = await app.request(method, url, method === "GET" ? {} : { body: {} });
      expect([gone.status, gone.body]).toEqual([
        404,
        { success: false, error: "Activity not found", code: "ERR_NOT_FOUND" },
      ]);
    }
  });

  test("lists hold what is asked for, all conditions together", async () => {
    const app = await startTestApp(engine);
    const bob = await addColleague(app);
    const { id: person_id } = await app.add.person();
    const { id: org_id } = await app.add.organization();
    const lead = await app.add.lead({ person_id });
    const one = await app.add.activity({ lead_id: lead.id, due_date: "2026-03-02", org_id });
    const two = await app.add.activity({ due_date: "2026-03-01", owner_id: bob.id, done: true });
    const three = await app.add.activity({
      due_date: "2026-03-01",
      lead_id: null,
      participants: [{ person_id }, { person_id: lead.person_id ?? 0 }],
    });
    const found = async (query: string) => ids(await app.data("GET", `${V2}?${query}`));
    expect(await found("")).toEqual([one.id, two.id, three.id]);
    expect(await found(`lead_id=${lead.id.toUpperCase()}`)).toEqual([one.id]);
    expect(await found(`owner_id=${bob.id}`)).toEqual([two.id]);
    expect(await found("done=true")).toEqual([two.id]);
    expect(await found(`done=false&owner_id=${app.actor.user_id}`)).toEqual([one.id, three.id]);
    expect(await found(`person_id=${person_id}`)).toEqual([three.id]);
    expect(await found(`org_id=${org_id}`)).toEqual([one.id]);
    expect(await found(`ids=${three.id},${one.id},99`)).toEqual([one.id, three.id]);
    expect(await found("deal_id=1")).toEqual([]);
    expect(await found("updated_since=2100-01-01T00:00:00Z")).toEqual([]);
    expect(await found("updated_until=2100-01-01T00:00:00Z")).toHaveLength(3);
    expect(await found("sort_by=due_date")).toEqual([two.id, three.id, one.id]);
    expect(await found("sort_by=due_date&sort_direction=desc")).toEqual([one.id, three.id, two.id]);
    for (const query of [
      "type=call",
      "done=2",
      "ids=x",
      "sort_by=subject",
      "include_fields=x",
      "limit=0",
      "lead_id=1",
    ]) {
      expect((await app.request("GET", `${V2}?${query}`)).status, query).toBe(400);
    }
    const filtered = await app.request("GET", `${V2}?filter_id=1`);
    expect([filtered.status, filtered.body.error]).toEqual([404, "requested filter not found"]);
  });

  test.each(["id", "add_time", "update_time", "due_date"])(
    "a walk by cursor and %s meets every activity once, either way",
    async (sort_by) => {
      const app = await startTestApp(engine);
      const { id: person_id } = await app.add.person();
      const { id: lead_id } = await app.add.lead({ person_id });
      for (let index = 0; index < 7; index += 1) {
        await app.add.activity({ lead_id, due_date: `2026-03-0${(index % 3) + 1}` });
      }
      for (const direction of ["asc", "desc"]) {
        const url = `${V2}?sort_by=${sort_by}&sort_direction=${direction}`;
        const whole: Activity[] = await app.data("GET", url);
        const walked = await walk(app, `${url}&limit=2`);
        expect(walked).toEqual(ids(whole));
        expect(new Set(walked).size).toBe(7);
        const values = whole.map((one) => String(one[sort_by as "due_date"]).padStart(3, "0"));
        const sorted = values.toSorted();
        expect(values).toEqual(direction === "asc" ? sorted : sorted.toReversed());
      }
    },
  );
});

describe.each(engines)("v1 activities on %s", (engine) => {
  test("an activity answers every key of Pipedrive's examples, 201 and all it points at", async () => {
    const app = await startTestApp(engine);
    const { id: org_id } = await app.add.organization();
    const { id: person_id } = await app.add.person({ emails: [{ value: "ann@example.com" }] });
    const lead = await app.add.lead({ person_id });
    const body = {
      subject: "Visit",
      type: "meeting",
      done: 1,
      due_date: "2026-06-09",
      due_time: "10:00",
      duration: "1:00",
      lead_id: lead.id,
      person_id,
      org_id,
      location: "Main St 1, Tallinn",
      busy_flag: true,
      note: "A note",
      public_description: "For all",
      attendees: [{ email_address: "x@y.test", is_organizer: 1 }],
    };
    const answer = await app.request("POST", "/v1/activities", { body });
    expect(answer.status).toBe(201);
    const { data, related_objects } = answer.body;
    expect(data).toEqual({
      id: 1,
      company_id: app.actor.company_id,
      user_id: app.actor.user_id,
      done: true,
      type: "meeting",
      due_date: "2026-06-09",
      due_time: "10:00",
      duration: "01:00",
      busy_flag: true,
      add_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      marked_as_done_time: data.add_time,
      subject: "Visit",
      public_description: "For all",
      location: "Main St 1, Tallinn",
      org_id,
      person_id,
      deal_id: null,
      lead_id: lead.id,
      project_id: null,
      active_flag: true,
      update_time: data.add_time,
      update_user_id: null,
      note: "A note",
      created_by_user_id: app.actor.user_id,
      attendees: [
        {
          email_address: "x@y.test",
          is_organizer: 1,
          name: null,
          person_id: null,
          status: "noreply",
          user_id: null,
        },
      ],
      participants: [{ person_id, primary_flag: true }],
      org_name: "Example Ltd",
      person_name: "Ann Example",
      lead_title: "Blue door order",
      deal_title: null,
      owner_name: "Ann Owner",
      person_dropbox_bcc: `${app.domain}@pipedrivemail.com`,
      deal_dropbox_bcc: null,
      assigned_to_user_id: app.actor.user_id,
      file: null,
      series: [],
      ...Object.fromEntries(
        Object.entries(data).filter(([key]) =>
          /^(location_|conference_|rec_|gcal|google|last_|reference_)/.test(key),
        ),
      ),
      notification_language_id: null,
      calendar_sync_include_context: null,
      source_timezone: null,
      location_formatted_address: "Main St 1, Tallinn",
    });
    expect(related_objects).toMatchObject({
      user: { [app.actor.user_id]: { name: "Ann Owner", active_flag: true } },
      organization: { [org_id]: { id: org_id, name: "Example Ltd" } },
      person: {
        [person_id]: { id: person_id, email: [{ value: "ann@example.com", primary: true }], phone: [] },
      },
      deal: {},
    });
    expect((await app.request("GET", "/v1/activities/1")).body).toEqual({
      success: true,
      data,
      related_objects,
    });
    expect((await app.request("GET", "/v1/activities")).body).toEqual({
      success: true,
      data: [data],
      additional_data: { pagination: { start: 0, limit: 100, more_items_in_collection: false } },
      related_objects,
    });
  });

  test('what is unset is "" or null, as v1 has always said it', async () => {
    const app = await startTestApp(engine);
    expect(await app.data("POST", "/v1/activities", {})).toMatchObject({
      subject: "Call",
      due_time: "",
      duration: "",
      marked_as_done_time: "",
      public_description: "",
      location: null,
      note: null,
      attendees: [],
      participants: [],
      person_name: null,
      lead_title: null,
    });
  });

  test('PUT changes what is sent; "" and null unset; a form is as good as JSON', async () => {
    const app = await startTestApp(engine);
    const [one, other] = [(await app.add.person()).id, (await app.add.person({ name: "Bo" })).id];
    const { id } = await app.add.activity({ due_time: "09:00", participants: [{ person_id: one }] });
    const put = (body: object) => app.data("PUT", `/v1/activities/${id}`, body);
    const both = [
      { person_id: other, primary_flag: true },
      { person_id: one, primary_flag: false },
    ];
    expect(await put({ person_id: other })).toMatchObject({
      participants: [{ person_id: other, primary_flag: true }],
    });
    expect(await put({ person_id: other, participants: both })).toMatchObject({ participants: both });
    expect(await put({ person_id: null })).toMatchObject({ person_id: one });
    expect(await put({ participants: null })).toMatchObject({ person_id: null, participants: [] });
    expect(await put({ due_time: "", subject: "", type: null, due_date: null })).toMatchObject({
      due_time: "",
      subject: "Call",
      type: "call",
      due_date: today(),
    });
    const form = await app.request("PUT", `/v1/activities/${id}`, {
      raw: "subject=A+%26+B&done=1&busy_flag=true",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(form.body.data).toMatchObject({
      subject: "A & B",
      done: true,
      busy_flag: true,
      update_user_id: 1,
    });
  });

  test("the list is one's own unless it says whose, by due date", async () => {
    const app = await startTestApp(engine);
    const bob = await addColleague(app);
    const { id: lead_id } = await app.add.lead();
    const late = await app.add.activity({ lead_id, due_date: "2026-03-09", type: "lunch" });
    const soon = await app.add.activity({ lead_id, due_date: "2026-03-01", done: true });
    const his = await app.add.activity({ lead_id, due_date: "2026-03-05", owner_id: bob.id, type: "email" });
    const found = async (query: string, token = app.token) =>
      ids((await app.request("GET", `/v1/activities?${query}`, { token })).body.data);
    expect(await found("")).toEqual([soon.id, late.id]);
    expect(await found("", bob.token)).toEqual([his.id]);
    expect(await found("user_id=0")).toEqual([soon.id, his.id, late.id]);
    expect(await found(`user_id=${bob.id}`)).toEqual([his.id]);
    expect(await found("user_id=0&type=lunch,email")).toEqual([his.id, late.id]);
    expect(await found("user_id=0&type=swim")).toEqual([]);
    expect(await found("done=1")).toEqual([soon.id]);
    expect(await found("done=0&user_id=0")).toEqual([his.id, late.id]);
    expect(await found("user_id=0&start_date=2026-03-05")).toEqual([his.id, late.id]);
    expect(await found("user_id=0&end_date=2026-03-05")).toEqual([soon.id, his.id]);
    expect(await found("user_id=0&limit=1&start=1")).toEqual([his.id]);
    const page = await app.request("GET", "/v1/activities?user_id=0&limit=2");
    expect(page.body.additional_data.pagination.next_start).toBe(2);
    const filtered = await app.request("GET", "/v1/activities?filter_id=1");
    expect([filtered.status, filtered.body.error]).toEqual([404, "requested filter not found"]);
    expect((await app.request("GET", "/v1/activities?start_date=x")).status).toBe(400);
  });

  test("the collection lists everyone's by cursor, to administrators", async () => {
    const app = await startTestApp(engine);
    const bob = await addColleague(app);
    const { id: lead_id } = await app.add.lead();
    const made = [];
    for (const owner_id of [1, bob.id, 1]) made.push(await app.add.activity({ lead_id, owner_id }));
    const url = "/v1/activities/collection";
    const first = (await app.request("GET", `${url}?limit=2`)).body;
    expect(ids(first.data)).toEqual(ids(made.slice(0, 2)));
    expect(Object.keys(first.data[0])).not.toContain("owner_name");
    const cursor = first.additional_data.next_cursor;
    const last = (await app.request("GET", `${url}?limit=2&cursor=${cursor}`)).body;
    expect(ids(last.data)).toEqual(ids(made.slice(2)));
    expect(last.additional_data).toEqual({ next_cursor: null });
    expect(ids(await app.data("GET", `${url}?user_id=${bob.id}`))).toEqual([made[1]?.id]);
    expect(await app.data("GET", `${url}?until=2020-01-01 00:00:00`)).toEqual([]);
    expect(await app.data("GET", `${url}?done=true`)).toEqual([]);
    expect((await app.request("GET", url, { token: bob.token })).status).toBe(403);
    expect((await app.request("GET", `${url}?cursor=x`)).status).toBe(400);
  });

  test("several are deleted at once, or none", async () => {
    const app = await startTestApp(engine);
    const [one, two, three] = [await app.add.activity(), await app.add.activity(), await app.add.activity()];
    expect((await app.request("DELETE", `/v1/activities?ids=${one.id},99`)).status).toBe(404);
    expect(await app.data("DELETE", `/v1/activities?ids=${one.id},${two.id}`)).toEqual({
      id: [one.id, two.id],
    });
    expect(ids(await app.data("GET", V2))).toEqual([three.id]);
    expect((await app.request("DELETE", "/v1/activities")).status).toBe(400);
  });

  test.each([
    [{ subject: [] }, '"subject" must be a string'],
    [{ done: 2 }, '"done" must be one of [0, 1]'],
    [{ due_time: "noon" }, '"due_time" must be in HH:MM or HH:MM:SS format'],
    [{ person_id: 99 }, '"person_id" 99 is not a person of this company'],
    [{ user_id: 99 }, '"owner_id" 99 is not a user of this company'],
    [{ deal_id: 7 }, '"deal_id" 7 is not a deal of this company'],
  ])("refuses %j", async (body, error) => {
    const app = await startTestApp(engine);
    const refused = await app.request("POST", "/v1/activities", { body });
    expect([refused.status, refused.body.error, refused.body.data]).toEqual([400, error, null]);
    expect(await app.data("GET", V2)).toEqual([]);
  });
});

describe.each(engines)("access to activities on %s", (engine) => {
  test("only a caller with the scope is answered", async () => {
    const app = await startTestApp(engine);
    const { id } = await app.add.activity();
    const calls = [
      ["GET", V2],
      ["POST", V2],
      ["GET", `${V2}/${id}`],
      ["PATCH", `${V2}/${id}`],
      ["DELETE", `${V2}/${id}`],
      ["GET", "/v1/activities"],
      ["GET", "/v1/activities/collection"],
      ["POST", "/v1/activities"],
      ["GET", `/v1/activities/${id}`],
      ["PUT", `/v1/activities/${id}`],
      ["DELETE", `/v1/activities/${id}`],
      ["DELETE", `/v1/activities?ids=${id}`],
    ] as const;
    const [reader, other] = [
      await app.scoped("activities:read"),
      await app.scoped("leads:full", "contacts:full"),
    ];
    for (const [method, url] of calls) {
      const statusOf = async (token: string | null) =>
        (await app.request(method, url, { token, body: {} })).status;
      expect(await statusOf(null), `${method} ${url}`).toBe(401);
      expect(await statusOf(other), `${method} ${url}`).toBe(403);
      expect(await statusOf(reader), `${method} ${url}`).toBe(method === "GET" ? 200 : 403);
    }
  });
});
