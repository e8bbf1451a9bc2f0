import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { createFloor, floorAfter } from "./search-floor.ts";

const RANKED = 250;

/** Two whole words, two beginnings, two insides of words: 330 of 385 leads say the words at the beginning of some. */
const titles = [
  "Blue door",
  "Bluest doors",
  "Blue door",
  "Doors, bluest",
  "Bluest doors",
  "Blue door",
  "Unblue indoors",
];
const scores = [0.9, 0.6, 0.9, 0.6, 0.6, 0.9, 0.3];
const LEADS = 385;

type Hit = { result_score: number; item: { title: string } };
const told = ({ items }: { items: Hit[] }) =>
  items.map(({ result_score, item }) => [item.title, result_score]);

/** What a search is to find: the newest 250 that begin so ranked, older ones after them. */
function wanted(): [string, number][] {
  const newest = Array.from({ length: LEADS }, (_, index) => LEADS - 1 - index);
  const begun = newest.filter((lead) => scores[lead % 7] !== 0.3);
  const floor = begun[RANKED - 1] ?? 0;
  const scored = newest.map((lead): [string, number] => {
    const score = lead < floor ? 0.1 : (scores[lead % 7] ?? 0);
    return [`${titles[lead % 7]} ${lead}`, score];
  });
  return scored.sort(([, one], [, other]) => other - one); // what is worth the same stays in its order
}

async function byStart(app: TestApp, limit: number) {
  const found: unknown[] = [];
  for (let start: number | undefined = 0; start !== undefined; ) {
    const { body } = await app.request(
      "GET",
      `/v1/leads/search?term=blue door&limit=${limit}&start=${start}`,
    );
    found.push(...told(body.data));
    start = body.additional_data.pagination.next_start;
  }
  return found;
}

async function byCursor(app: TestApp, limit: number) {
  const found: unknown[] = [];
  for (let next: string | null = ""; next !== null; ) {
    const { body } = await app.request("GET", `/api/v2/leads/search?term=blue door&limit=${limit}${next}`);
    found.push(...told(body.data));
    const { next_cursor } = body.additional_data;
    next = next_cursor && `&cursor=${next_cursor}`;
  }
  return found;
}

describe.each(engines)("a search of several words on %s", (engine) => {
  test("ranks the newest 250, whatever the pages, whether their end was known or not", async () => {
    const app = await startTestApp(engine);
    for (let lead = 0; lead < LEADS; lead += 1) await app.add.lead({ title: `${titles[lead % 7]} ${lead}` });
    const all = wanted();
    expect(new Set(all.map(([, score]) => score))).toEqual(new Set([0.9, 0.6, 0.3, 0.1]));
    for (const limit of [40, 100, 150]) {
      expect(await byStart(app, limit), `by start, ${limit} a page`).toEqual(all);
      expect(await byCursor(app, limit), `by cursor, ${limit} a page`).toEqual(all);
    }
    const { data } = (await app.request("GET", "/v1/leads/search?term=blue door&limit=30&start=170")).body;
    expect(told(data)).toEqual(all.slice(170, 200));
  });
});

test("where the newest end is looked for no further down than is asked, and never twice", async () => {
  const asked: unknown[] = [];
  const floor = createFloor(floorAfter(250), async ({ from, to }, most) => {
    asked.push([from === Number.MAX_SAFE_INTEGER ? "newest" : from, to, most]);
    const places = Array.from({ length: 1_000 }, (_, index) => 1_000 - index);
    const met = places.filter((at) => at <= from && at >= to).slice(0, most);
    return { count: met.length, last: met.at(-1) ?? 0 };
  });
  expect([await floor.rankTo(900), floor.lowest(), floor.mark()]).toEqual([900, 0, { from: 899, left: 149 }]);
  expect([await floor.rankTo(0), floor.lowest(), floor.mark()]).toEqual([751, 751, 751]);
  expect(await floor.rankTo(0)).toBe(751);
  expect(asked).toEqual([
    ["newest", 900, 250],
    [899, 0, 149],
  ]);
});
