import type { Activity } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { walkByCursor } from "../../test/walk.ts";

const V2 = "/api/v2/activities";
const UNKNOWN = "6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e60";

const ids = (activities: readonly { id: number }[]): number[] => activities.map(({ id }) => id);
const today = () => new Date().toISOString().slice(0, 10);

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
    const bob = await app.colleague();
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
    const bob = await app.colleague();
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
        const walked = ids(await walkByCursor(app, url, 2));
        expect(walked).toEqual(ids(whole));
        expect(new Set(walked).size).toBe(7);
        const values = whole.map((one) => String(one[sort_by as "due_date"]).padStart(3, "0"));
        const sorted = values.toSorted();
        expect(values).toEqual(direction === "asc" ? sorted : sorted.toReversed());
      }
    },
  );
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
