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

/** The open leads and the archived ones are two lists, of which the same holds. */
type LeadList = { operation: OperationName; is_archived: boolean };

export const leadListChecks: Check[] = [
  ...checksOf({ operation: "getLeads", is_archived: false }),
  ...checksOf({ operation: "getArchivedLeads", is_archived: true }),
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

function checksOf(leadList: LeadList): Check[] {
  const { operation } = leadList;
  return [
    {
      operation,
      fact: "answers the oldest lead first, in pages",
      run: (scene) => comesInPages(scene, leadList),
    },
    {
      operation,
      fact: "sorts by a field, with a direction and without",
      since: 13,
      run: (scene) => sorts(scene, leadList),
    },
    {
      operation,
      fact: "narrows to one owner",
      since: 13,
      run: (scene) => narrowsToOwner(scene, leadList),
    },
    {
      operation,
      fact: "narrows to one person or one organization",
      since: 17,
      run: (scene) => narrowsToContact(scene, leadList),
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

async function comesInPages(scene: Scene, { operation, is_archived }: LeadList): Promise<void> {
  await givenLeads(scene, ["one", "two", "three"], { is_archived });
  const all = await scene.page(operation, { query: EVERYTHING });
  for (const lead of all.items) expectLead(lead, scene.foyer);
  expect(new Set(pluck(all.items, "is_archived"))).toEqual(new Set([is_archived]));
  expect(pluck(all.items, "add_time")).toEqual(pluck(all.items, "add_time").toSorted());
  expectPaging(all, { start: 0, limit: 500, more_items_in_collection: false });

  const [start, middle] = [all.items.length - 3, all.items.length - 1];
  const first = await scene.page(operation, { query: { limit: 2, start } });
  expect(first.items).toEqual(all.items.slice(start, middle));
  expectPaging(first, { start, limit: 2, more_items_in_collection: true, next_start: middle });
  const last = await scene.page(operation, { query: { limit: 2, start: middle } });
  expect(last.items).toEqual(all.items.slice(middle));
  expectPaging(last, { start: middle, limit: 2, more_items_in_collection: false });
}

async function sorts(scene: Scene, { operation, is_archived }: LeadList): Promise<void> {
  const word = scene.given.word();
  const titles = [`${word} b`, `${word} c`, `${word} a`];
  await givenLeads(scene, titles, { is_archived });
  const sorted = async (sort: string) =>
    pluck(await scene.list(operation, { query: { ...EVERYTHING, sort } }), "title").filter((title) =>
      String(title).startsWith(word),
    );
  expect(await sorted("title")).toEqual(titles.toSorted());
  expect(await sorted("title ASC")).toEqual(titles.toSorted());
  expect(await sorted("title DESC")).toEqual(titles.toSorted().reverse());
  expect(await sorted("add_time DESC, title ASC")).toEqual(titles.toReversed());
}

async function narrowsToOwner(scene: Scene, { operation, is_archived }: LeadList): Promise<void> {
  const [lead] = await givenLeads(scene, ["mine"], { is_archived });
  const mine = await scene.list(operation, { query: { ...EVERYTHING, owner_id: lead?.owner_id } });
  expect(pluck(mine, "id")).toContain(lead?.id);
  expect(await scene.list(operation, { query: { owner_id: 999_999 } })).toEqual([]);
}

async function narrowsToContact(scene: Scene, { operation, is_archived }: LeadList): Promise<void> {
  const person_id = await scene.given.person();
  const organization_id = await scene.given.organization();
  const [ofPerson] = await givenLeads(scene, ["person's"], { person_id, is_archived });
  const [ofOrganization] = await givenLeads(scene, ["organization's"], { organization_id, is_archived });
  expect(await scene.list(operation, { query: { person_id } })).toEqual([ofPerson]);
  expect(await scene.list(operation, { query: { organization_id } })).toEqual([ofOrganization]);
}

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
