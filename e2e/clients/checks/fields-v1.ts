import { expect } from "vitest";
import { idNumber } from "../fixtures.ts";
import { asItem, asItems, pluck } from "../json.ts";
import type { Check } from "./check.ts";
import { FIELD_KEYS } from "./lead-settings.ts";

const UNKNOWN_ID = 999_999;
const KEY = /^[0-9a-f]{40}$/;

const ofEntity = (entity: "Deal" | "Person" | "Organization"): Check[] => {
  const [list, one] = [`get${entity}Fields`, `get${entity}Field`] as const;
  const [add, change] = [`add${entity}Field`, `update${entity}Field`] as const;
  const [remove, removeMany] = [`delete${entity}Field`, `delete${entity}Fields`] as const;
  return [
    {
      operation: add,
      fact: "answers the field with its key, and the list shows it after the built-in ones",
      async run(scene) {
        const name = `Field ${scene.given.word()}`;
        const options = [{ label: "Red" }, { label: "Blue" }];
        const field = await scene.one(add, { body: { name, field_type: "enum", options } });
        expect(field).toMatchObject({ name, field_type: "enum", edit_flag: true, mandatory_flag: false });
        expect(field.key).toMatch(KEY);
        expect(asItems(field.options)).toMatchObject(options);
        const all = await scene.list(list, { query: { limit: 500 } });
        expect(all.at(-1)).toEqual(field);
        expect(all[0]).toMatchObject({ edit_flag: false });
      },
    },
    {
      operation: add,
      fact: "refuses a choice without options",
      async run({ refused, given }) {
        const body = { name: given.word(), field_type: "set" };
        expect((await refused(add, { body })).status).toBe(400);
      },
    },
    {
      operation: list,
      fact: "comes in pages",
      async run({ page }) {
        const { items, additional_data } = await page(list, { query: { start: 1, limit: 2 } });
        expect(items).toHaveLength(2);
        for (const field of items) expect(Object.keys(field)).toEqual(expect.arrayContaining(FIELD_KEYS));
        expect(additional_data).toMatchObject({
          pagination: { start: 1, limit: 2, more_items_in_collection: true, next_start: 3 },
        });
      },
    },
    {
      operation: one,
      fact: "answers what was added, and does not know what was not",
      async run(scene) {
        const field = await scene.given.field(entity);
        expect(await scene.one(one, { id: idNumber(field) })).toEqual(field);
        expect((await scene.refused(one, { id: UNKNOWN_ID })).status).toBe(404);
      },
    },
    {
      operation: change,
      fact: "renames a field, and keeps the options named by their ids",
      async run(scene) {
        const field = await scene.given.field(entity, { field_type: "enum", options: [{ label: "Red" }] });
        const [red] = asItems(field.options);
        const name = `New ${scene.given.word()}`;
        const options = [{ id: red?.id, label: "Crimson" }, { label: "Blue" }];
        const changed = await scene.one(change, { id: idNumber(field), body: { name, options } });
        expect(changed).toMatchObject({ id: field.id, key: field.key, name });
        expect(asItems(changed.options)).toMatchObject(options);
      },
    },
    {
      operation: remove,
      fact: "answers the id, and the field is gone",
      async run(scene) {
        const id = idNumber(await scene.given.field(entity));
        expect(await scene.one(remove, { id })).toEqual({ id });
        expect((await scene.refused(one, { id })).status).toBe(404);
      },
    },
    {
      operation: removeMany,
      fact: "answers the ids, and the list does without",
      async run(scene) {
        const ids = [idNumber(await scene.given.field(entity)), idNumber(await scene.given.field(entity))];
        const { body } = await scene.call(removeMany, { ids: ids.join(",") });
        expect(asItem(body).data).toEqual({ id: ids });
        const left = pluck(await scene.list(list, { query: { limit: 500 } }), "id");
        expect(left).toEqual(expect.not.arrayContaining(ids));
      },
    },
  ];
};

export const fieldV1Checks: Check[] = [
  ...(["Deal", "Person", "Organization"] as const).flatMap(ofEntity),
  {
    operation: "getActivityFields",
    fact: "describes what an activity holds",
    async run({ list }) {
      const fields = await list("getActivityFields");
      expect(fields[0]).toMatchObject({ key: "subject", field_type: "varchar", edit_flag: false });
      expect(pluck(fields, "key")).toEqual(expect.arrayContaining(["due_date", "done", "lead_id"]));
    },
  },
  {
    operation: "getNoteFields",
    fact: "describes what a note holds",
    async run({ list }) {
      const fields = await list("getNoteFields");
      expect(fields[0]).toMatchObject({ key: "content", field_type: "text", mandatory_flag: true });
      expect(pluck(fields, "key")).toContain("pinned_to_lead_flag");
    },
  },
];
