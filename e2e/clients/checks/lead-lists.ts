import { expect } from "vitest";
import { BAD_TOKEN, UNAUTHORIZED } from "../error-bodies.ts";
import { idOf } from "../fixtures.ts";
import { type Item, pluck } from "../json.ts";
import { expectLead } from "../lead-shape.ts";
import type { OperationName } from "../operations.ts";
import type { Page, Scene } from "../scene.ts";
import type { Check } from "./check.ts";

/** Large enough for all that the checks of one client leave behind. */
const EVERYTHING = { limit: 500 };

/** What holds for the open leads and for the archived ones alike. */
function listChecks(operation: OperationName, kind: { is_archived: boolean }): Check[] {
  const given = (scene: Scene, titles: string[], values?: Item) =>
    givenLeads(scene, titles, { ...values, ...kind });
  return [
    {
      operation,
      fact: "answers the oldest lead first, in pages",
      async run(scene) {
        await given(scene, ["one", "two", "three"]);
        const all = await scene.page(operation, { query: EVERYTHING });
        const count = all.items.length;
        for (const lead of all.items) expectLead(lead, scene.foyer);
        expect(pluck(all.items, "is_archived")).toEqual(all.items.map(() => kind.is_archived));
        expect(pluck(all.items, "add_time")).toEqual(pluck(all.items, "add_time").toSorted());
        expectPaging(all, { start: 0, limit: 500, more_items_in_collection: false });

        const first = await scene.page(operation, { query: { limit: 2, start: count - 3 } });
        expect(first.items).toEqual(all.items.slice(count - 3, count - 1));
        expectPaging(first, {
          start: count - 3,
          limit: 2,
          more_items_in_collection: true,
          next_start: count - 1,
        });

        const last = await scene.page(operation, { query: { limit: 2, start: count - 1 } });
        expect(last.items).toEqual(all.items.slice(count - 1));
        expectPaging(last, { start: count - 1, limit: 2, more_items_in_collection: false });
      },
    },
    {
      operation,
      fact: "sorts by a field, with a direction and without",
      since: 13,
      async run(scene) {
        const word = scene.given.word();
        const titles = [`${word} b`, `${word} c`, `${word} a`];
        await given(scene, titles);
        const sorted = async (sort: string) =>
          pluck(await scene.list(operation, { query: { ...EVERYTHING, sort } }), "title").filter((title) =>
            String(title).startsWith(word),
          );
        expect(await sorted("title")).toEqual(titles.toSorted());
        expect(await sorted("title ASC")).toEqual(titles.toSorted());
        expect(await sorted("title DESC")).toEqual(titles.toSorted().reverse());
        expect(await sorted("add_time DESC, title ASC")).toEqual(titles.toReversed());
      },
    },
    {
      operation,
      fact: "narrows to one owner",
      since: 13,
      async run(scene) {
        const [lead] = await given(scene, ["mine"]);
        const mine = await scene.list(operation, { query: { ...EVERYTHING, owner_id: lead?.owner_id } });
        expect(pluck(mine, "id")).toContain(lead?.id);
        expect(await scene.list(operation, { query: { owner_id: 999_999 } })).toEqual([]);
      },
    },
    {
      operation,
      fact: "narrows to one person or one organization",
      since: 17,
      async run(scene) {
        const person_id = await scene.given.person();
        const organization_id = await scene.given.organization();
        const [ofPerson] = await given(scene, ["person's"], { person_id });
        const [ofOrganization] = await given(scene, ["organization's"], { organization_id });
        expect(await scene.list(operation, { query: { person_id } })).toEqual([ofPerson]);
        expect(await scene.list(operation, { query: { organization_id } })).toEqual([ofOrganization]);
      },
    },
    {
      operation,
      fact: "refuses a token that is not ours",
      async run({ refused }) {
        const { status, body } = await refused(operation, {}, { token: BAD_TOKEN });
        expect(status).toBe(401);
        expect(JSON.stringify(body)).toBe(JSON.stringify(UNAUTHORIZED));
      },
    },
  ];
}

export const leadListChecks: Check[] = [
  ...listChecks("getLeads", { is_archived: false }),
  ...listChecks("getArchivedLeads", { is_archived: true }),
  {
    operation: "getLeads",
    fact: "tells archived leads from open ones when asked to",
    until: 25,
    async run(scene) {
      const [open] = await givenLeads(scene, ["open"], { is_archived: false });
      const [archived] = await givenLeads(scene, ["archived"], { is_archived: true });
      const ids = async (archived_status: string) =>
        pluck(await scene.list("getLeads", { query: { ...EVERYTHING, archived_status } }), "id").filter(
          (id) => id === open?.id || id === archived?.id,
        );
      expect(await ids("archived")).toEqual([archived?.id]);
      expect(await ids("not_archived")).toEqual([open?.id]);
      expect(await ids("all")).toEqual([open?.id, archived?.id]);
    },
  },
  {
    operation: "getLeads",
    fact: "narrows to what changed since a moment",
    since: 32,
    async run(scene) {
      const [lead] = await givenLeads(scene, ["fresh"], { is_archived: false });
      const since = (updated_since: string) =>
        scene.list("getLeads", { query: { ...EVERYTHING, updated_since } });
      expect(pluck(await since("2020-01-01T00:00:00Z"), "id")).toContain(lead?.id);
      expect(await since("2120-01-01T00:00:00Z")).toEqual([]);
    },
  },
];

async function givenLeads({ given }: Scene, titles: string[], values: Item): Promise<Item[]> {
  const { is_archived, ...rest } = values;
  const leads = await given.leads(titles, rest);
  return is_archived ? Promise.all(leads.map((lead) => given.archived(idOf(lead)))) : leads;
}

type Paging = { start: number; limit: number; more_items_in_collection: boolean; next_start?: number };

/** Live bodies nest the paging, the OpenAPI document has it flat; clients read either, so both are there. */
function expectPaging({ additional_data }: Page, pagination: Paging): void {
  const { next_start: _, ...flat } = pagination;
  expect(additional_data).toEqual({ ...flat, pagination });
}
