import { expect } from "vitest";
import { idNumber, idOf } from "../fixtures.ts";
import { asItem, pluck } from "../json.ts";
import type { Check } from "./check.ts";

/** The keys of a note, in the order in which the service sends them. */
const KEYS = [
  ...["id", "user_id", "deal_id", "person_id", "org_id", "lead_id", "project_id", "task_id", "content"],
  ...["add_time", "update_time", "active_flag", "pinned_to_deal_flag", "pinned_to_person_flag"],
  ...["pinned_to_organization_flag", "pinned_to_lead_flag", "pinned_to_project_flag", "pinned_to_task_flag"],
  ...["last_update_user_id", "organization", "person", "deal", "lead", "user"],
];
const UNKNOWN_ID = 999_999;

export const noteChecks: Check[] = [
  {
    operation: "addNote",
    fact: "answers 200 with the note, which takes the person of its lead",
    async run({ call, given }) {
      const lead = await given.lead();
      const body = { content: "<b>Call back</b>", lead_id: idOf(lead), pinned_to_lead_flag: 1 };
      const answer = await call("addNote", { body });
      expect(answer.status).toBe(200);
      const note = asItem(asItem(answer.body).data);
      expect(Object.keys(note)).toEqual(KEYS);
      expect(note).toMatchObject({
        ...{ content: "<b>Call back</b>", lead_id: lead.id, lead: { title: lead.title } },
        ...{ person_id: lead.person_id, pinned_to_lead_flag: true, pinned_to_person_flag: false },
        ...{ user: { is_you: true }, active_flag: true, last_update_user_id: null },
        add_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      });
    },
  },
  {
    operation: "addNote",
    fact: "keeps nothing that runs",
    async run({ one, given }) {
      const lead_id = idOf(await given.lead());
      const content = "<p onclick=alert(1)>Hello<script>alert(1)</script></p>";
      expect(await one("addNote", { body: { content, lead_id } })).toMatchObject({ content: "<p>Hello</p>" });
    },
  },
  {
    operation: "addNote",
    fact: "refuses a note on nothing",
    async run({ refused }) {
      const { status } = await refused("addNote", { body: { content: "x" } });
      expect(status).toBe(400);
    },
  },
  {
    operation: "getNote",
    fact: "answers what was added",
    async run({ one, given }) {
      const note = await given.note();
      expect(await one("getNote", { id: idNumber(note) })).toEqual(note);
    },
  },
  {
    operation: "getNote",
    fact: "does not know a note that never was",
    async run({ refused }) {
      expect((await refused("getNote", { id: UNKNOWN_ID })).status).toBe(404);
    },
  },
  {
    operation: "updateNote",
    fact: "changes what is sent and nothing else",
    async run({ one, given }) {
      const note = await given.note();
      const changed = await one("updateNote", { id: idNumber(note), body: { content: "New" } });
      expect(changed).toEqual({
        ...note,
        content: "New",
        update_time: changed.update_time,
        last_update_user_id: note.user_id,
      });
    },
  },
  {
    operation: "deleteNote",
    fact: "answers a bare true, and the note is gone",
    async run({ call, refused, given }) {
      const id = idNumber(await given.note());
      expect((await call("deleteNote", { id })).body).toEqual({ success: true, data: true });
      expect((await refused("getNote", { id })).status).toBe(404);
    },
  },
  {
    operation: "getNotes",
    fact: "narrows to a lead, sorts, and tells where the next page begins",
    async run({ list, page, given }) {
      const lead_id = idOf(await given.lead());
      const ids = pluck([await given.note({ lead_id }), await given.note({ lead_id })], "id");
      expect(pluck(await list("getNotes", { query: { lead_id } }), "id")).toEqual(ids);
      const query = { lead_id, limit: 1, sort: "id DESC" };
      const { items, additional_data } = await page("getNotes", { query });
      expect(pluck(items, "id")).toEqual([ids[1]]);
      expect(additional_data).toEqual({
        pagination: { start: 0, limit: 1, more_items_in_collection: true, next_start: 1 },
      });
    },
  },
  {
    operation: "getNotes",
    fact: "narrows to what is pinned to leads, and to a user",
    async run({ list, given }) {
      const lead_id = idOf(await given.lead());
      const note = await given.note({ lead_id, pinned_to_lead_flag: 1 });
      await given.note({ lead_id });
      const query = { lead_id, pinned_to_lead_flag: 1, user_id: note.user_id };
      expect(pluck(await list("getNotes", { query }), "id")).toEqual([note.id]);
      expect(await list("getNotes", { query: { ...query, user_id: UNKNOWN_ID } })).toEqual([]);
    },
  },
];
