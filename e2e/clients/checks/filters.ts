import { expect } from "vitest";
import { idNumber, idOf } from "../fixtures.ts";
import { asItem, asItems, type Item, pluck } from "../json.ts";
import type { Check } from "./check.ts";

const UNKNOWN_ID = 999_999_999;
const KEYS = [
  ...["id", "name", "filter_code", "is_editable", "active_flag", "type", "temporary_flag", "user_id"],
  ...["add_time", "update_time", "visible_to", "last_used_time", "custom_view_id"],
];

/** The conditions of both groups. */
const conditionsOf = (filter: Item): Item[] =>
  asItems(asItem(filter.conditions).conditions).flatMap(({ conditions }) => asItems(conditions));

export const filterChecks: Check[] = [
  {
    operation: "getFilters",
    fact: "lists filters without their conditions, of one type when asked",
    async run({ list, given }) {
      const id = idNumber(await given.filter(given.word()));
      const leads = await list("getFilters", { query: { type: "leads" } });
      expect(pluck(leads, "id")).toContain(id);
      for (const filter of leads) expect(Object.keys(filter)).toEqual(KEYS);
      expect(pluck(await list("getFilters"), "id")).toContain(id);
      expect(pluck(await list("getFilters", { query: { type: "org" } }), "id")).not.toContain(id);
    },
  },
  {
    operation: "getFilterHelpers",
    fact: "tells operators and relative dates",
    async run({ one }) {
      const helpers = await one("getFilterHelpers");
      expect(Object.keys(helpers)).toEqual([
        ...["operators", "deprecated_operators", "relative_dates", "address_field_components"],
      ]);
      expect(asItem(helpers.operators)).toMatchObject({ user: { belongs_to_team: "belongs to team" } });
    },
  },
  {
    operation: "addFilter",
    fact: "answers 200 with the filter and its conditions",
    async run({ call, given }) {
      const word = given.word();
      const body = { name: "My leads", type: "leads", conditions: await given.conditions(word) };
      const { status, body: answer } = await call("addFilter", { body });
      expect(status).toBe(200);
      const filter = asItem(asItem(answer).data);
      expect(Object.keys(filter)).toEqual([...KEYS, "conditions"]);
      expect(filter).toMatchObject({ name: "My leads", type: "leads", visible_to: "1", is_editable: true });
      expect(conditionsOf(filter)).toMatchObject([{ object: "lead", value: word, json_value_flag: false }]);
    },
  },
  {
    operation: "addFilter",
    fact: "refuses conditions without their two groups",
    async run({ refused }) {
      const body = { name: "x", type: "leads", conditions: { glue: "and", conditions: [] } };
      expect((await refused("addFilter", { body })).status).toBe(400);
    },
  },
  {
    operation: "getFilter",
    fact: "reads a filter with its conditions",
    async run({ one, given }) {
      const filter = await given.filter(given.word());
      expect(await one("getFilter", { id: idNumber(filter) })).toEqual(filter);
    },
  },
  {
    operation: "getFilter",
    fact: "tells the codes of the fields when asked",
    since: 33,
    async run({ one, given }) {
      const id = idNumber(await given.filter(given.word()));
      const filter = await one("getFilter", { id, query: { include_field_code: true } });
      expect(pluck(conditionsOf(filter), "field_code")).toEqual(["title"]);
    },
  },
  {
    operation: "getFilter",
    fact: "does not know a filter that never was",
    async run({ refused }) {
      expect((await refused("getFilter", { id: UNKNOWN_ID })).status).toBe(404);
    },
  },
  {
    operation: "updateFilter",
    fact: "changes name and conditions",
    async run({ one, given }) {
      const id = idNumber(await given.filter(given.word()));
      const word = given.word();
      const body = { name: "Renamed", conditions: await given.conditions(word) };
      const changed = await one("updateFilter", { id, body });
      expect(changed).toMatchObject({ id, name: "Renamed" });
      expect(pluck(conditionsOf(changed), "value")).toEqual([word]);
    },
  },
  {
    operation: "deleteFilter",
    fact: "answers the id, and the filter is gone",
    async run({ one, refused, given }) {
      const id = idNumber(await given.filter(given.word()));
      expect(await one("deleteFilter", { id })).toEqual({ id });
      expect((await refused("deleteFilter", { id })).status).toBe(404);
    },
  },
  {
    operation: "deleteFilters",
    fact: "takes several at once",
    async run({ one, given }) {
      const ids = [idNumber(await given.filter(given.word())), idNumber(await given.filter(given.word()))];
      expect(await one("deleteFilters", { ids: ids.join(",") })).toEqual({ id: ids });
    },
  },
  {
    operation: "getLeads",
    fact: "chooses by a filter, which wins over owner, person and organization",
    since: 16, // earlier ones know no person_id here
    async run({ list, given }) {
      const word = given.word();
      const lead = await given.lead({ title: `Door ${word}` });
      const filter_id = idNumber(await given.filter(word));
      const query = { filter_id, owner_id: UNKNOWN_ID, person_id: UNKNOWN_ID };
      expect(pluck(await list("getLeads", { query }), "id")).toEqual([idOf(lead)]);
    },
  },
  {
    operation: "getArchivedLeads",
    fact: "chooses by a filter",
    async run({ list, given }) {
      const word = given.word();
      const [lead] = await given.leads([`Door ${word}`, `Wall ${word}`]);
      await given.archived(idOf(lead ?? {}));
      const filter_id = idNumber(await given.filter(word));
      expect(pluck(await list("getArchivedLeads", { query: { filter_id } }), "id")).toEqual([lead?.id]);
    },
  },
];
