import { expect } from "vitest";
import { asItem, asItems, asString, pluck } from "../json.ts";
import type { Check } from "./check.ts";

const KEYS = [
  ...["field_name", "field_code", "field_type", "options", "subfields", "is_custom_field"],
  "is_optional_response_field",
];

const ofEntity = (entity: "Deal" | "Person" | "Organization"): Check[] => {
  const [list, one] = [`v2 get${entity}Fields`, `v2 get${entity}Field`] as const;
  const [add, change] = [`v2 add${entity}Field`, `v2 update${entity}Field`] as const;
  const remove = `v2 delete${entity}Field` as const;
  const options = {
    add: `v2 add${entity}FieldOptions`,
    change: `v2 update${entity}FieldOptions`,
    remove: `v2 delete${entity}FieldOptions`,
  } as const;
  return [
    {
      operation: add,
      fact: "answers the field with its code, under which values then lie",
      async run(scene) {
        const field_name = `Field ${scene.given.word()}`;
        const body = { field_name, field_type: "monetary" };
        const field = await scene.one(add, { body });
        expect(field).toMatchObject({ ...body, options: null, is_custom_field: true });
        expect(pluck(asItems(field.subfields), "field_code")).toEqual(["value", "currency"]);
      },
    },
    {
      operation: add,
      fact: "refuses a type that is none",
      async run({ refused, given }) {
        const body = { field_name: given.word(), field_type: "colour" };
        expect((await refused(add, { body })).status).toBe(400);
      },
    },
    {
      operation: list,
      fact: "walks by cursor, with what is asked for beside",
      async run({ page }) {
        const first = await page(list, { query: { limit: 1 } });
        for (const field of first.items) expect(Object.keys(field)).toEqual(KEYS);
        const cursor = asString(first.additional_data.next_cursor);
        const query = { limit: 1, cursor, include_fields: "ui_visibility" };
        const second = await page(list, { query });
        expect(second.items).toMatchObject([{ ui_visibility: { details_visible_flag: true } }]);
        expect(second.items[0]?.field_code).not.toBe(first.items[0]?.field_code);
      },
    },
    {
      operation: one,
      fact: "answers what was added, and does not know what was not",
      async run(scene) {
        const field_code = asString((await scene.given.field(entity)).key);
        expect(await scene.one(one, { field_code })).toMatchObject({ field_code, is_custom_field: true });
        expect((await scene.refused(one, { field_code: "0".repeat(40) })).status).toBe(404);
      },
    },
    {
      operation: change,
      fact: "renames the field",
      async run(scene) {
        const field_code = asString((await scene.given.field(entity)).key);
        const body = { field_name: `New ${scene.given.word()}` };
        expect(await scene.one(change, { field_code, body })).toMatchObject({ field_code, ...body });
      },
    },
    {
      operation: remove,
      fact: "answers the field, which is gone",
      async run(scene) {
        const field_code = asString((await scene.given.field(entity)).key);
        expect(await scene.one(remove, { field_code })).toMatchObject({ field_code });
        expect((await scene.refused(one, { field_code })).status).toBe(404);
      },
    },
    {
      operation: options.add,
      fact: "answers the new options with their ids",
      async run(scene) {
        const field = await scene.given.field(entity, { field_type: "set", options: [{ label: "Red" }] });
        const body = [{ label: "Blue" }, { label: "Green" }];
        const added = await scene.list(options.add, { field_code: asString(field.key), body });
        expect(added).toMatchObject(body);
        for (const { id } of added) expect(id).toEqual(expect.any(Number));
      },
    },
    {
      operation: options.change,
      fact: "renames options",
      async run(scene) {
        const field = await scene.given.field(entity, { field_type: "enum", options: [{ label: "Red" }] });
        const [red] = asItems(field.options);
        const body = [{ id: red?.id, label: "Crimson" }];
        expect(await scene.list(options.change, { field_code: asString(field.key), body })).toMatchObject(
          body,
        );
      },
    },
    {
      operation: options.remove,
      fact: "answers the options, and the field does without",
      async run(scene) {
        const field = await scene.given.field(entity, {
          field_type: "enum",
          options: [{ label: "Red" }, { label: "Blue" }],
        });
        const field_code = asString(field.key);
        const [red, blue] = asItems(field.options);
        const body = [{ id: red?.id }];
        expect(await scene.list(options.remove, { field_code, body })).toMatchObject([{ id: red?.id }]);
        const left = asItem(await scene.one(one, { field_code })).options;
        expect(pluck(asItems(left), "id")).toEqual([blue?.id]);
      },
    },
  ];
};

const ofActivities: Check[] = [
  {
    operation: "v2 getActivityFields",
    fact: "walks by cursor, with where a field is shown when asked",
    async run({ page }) {
      const first = await page("v2 getActivityFields", { query: { limit: 1 } });
      for (const field of first.items) expect(Object.keys(field)).toEqual(KEYS);
      const cursor = asString(first.additional_data.next_cursor);
      const query = { limit: 1, cursor, include_fields: "ui_visibility" };
      const second = await page("v2 getActivityFields", { query });
      expect(second.items).toMatchObject([{ ui_visibility: { details_visible_flag: true } }]);
      expect(second.items[0]?.field_code).not.toBe(first.items[0]?.field_code);
    },
  },
  {
    operation: "v2 getActivityField",
    fact: "answers a field by its code, and does not know what is none",
    async run({ one, refused }) {
      const field = await one("v2 getActivityField", { field_code: "due_date" });
      expect(field).toMatchObject({ field_name: "Due date", field_type: "date", is_custom_field: false });
      expect((await refused("v2 getActivityField", { field_code: "nothing" })).status).toBe(404);
    },
  },
];

export const fieldV2Checks: Check[] = [
  ...(["Deal", "Person", "Organization"] as const).flatMap(ofEntity),
  ...ofActivities,
];
