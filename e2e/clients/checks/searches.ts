import { expect } from "vitest";
import { idNumber } from "../fixtures.ts";
import { asItem, asItems, asString, type Item, pluck } from "../json.ts";
import type { OperationName } from "../operations.ts";
import type { Scene } from "../scene.ts";
import type { Check } from "./check.ts";

/** A search of one kind of things, in both versions. */
type Kind = {
  type: string;
  operation: "searchLeads" | "searchPersons" | "searchOrganization";
  /** What the thing is called. */
  called: "title" | "name";
  add(scene: Scene, text: string): Promise<unknown>;
};

const kinds: Kind[] = [
  {
    type: "lead",
    operation: "searchLeads",
    called: "title",
    add: async ({ given }, title) => (await given.lead({ title })).id,
  },
  {
    type: "person",
    operation: "searchPersons",
    called: "name",
    add: ({ given }, name) => given.person({ name }),
  },
  {
    type: "organization",
    operation: "searchOrganization",
    called: "name",
    add: ({ given }, name) => given.organization({ name }),
  },
];

const found = async ({ one }: Scene, name: OperationName, term: string, query?: Item): Promise<Item[]> =>
  asItems((await one(name, { term, ...(query && { query }) })).items).map(({ item }) => asItem(item));

const ofKind = ({ type, operation, called, add }: Kind): Check[] =>
  ([operation, `v2 ${operation}`] as const).flatMap((name): Check[] => [
    {
      operation: name,
      fact: "finds words and their beginnings at once, and exact values alone when asked",
      async run(scene) {
        const word = scene.given.word();
        const whole = await add(scene, word);
        const part = await add(scene, `About ${word}`);
        expect(await found(scene, name, word)).toMatchObject([
          { id: whole, type, [called]: word },
          { id: part, type, [called]: `About ${word}` },
        ]);
        expect(pluck(await found(scene, name, word.slice(0, -1)), "id")).toEqual(
          expect.arrayContaining([whole, part]),
        );
        expect(pluck(await found(scene, name, word, { exact_match: true }), "id")).toEqual([whole]);
      },
    },
    {
      operation: name,
      fact: "comes in pages",
      async run(scene) {
        const word = scene.given.word();
        const ids = [await add(scene, `${word} a`), await add(scene, `${word} b`)];
        const isV2 = name.startsWith("v2");
        const first = asItem((await scene.call(name, { term: word, query: { limit: 1 } })).body);
        const { next_cursor, pagination } = asItem(first.additional_data);
        if (!isV2) expect(pagination).toMatchObject({ more_items_in_collection: true, next_start: 1 });
        const place = isV2 ? { cursor: asString(next_cursor) } : { start: 1 };
        const rest = await found(scene, name, word, { limit: 1, ...place });
        const items = asItems(asItem(first.data).items).map(({ item }) => asItem(item));
        expect(new Set(pluck([...items, ...rest], "id"))).toEqual(new Set(ids));
      },
    },
    {
      operation: name,
      fact: "refuses a term of one character",
      async run({ refused }) {
        expect((await refused(name, { term: "x" })).status).toBe(400);
      },
    },
  ]);

const ITEM = ["searchItem", "v2 searchItem"] as const;

const itemChecks: Check[] = ITEM.flatMap((name): Check[] => [
  {
    operation: name,
    fact: "finds leads, deals, persons and organizations at once, or the kinds asked for",
    async run(scene) {
      const { given } = scene;
      const word = given.word();
      const person = await given.person({ name: word });
      await given.organization({ name: word });
      await given.lead({ title: word, person_id: person });
      await given.deal({ title: word });
      const types = (items: Item[]) => pluck(items, "type").toSorted();
      expect(types(await found(scene, name, word))).toEqual(["deal", "lead", "organization", "person"]);
      const query = { item_types: "lead,person", fields: "name,title" };
      expect(types(await found(scene, name, word, query))).toEqual(["lead", "person"]);
    },
  },
  {
    operation: name,
    fact: "adds the leads of a person found when asked for what is related",
    async run({ one, given }) {
      const word = given.word();
      const person_id = await given.person({ name: word });
      const lead = await given.lead({ person_id });
      const { items, related_items } = await one(name, {
        term: word,
        query: { search_for_related_items: true },
      });
      expect(asItems(items)).toMatchObject([{ item: { id: person_id } }]);
      expect(asItems(related_items)).toMatchObject([{ item: { id: lead.id } }]);
    },
  },
]);

const fieldChecks: Check[] = [
  {
    operation: "searchItemByField",
    fact: "answers the values of a field, or the things that hold one",
    async run({ list, given }) {
      const name = given.word();
      const id = await given.person({ name });
      const field = { field_type: "personField", field_key: "name" };
      expect(await list("searchItemByField", { term: name, query: field })).toEqual([{ name }]);
      const query = { ...field, exact_match: true, return_item_ids: true };
      expect(await list("searchItemByField", { term: name, query })).toEqual([{ id, name }]);
    },
  },
  {
    operation: "v2 searchItemByField",
    fact: "answers the things whose field holds the value, its beginning, or a part of it",
    async run({ list, given }) {
      const word = given.word();
      const id = await given.organization({ name: `${word} Ltd` });
      const idsBy = async (term: string, match: string) =>
        pluck(
          await list("v2 searchItemByField", {
            term,
            query: { entity_type: "organization", field: "name", match },
          }),
          "id",
        );
      expect(await idsBy(word, "beginning")).toEqual([id]);
      expect(await idsBy(word.slice(1), "middle")).toEqual([id]);
      expect(await idsBy(word, "exact")).toEqual([]);
    },
  },
];

const leadOnly: Check[] = [
  {
    operation: "searchLeads",
    fact: "finds a lead by its note, narrowed to its person",
    async run(scene) {
      const { given } = scene;
      const word = given.word();
      const person_id = await given.person();
      const lead = await given.lead({ person_id });
      await given.note({ lead_id: lead.id, content: `Call about ${word}` });
      const query = { fields: "notes", person_id };
      expect(await found(scene, "searchLeads", word, query)).toMatchObject([{ id: lead.id }]);
      expect(await found(scene, "searchLeads", word, { fields: "title" })).toEqual([]);
    },
  },
  {
    operation: "v2 searchPersons",
    fact: "finds a person by mail address and by phone number",
    async run(scene) {
      const { given } = scene;
      const word = given.word();
      const emails = [{ value: `${word}@example.com` }];
      const phones = [{ value: "+49 30 555-01234" }];
      const id = idNumber({ id: await given.person({ emails, phones }) });
      expect(pluck(await found(scene, "v2 searchPersons", `${word}@example.com`), "id")).toEqual([id]);
      expect(pluck(await found(scene, "v2 searchPersons", "4930555"), "id")).toContain(id);
    },
  },
];

export const searchChecks: Check[] = [...kinds.flatMap(ofKind), ...itemChecks, ...fieldChecks, ...leadOnly];
