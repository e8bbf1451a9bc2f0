import { expect } from "vitest";
import { idNumber } from "../fixtures.ts";
import { asItem, asString, type Item, pluck } from "../json.ts";
import type { OperationName } from "../operations.ts";
import type { Check } from "./check.ts";
import { ORGANIZATION_V2_KEYS, PERSON_V2_KEYS } from "./contact-keys.ts";

/** The two kinds of contact, whose v2 operations differ by name only. */
type Kind = {
  names: Record<"list" | "add" | "get" | "update" | "remove", OperationName>;
  keys: string[];
};

const person: Kind = {
  names: {
    list: "v2 getPersons",
    add: "v2 addPerson",
    get: "v2 getPerson",
    update: "v2 updatePerson",
    remove: "v2 deletePerson",
  },
  keys: PERSON_V2_KEYS,
};

const organization: Kind = {
  names: {
    list: "v2 getOrganizations",
    add: "v2 addOrganization",
    get: "v2 getOrganization",
    update: "v2 updateOrganization",
    remove: "v2 deleteOrganization",
  },
  keys: ORGANIZATION_V2_KEYS,
};

const UNKNOWN_ID = 999_999;
const SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

export const contactV2Checks: Check[] = [
  ...[person, organization].flatMap((kind) => [
    ...addChecks(kind),
    ...changeChecks(kind),
    ...listChecks(kind),
  ]),
  {
    operation: "v2 addPerson",
    fact: "splits the name, labels mail addresses and phones, and keeps the organization",
    async run({ one, given }) {
      const org_id = await given.organization();
      const contact = {
        emails: [{ value: "ann@example.com", primary: true }],
        phones: [{ value: "555-0100" }],
      };
      expect(await one("v2 addPerson", { body: { name: "John Test", org_id, ...contact } })).toMatchObject({
        ...{ first_name: "John", last_name: "Test", org_id, picture_id: null },
        emails: [{ label: "work", value: "ann@example.com", primary: true }],
        phones: [{ label: "work", value: "555-0100" }],
      });
    },
  },
  {
    operation: "v2 getPersons",
    fact: "narrows to one organization",
    async run({ list, given }) {
      const org_id = await given.organization();
      const id = await given.person({ org_id });
      expect(pluck(await list("v2 getPersons", { query: { org_id } }), "id")).toEqual([id]);
    },
  },
];

function addChecks({ names, keys }: Kind): Check[] {
  return [
    {
      operation: names.add,
      fact: "answers 200 with the v2 shape",
      async run({ call }) {
        const { status, body } = await call(names.add, { body: { name: "Ann Example", visible_to: 3 } });
        expect(status).toBe(200);
        const added = asItem(asItem(body).data);
        expect(Object.keys(added)).toEqual(keys);
        expect(added).toMatchObject({
          ...{ name: "Ann Example", visible_to: 3, owner_id: expect.any(Number), is_deleted: false },
          ...{ add_time: expect.stringMatching(SECONDS), update_time: null, label_ids: [] },
        });
      },
    },
    {
      operation: names.add,
      fact: "refuses a key it does not know",
      async run({ refused }) {
        const { status, body } = await refused(names.add, { body: { name: "x", no_such_key: 1 } });
        expect(status).toBe(400);
        expect(body).toMatchObject({
          error: "Validation failed: no_such_key: Parameter 'no_such_key' is not allowed for this request",
          code: "ERR_SCHEMA_VALIDATION_FAILED",
        });
      },
    },
    {
      operation: names.get,
      fact: "answers what was added",
      async run({ one }) {
        const added = await one(names.add, { body: { name: "Ann Example" } });
        expect(await one(names.get, { id: idNumber(added) })).toEqual(added);
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

function changeChecks({ names }: Kind): Check[] {
  return [
    {
      operation: names.update,
      fact: "changes what is sent and nothing else",
      async run({ one }) {
        const added = await one(names.add, { body: { name: "Ann Example" } });
        const updated = await one(names.update, { id: idNumber(added), body: { visible_to: 1 } });
        expect(updated).toEqual({ ...added, visible_to: 1, update_time: expect.stringMatching(SECONDS) });
      },
    },
    {
      operation: names.remove,
      fact: "answers the id, and the list does without",
      async run({ one, list }) {
        const id = idNumber(await one(names.add, { body: { name: "Ann Example" } }));
        expect(await one(names.remove, { id })).toEqual({ id });
        expect(pluck(await list(names.list, { query: { limit: 500 } }), "id")).not.toContain(id);
      },
    },
  ];
}

function listChecks({ names }: Kind): Check[] {
  return [
    {
      operation: names.list,
      fact: "walks through everything by cursor",
      async run({ one, page }) {
        for (const name of ["one", "two", "three"]) await one(names.add, { body: { name } });
        const { items, additional_data } = await page(names.list, { query: { limit: 500 } });
        expect(additional_data).toEqual({ next_cursor: null });
        const limit = Math.ceil(items.length / 2);
        const first = await page(names.list, { query: { limit } });
        const cursor = asString(first.additional_data.next_cursor);
        const second = await page(names.list, { query: { limit, cursor } });
        expect([...first.items, ...second.items]).toEqual(items);
        expect(second.additional_data).toEqual({ next_cursor: null });
      },
    },
    {
      operation: names.list,
      fact: "sorts, and narrows by ids, owner and time",
      async run({ one, list }) {
        const added = [
          await one(names.add, { body: { name: "A" } }),
          await one(names.add, { body: { name: "B" } }),
        ];
        const ids = pluck(added, "id");
        const idsOf = async (query: Item) => pluck(await list(names.list, { query }), "id");
        expect(await idsOf({ ids: ids.join(",") })).toEqual(ids);
        expect(await idsOf({ limit: 2, sort_by: "id", sort_direction: "desc" })).toEqual(ids.toReversed());
        expect(await idsOf({ limit: 500, owner_id: added[0]?.owner_id })).toEqual(
          expect.arrayContaining(ids),
        );
        expect(await idsOf({ owner_id: UNKNOWN_ID })).toEqual([]);
        expect(await idsOf({ limit: 500, updated_since: "2020-01-01T00:00:00Z" })).toEqual(
          expect.arrayContaining(ids),
        );
        expect(await idsOf({ updated_since: "2120-01-01T00:00:00Z" })).toEqual([]);
      },
    },
  ];
}
