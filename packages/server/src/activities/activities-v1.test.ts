import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const V2 = "/api/v2/activities";

const ids = (activities: readonly { id: number }[]): number[] => activities.map(({ id }) => id);
const today = () => new Date().toISOString().slice(0, 10);

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
    const bob = await app.colleague();
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
    const bob = await app.colleague();
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
