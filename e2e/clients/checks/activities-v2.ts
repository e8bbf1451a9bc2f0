import { expect } from "vitest";
import { idNumber, idOf } from "../fixtures.ts";
import { asItem, asString, pluck } from "../json.ts";
import type { Check } from "./check.ts";

/** The keys of an activity, in the order in which the service sends them. */
const KEYS = [
  ...["id", "subject", "type", "owner_id", "creator_user_id", "is_deleted", "add_time", "update_time"],
  ...["deal_id", "lead_id", "person_id", "org_id", "project_id", "due_date", "due_time", "duration", "done"],
  ...["busy", "marked_as_done_time", "location", "participants", "conference_meeting_client"],
  ...["conference_meeting_url", "conference_meeting_id", "public_description", "priority", "note"],
];
const UNKNOWN_ID = 999_999;
const SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

export const activityV2Checks: Check[] = [
  {
    operation: "v2 addActivity",
    fact: "answers 200 with the v2 shape, and the lead tells it as its next",
    async run({ call, one, given }) {
      const person_id = await given.person();
      const org_id = await given.organization();
      const lead_id = idOf(await given.lead({ person_id }));
      const participants = [{ person_id, primary: true }];
      const body = { subject: "Call client", type: "call", done: false, lead_id, participants, org_id };
      const answer = await call("v2 addActivity", { body });
      expect(answer.status).toBe(200);
      const { attendees, ...activity } = asItem(asItem(answer.body).data);
      expect(attendees).toEqual([]);
      expect(Object.keys(activity)).toEqual(KEYS);
      expect(activity).toMatchObject({
        ...{ ...body, person_id, due_time: null, busy: false, is_deleted: false },
        ...{ add_time: expect.stringMatching(SECONDS), update_time: expect.stringMatching(SECONDS) },
      });
      expect(await one("getLead", { id: lead_id })).toMatchObject({ next_activity_id: activity.id });
    },
  },
  {
    operation: "v2 addActivity",
    fact: "refuses a person that is no participant, in Pipedrive's words",
    async run({ refused }) {
      const { status, body } = await refused("v2 addActivity", { body: { subject: "x", person_id: 1 } });
      expect(status).toBe(400);
      expect(body).toMatchObject({
        error: expect.stringMatching(/^'person_id' is a read-only field\. Add a primary participant/),
        code: "ERR_BAD_REQUEST",
      });
    },
  },
  {
    operation: "v2 getActivity",
    fact: "answers what was added, with attendees when they are asked for",
    async run({ one, given }) {
      const attendees = [{ email: "x@y.test", name: "X", is_organizer: true }];
      const activity = await given.activity({ attendees });
      const id = idNumber(activity);
      expect(Object.keys(await one("v2 getActivity", { id }))).toEqual(KEYS);
      const query = { include_fields: "attendees" };
      expect(await one("v2 getActivity", { id, query })).toEqual(activity);
    },
  },
  {
    operation: "v2 getActivity",
    fact: "does not know an activity that never was",
    async run({ refused }) {
      expect((await refused("v2 getActivity", { id: UNKNOWN_ID })).status).toBe(404);
    },
  },
  {
    operation: "v2 updateActivity",
    fact: "changes what is sent and nothing else",
    async run({ one, given }) {
      const activity = await given.activity();
      const body = { due_date: "2030-01-02", due_time: "08:30:00", done: true };
      const changed = await one("v2 updateActivity", { id: idNumber(activity), body });
      expect(changed).toEqual({
        ...activity,
        ...body,
        marked_as_done_time: expect.stringMatching(SECONDS),
        update_time: expect.stringMatching(SECONDS),
      });
    },
  },
  {
    operation: "v2 deleteActivity",
    fact: "answers the id, and the list does without",
    async run({ one, list, given }) {
      const { id, lead_id } = await given.activity();
      expect(await one("v2 deleteActivity", { id: Number(id) })).toEqual({ id });
      expect(await list("v2 getActivities", { query: { lead_id } })).toEqual([]);
      expect(await one("v2 getActivity", { id: Number(id) })).toMatchObject({ is_deleted: true });
    },
  },
  {
    operation: "v2 getActivities",
    fact: "narrows to a lead, sorts by due date and walks by cursor",
    async run({ page, list, given }) {
      const lead_id = idOf(await given.lead());
      const late = await given.activity({ lead_id, due_date: "2031-01-02" });
      const soon = await given.activity({ lead_id, due_date: "2031-01-01" });
      const query = { lead_id, sort_by: "due_date", limit: 1 };
      const first = await page("v2 getActivities", { query });
      const cursor = asString(first.additional_data.next_cursor);
      const second = await page("v2 getActivities", { query: { ...query, cursor } });
      expect(pluck([...first.items, ...second.items], "id")).toEqual([soon.id, late.id]);
      expect(second.additional_data).toEqual({ next_cursor: null });
      expect(
        pluck(await list("v2 getActivities", { query: { ids: `${late.id},${soon.id}` } }), "id"),
      ).toEqual([late.id, soon.id]);
    },
  },
];
