import { expect } from "vitest";
import { idNumber, idOf } from "../fixtures.ts";
import { asItem, asString, pluck } from "../json.ts";
import type { Check } from "./check.ts";

/** The keys of Pipedrive's published examples. */
const KEYS = [
  ...[
    "id",
    "company_id",
    "user_id",
    "done",
    "type",
    "reference_type",
    "reference_id",
    "due_date",
    "due_time",
  ],
  ...[
    "conference_meeting_client",
    "conference_meeting_url",
    "conference_meeting_id",
    "duration",
    "busy_flag",
  ],
  ...["add_time", "marked_as_done_time", "last_notification_time", "last_notification_user_id", "subject"],
  ...[
    "notification_language_id",
    "public_description",
    "calendar_sync_include_context",
    "location",
    "org_id",
  ],
  ...["person_id", "deal_id", "lead_id", "project_id", "active_flag", "update_time", "update_user_id"],
  ...["gcal_event_id", "google_calendar_id", "google_calendar_etag", "source_timezone", "rec_rule", "note"],
  ...["rec_rule_extension", "rec_master_activity_id", "series", "created_by_user_id", "location_subpremise"],
  ...["location_street_number", "location_route", "location_sublocality", "location_locality"],
  ...["location_admin_area_level_1", "location_admin_area_level_2", "location_country", "org_name"],
  ...["location_postal_code", "location_formatted_address", "attendees", "participants", "person_name"],
  ...["deal_title", "owner_name", "person_dropbox_bcc", "deal_dropbox_bcc", "assigned_to_user_id", "file"],
];
const UNKNOWN_ID = 999_999;

export const activityV1Checks: Check[] = [
  {
    operation: "addActivity",
    fact: "answers 201 with every key and what it points at, and the lead tells it as its next",
    async run({ call, one, given }) {
      const person_id = await given.person();
      const lead = await given.lead({ person_id });
      const body = { subject: "Call", type: "call", lead_id: idOf(lead), person_id, due_time: "10:00" };
      const answer = await call("addActivity", { body });
      expect(answer.status).toBe(201);
      const { data, related_objects } = asItem(answer.body);
      const activity = asItem(data);
      expect(Object.keys(activity)).toEqual(expect.arrayContaining(KEYS));
      expect(activity).toMatchObject({ ...body, done: false, active_flag: true, lead_title: lead.title });
      expect(related_objects).toMatchObject({ person: { [person_id]: { id: person_id } } });
      expect(await one("getLead", { id: idOf(lead) })).toMatchObject({ next_activity_id: activity.id });
    },
  },
  {
    operation: "addActivity",
    fact: "refuses a lead that never was",
    async run({ refused }) {
      const lead_id = "00000000-0000-1000-8000-000000000000";
      expect((await refused("addActivity", { body: { lead_id } })).status).toBe(400);
    },
  },
  {
    operation: "getActivity",
    fact: "answers what was added, and does not know what was not",
    async run({ one, refused, given }) {
      const { id, subject } = await given.activity();
      expect(await one("getActivity", { id: Number(id) })).toMatchObject({ id, subject });
      expect((await refused("getActivity", { id: UNKNOWN_ID })).status).toBe(404);
    },
  },
  {
    operation: "updateActivity",
    fact: "marks it done, and the lead has no next one any more",
    async run({ one, given }) {
      const activity = await given.activity();
      expect(await one("updateActivity", { id: idNumber(activity), body: { done: 1 } })).toMatchObject({
        ...{ id: activity.id, done: true, subject: activity.subject },
        marked_as_done_time: expect.stringMatching(/^\d{4}/),
      });
      expect(await one("getLead", { id: asString(activity.lead_id) })).toMatchObject({
        next_activity_id: null,
      });
    },
  },
  {
    operation: "deleteActivity",
    fact: "answers the id",
    async run({ one, given }) {
      const id = idNumber(await given.activity());
      expect(await one("deleteActivity", { id })).toEqual({ id });
      expect(await one("getActivity", { id })).toMatchObject({ active_flag: false });
    },
  },
  {
    operation: "deleteActivities",
    fact: "answers the ids",
    async run({ one, given }) {
      const ids = [idNumber(await given.activity()), idNumber(await given.activity())];
      expect(await one("deleteActivities", { ids: ids.join(",") })).toEqual({ id: ids });
    },
  },
  {
    operation: "getActivities",
    fact: "narrows by user, type, done and due date",
    async run({ list, given }) {
      const soon = await given.activity({ due_date: "2031-03-01", type: "lunch" });
      const late = await given.activity({ due_date: "2031-03-02", type: "email" });
      const days = { start_date: "2031-03-01", end_date: "2031-03-02", limit: 500 };
      const idsOf = async (query: object) =>
        pluck(await list("getActivities", { query: { ...days, ...query } }), "id");
      expect(await idsOf({})).toEqual(expect.arrayContaining([soon.id, late.id]));
      const lunches = await idsOf({ user_id: 0, type: "lunch", done: 0 });
      expect(lunches).toContain(soon.id);
      expect(lunches).not.toContain(late.id);
      expect(await idsOf({ user_id: UNKNOWN_ID })).toEqual([]);
      expect(await idsOf({ done: 1 })).not.toContain(soon.id);
    },
  },
  {
    operation: "getActivitiesCollection",
    fact: "walks through all activities by cursor",
    async run({ page, given }) {
      await given.activity();
      const last = await given.activity();
      const { items, additional_data } = await page("getActivitiesCollection", { query: { limit: 1 } });
      const cursor = asString(additional_data.next_cursor);
      const rest = await page("getActivitiesCollection", { query: { limit: 500, cursor } });
      expect(pluck(items, "id")).not.toContain(last.id);
      expect(pluck(rest.items, "id")).toContain(last.id);
    },
  },
];
