import { expect } from "vitest";
import { idNumber } from "../fixtures.ts";
import { asItem, asNumber, type Item, pluck } from "../json.ts";
import type { OperationName } from "../operations.ts";
import type { Check } from "./check.ts";
import { ORGANIZATION_KEYS, PERSON_KEYS } from "./contact-keys.ts";

/** The two kinds of contact, whose v1 operations differ by name only. */
type Kind = {
  names: Record<"list" | "add" | "get" | "update" | "remove", OperationName>;
  keys: string[];
  values: Item;
};

const person: Kind = {
  names: {
    list: "getPersons",
    add: "addPerson",
    get: "getPerson",
    update: "updatePerson",
    remove: "deletePerson",
  },
  keys: PERSON_KEYS,
  values: { name: "Ann Example", visible_to: "3" },
};

const organization: Kind = {
  names: {
    list: "getOrganizations",
    add: "addOrganization",
    get: "getOrganization",
    update: "updateOrganization",
    remove: "deleteOrganization",
  },
  keys: ORGANIZATION_KEYS,
  values: { name: "Example Ltd", visible_to: "3" },
};

const UNKNOWN_ID = 999_999;
const SECONDS = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

export const contactV1Checks: Check[] = [
  ...[person, organization].flatMap((kind) => [
    ...addChecks(kind),
    ...changeChecks(kind),
    ...listChecks(kind),
  ]),
  {
    operation: "addPerson",
    fact: "takes mail addresses and phones as a string or as a list, and the organization by id",
    async run({ one, given }) {
      const org_id = await given.organization({ name: "Example Ltd" });
      const phone = [{ value: "555-0100", primary: true, label: "work" }];
      const body = { name: "Ann Mary Example", email: "ann@example.com", phone, org_id };
      expect(await one("addPerson", { body })).toMatchObject({
        ...{
          first_name: "Ann Mary",
          last_name: "Example",
          primary_email: "ann@example.com",
          org_name: "Example Ltd",
        },
        ...{ email: [{ value: "ann@example.com", primary: true }], phone },
        org_id: { name: "Example Ltd", value: org_id },
      });
    },
  },
];

function addChecks({ names, keys, values }: Kind): Check[] {
  return [
    {
      operation: names.add,
      fact: "answers 201 with every key of the v1 shape",
      async run({ call }) {
        const { status, body } = await call(names.add, { body: values });
        expect(status).toBe(201);
        const added = asItem(asItem(body).data);
        expect(Object.keys(added)).toEqual(expect.arrayContaining(keys));
        expect(added).toMatchObject({
          ...values,
          active_flag: true,
          add_time: expect.stringMatching(SECONDS),
        });
        expect(added.owner_id).toMatchObject({ id: expect.any(Number), value: expect.any(Number) });
        expect(asItem(body).related_objects).toMatchObject({ user: expect.any(Object) });
      },
    },
    {
      operation: names.add,
      fact: "refuses an empty name",
      async run({ refused }) {
        const { status } = await refused(names.add, { body: { name: "" } });
        expect(status).toBe(400);
      },
    },
    {
      operation: names.get,
      fact: "answers what was added",
      async run({ one }) {
        const added = await one(names.add, { body: values });
        expect(await one(names.get, { id: idNumber(added) })).toMatchObject({
          id: added.id,
          name: added.name,
        });
      },
    },
    {
      operation: names.get,
      fact: "does not know a contact that never was",
      async run({ refused }) {
        const { status } = await refused(names.get, { id: UNKNOWN_ID });
        expect(status).toBe(404);
      },
    },
  ];
}

function changeChecks({ names, values }: Kind): Check[] {
  return [
    {
      operation: names.update,
      fact: "changes the name",
      async run({ one }) {
        const id = asNumber((await one(names.add, { body: values })).id);
        expect(await one(names.update, { id, body: { name: "New Name" } })).toMatchObject({
          id,
          name: "New Name",
        });
        expect(await one(names.get, { id })).toMatchObject({ name: "New Name", visible_to: "3" });
      },
    },
    {
      operation: names.remove,
      fact: "answers the id, and the list does without",
      async run({ one, list }) {
        const id = asNumber((await one(names.add, { body: values })).id);
        expect(await one(names.remove, { id })).toEqual({ id });
        expect(pluck(await list(names.list, { query: { limit: 500 } }), "id")).not.toContain(id);
      },
    },
  ];
}

function listChecks({ names, values }: Kind): Check[] {
  return [
    {
      operation: names.list,
      fact: "comes in pages, sorted as asked",
      async run({ one, list, page, given }) {
        const word = given.word();
        const written = [`${word} b`, `${word} c`, `${word} a`];
        for (const name of written) await one(names.add, { body: { ...values, name } });
        const all = await list(names.list, { query: { limit: 500, sort: "name DESC" } });
        const ours = pluck(all, "name").filter((name) => String(name).startsWith(word));
        expect(ours).toEqual(written.toSorted().reverse());
        const { items, additional_data } = await page(names.list, {
          query: { limit: 2, start: 1, sort: "name DESC" },
        });
        expect(items).toEqual(all.slice(1, 3));
        expect(additional_data).toEqual({
          pagination: { start: 1, limit: 2, more_items_in_collection: true, next_start: 3 },
        });
      },
    },
    {
      operation: names.list,
      fact: "narrows to a first letter",
      async run({ one, list }) {
        const added = await one(names.add, { body: { ...values, name: "Quentin" } });
        const found = await list(names.list, { query: { first_char: "q" } });
        expect(pluck(found, "id")).toContain(added.id);
        expect(new Set(pluck(found, "name"))).toEqual(new Set(["Quentin"]));
      },
    },
  ];
}
