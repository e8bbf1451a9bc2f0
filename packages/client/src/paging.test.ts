import { beforeAll, describe, expect, test } from "vitest";
import { startFoyer } from "../test/foyer.ts";
import { type Client, createClient, type List } from "./index.ts";

const titlesOf = (leads: readonly { title: string }[]): string[] => leads.map(({ title }) => title);

/** A company with `count` leads called 0, 1, 2 … */
async function withLeads(count: number) {
  const foyer = await startFoyer();
  const { id: person_id } = await foyer.add.person();
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push((await foyer.add.lead({ title: String(index), person_id })).id);
  const all = Array.from({ length: count }, (_, index) => String(index));
  return { foyer, client: foyer.client(), person_id, ids, all };
}

describe("a list by start and limit", () => {
  let at: Awaited<ReturnType<typeof withLeads>>;
  beforeAll(async () => {
    at = await withLeads(23);
  });

  test("awaited, is its first page, and says where the next begins", async () => {
    const { data, next, body } = await at.client.leads.list({ limit: 5 });
    expect(titlesOf(data)).toEqual(["0", "1", "2", "3", "4"]);
    expect(body.additional_data).toMatchObject({ pagination: { limit: 5 } });
    expect(next).toEqual({ start: 5 });
    const second = await at.client.leads.list({ limit: 20, ...next });
    expect(second.data).toHaveLength(18);
    expect(second.next).toBeUndefined();
  });

  test.each([1, 2, 3, 7, 22, 23, 24, 500])("walked by %i gives every item once, in order", async (limit) => {
    expect(titlesOf(await at.client.leads.list({ limit }).toArray())).toEqual(at.all);
  });

  test("can be walked page by page, from anywhere, and no further than wanted", async () => {
    const sizes: number[] = [];
    for await (const { data } of at.client.leads.list({ limit: 10 }).pages()) sizes.push(data.length);
    expect(sizes).toEqual([10, 9, 4]);
    const some = at.client.leads.list({ limit: 4, start: 6 }, { max: 9 });
    expect(titlesOf(await some.toArray())).toEqual(at.all.slice(6, 15));
    expect(titlesOf(await some.toArray())).toHaveLength(9); // a list can be walked again
    expect(await at.client.leads.list({}, { max: 0 }).toArray()).toEqual([]);
  });

  test("asks for no page before it is needed", async () => {
    let requests = 0;
    const counting: typeof fetch = (...request) => {
      requests += 1;
      return fetch(...request);
    };
    for await (const lead of at.foyer.client({ fetch: counting }).leads.list({ limit: 5 })) {
      if (lead.title === "3") break;
    }
    expect(requests).toBe(1);
  });
});

describe("a list that changes while it is walked", () => {
  test("gives every lead once though each is deleted as soon as it is seen", async () => {
    const { client, all } = await withLeads(30);
    const seen: string[] = [];
    for await (const lead of client.leads.list({ limit: 4 })) {
      seen.push(lead.title);
      await client.leads.delete(lead.id);
    }
    expect(seen).toEqual(all);
  });

  test("skips nothing when leads before the current page are archived", async () => {
    const { client, ids, all } = await withLeads(30);
    const seen: string[] = [];
    for await (const lead of client.leads.list({ limit: 5 })) {
      seen.push(lead.title);
      if (lead.title === "14")
        for (const id of ids.slice(0, 12)) await client.leads.update(id, { is_archived: true });
    }
    expect(seen).toEqual(all);
  });

  test("repeats nothing when leads are added in front", async () => {
    const { client, person_id, all } = await withLeads(30);
    const seen: string[] = [];
    for await (const lead of client.leads.list({ limit: 5, sort: "add_time DESC" })) {
      seen.push(lead.title);
      if (Number(lead.title) % 6 === 0) await client.leads.add({ title: "new", person_id });
    }
    expect(seen).toEqual(all.toReversed());
  });
});

describe("the other forms of paging", () => {
  test("a cursor list is walked to its end", async () => {
    const foyer = await startFoyer();
    for (let index = 0; index < 11; index += 1) await foyer.add.person({ name: `Person ${index}` });
    const client = foyer.client();
    const ids = (await client.persons.list({ limit: 4 }).toArray()).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 11 }, (_, index) => index + 1));
    const { next } = await client.persons.list({ limit: 8 });
    expect(next).toEqual({ cursor: expect.any(String) });
    expect((await client.persons.list({ limit: 8, ...next })).data).toHaveLength(3);
  });

  test("a list without pages is one page", async () => {
    const { client } = await withLeads(0);
    expect((await client.sources.list()).next).toBeUndefined();
    expect(await client.sources.list().toArray()).toHaveLength(10);
  });

  test("the flat form, null for no rows, and items without ids", async () => {
    const flat = (start: number) => ({
      data: start < 4 ? [{ name: `a${start}` }, { name: `b${start}` }] : null,
      additional_data: { start, limit: 2, more_items_in_collection: start < 4 },
    });
    const client = answering((url) => flat(Number(url.searchParams.get("start"))));
    const names = await (client.leads.list({ limit: 2 }) as unknown as List<{ name: string }>).toArray();
    expect(names.map(({ name }) => name)).toEqual(["a0", "b0", "a2", "b2"]);
  });

  test("a server that answers the same page for ever is given up", async () => {
    const same = { data: [{ id: 1 }, { id: 2 }], additional_data: { next_cursor: "again" } };
    await expect(
      answering(() => same)
        .persons.list()
        .toArray(),
    ).rejects.toThrow("without anything new");
  });
});

/** A client of a server that is no Foyer. */
function answering(answer: (url: URL) => object): Client {
  return createClient({
    baseUrl: "http://other.test",
    fetch: async (url) => Response.json({ success: true, ...answer(new URL(String(url))) }),
  });
}
