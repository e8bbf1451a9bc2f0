import { expect } from "vitest";
import { pluck } from "../json.ts";
import type { Check } from "./check.ts";

const SOURCES = [
  ...["Manually created", "Deal", "Web forms", "Prospector", "Leadbooster"],
  ...["Live chat", "Import", "Website visitors", "Workflow automation", "API"],
];

/** The keys of every field; `options` and the like come on top where a field has them. */
export const FIELD_KEYS = [
  ...["id", "key", "name", "order_nr", "field_type", "add_time", "update_time", "last_updated_by_user_id"],
  ...["created_by_user_id", "active_flag", "edit_flag", "index_visible_flag", "details_visible_flag"],
  ...["add_visible_flag", "important_flag", "bulk_edit_allowed", "searchable_flag", "filtering_allowed"],
  ...["sortable_flag", "mandatory_flag", "options"],
];

export const leadSettingChecks: Check[] = [
  {
    operation: "getLeadSources",
    fact: "names the ten sources in their order",
    async run({ call }) {
      const { body } = await call("getLeadSources");
      expect(body).toEqual({ success: true, data: SOURCES.map((name) => ({ name })) });
    },
  },
  {
    operation: "getLeadFields",
    fact: "describes the fields of a lead",
    async run({ page }) {
      const { items, additional_data } = await page("getLeadFields");
      for (const field of items) expect(Object.keys(field)).toEqual(expect.arrayContaining(FIELD_KEYS));
      expect(pluck(items, "key")).toEqual(
        expect.arrayContaining(["title", "owner_id", "expected_close_date"]),
      );
      expect(additional_data).toMatchObject({
        pagination: { start: 0, limit: expect.any(Number), more_items_in_collection: false },
      });
    },
  },
  {
    operation: "getLeadFields",
    fact: "comes in pages",
    async run({ list, page }) {
      const all = await list("getLeadFields");
      const { items, additional_data } = await page("getLeadFields", { query: { start: 1, limit: 2 } });
      expect(items).toEqual(all.slice(1, 3));
      expect(additional_data).toMatchObject({
        pagination: { start: 1, limit: 2, more_items_in_collection: true, next_start: 3 },
      });
    },
  },
];
