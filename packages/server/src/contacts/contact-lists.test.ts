import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { walkByCursor, walkByStart } from "../../test/walk.ts";

type Kind = "persons" | "organizations";
const kinds: readonly Kind[] = ["persons", "organizations"];
const cases = engines.flatMap((engine) => kinds.map((kind) => [kind, engine] as const));

const idsOf = (items: readonly { id: number }[]): number[] => items.map(({ id }) => id);
const ascending = (ids: readonly number[]): number[] => ids.toSorted((a, b) => a - b);

/** Nine contacts of which many tie: two creation times, three names, two visibilities, some changed. */
async function addTies(app: TestApp, kind: Kind): Promise<number[]> {
  const times = ["2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z"];
  const names = ["Émile", "zoe", "Zoe"];
  const add = kind === "persons" ? app.add.person : app.add.organization;
  const made = Array.from({ length: 9 }, (_, n) =>
    add({ name: names[n % 3], add_time: times[n % 2], visible_to: n % 2 ? 3 : 7 }),
  );
  const ids = idsOf(await Promise.all(made));
  await Promise.all(
    ids.slice(0, 4).map((id) => app.data("PATCH", `/api/v2/${kind}/${id}`, { label_ids: [1] })),
  );
  return ids;
}

describe.each(cases)("a list of %s on %s", (kind, engine) => {
  const v1 = `/v1/${kind}`;
  const v2 = `/api/v2/${kind}`;

  test.each(["id", "add_time", "update_time"])(
    "by cursor and %s, either way, each is met once",
    async (sort) => {
      const app = await startTestApp(engine);
      const ids = await addTies(app, kind);
      for (const limit of [1, 2, 4]) {
        const up = idsOf(await walkByCursor(app, `${v2}?sort_by=${sort}`, limit));
        const down = idsOf(await walkByCursor(app, `${v2}?sort_by=${sort}&sort_direction=desc`, limit));
        expect(ascending(up)).toEqual(ascending(ids));
        expect(down).toEqual(up.toReversed());
      }
    },
  );

  test.each([
    "id",
    "id DESC",
    "id, name DESC",
    "name",
    "name DESC",
    "name DESC, add_time ASC",
    "owner_id",
    "visible_to DESC",
    "add_time",
    "update_time DESC",
  ])("by position and %s, each is met once", async (sort) => {
    const app = await startTestApp(engine);
    const ids = await addTies(app, kind);
    const whole = idsOf(await app.data("GET", `${v1}?sort=${encodeURIComponent(sort)}`));
    for (const limit of [1, 2, 4]) {
      const walked = idsOf(await walkByStart(app, `${v1}?sort=${encodeURIComponent(sort)}`, limit));
      expect(walked).toEqual(whole);
      expect(ascending(walked)).toEqual(ascending(ids));
    }
  });

  test("a page in the middle of a change goes on where it was", async () => {
    const app = await startTestApp(engine);
    const ids = ascending(await addTies(app, kind));
    const first = await app.request("GET", `${v2}?limit=3`);
    await app.data("DELETE", `${v2}/${ids[3]}`);
    const { data } = (
      await app.request("GET", `${v2}?limit=500&cursor=${first.body.additional_data.next_cursor}`)
    ).body;
    expect(idsOf(data)).toEqual(ids.slice(4));
  });

  test("by position, a page after a change is the one that stands there now", async () => {
    const app = await startTestApp(engine);
    const ids = ascending(await addTies(app, kind));
    await app.data("GET", `${v1}?limit=3`);
    await app.data("DELETE", `${v1}/${ids[0]}`);
    expect(idsOf(await app.data("GET", `${v1}?limit=3&start=3`))).toEqual(ids.slice(4, 7));
  });

  test("the cursor names the first of the next page, as recorded from the live service", async () => {
    const app = await startTestApp(engine);
    for (let n = 0; n < 3; n++) await app.data("POST", v2, { name: "Ann" });
    const { body } = await app.request("GET", `${v2}?limit=2`);
    expect(Object.keys(body)).toEqual(["success", "data", "additional_data"]);
    expect(body.additional_data).toEqual({
      next_cursor: "eyJmaWVsZCI6ImlkIiwiZmllbGRWYWx1ZSI6Mywic29ydERpcmVjdGlvbiI6ImFzYyIsImlkIjozfQ",
    });
    const last = await app.request("GET", `${v2}?limit=2&cursor=${body.additional_data.next_cursor}`);
    expect(last.body.additional_data).toEqual({ next_cursor: null });
  });

  test.each(["abc", "e30", "bnVsbA", "!!", "", encodeURIComponent("eyJhIjoxfQ==")])(
    "the cursor '%s' is refused",
    async (cursor) => {
      const app = await startTestApp(engine);
      const { status, body } = await app.request("GET", `${v2}?cursor=${cursor}`);
      const refusal = { success: false, error: "Invalid cursor", code: "ERR_BAD_REQUEST" };
      expect([status, body]).toEqual([400, refusal]);
    },
  );

  test("a cursor of another sort is refused", async () => {
    const app = await startTestApp(engine);
    for (let n = 0; n < 2; n++) await app.data("POST", v2, { name: "Ann" });
    const { next_cursor } = (await app.request("GET", `${v2}?limit=1`)).body.additional_data;
    for (const sort of ["sort_by=add_time", "sort_direction=desc"]) {
      const { status } = await app.request("GET", `${v2}?limit=1&${sort}&cursor=${next_cursor}`);
      expect(status).toBe(400);
    }
  });

  test.each([
    "start=0",
    "limit=0",
    "limit=501",
    "limit=x",
    "ids=1,x",
    `ids=${Array.from({ length: 101 }, (_, n) => n + 1).join(",")}`,
    "sort_by=name",
    "sort_direction=up",
    "updated_since=2026-01-01T00:00:00.000Z",
    "updated_until=2026-01-01",
    "include_fields=colour",
    `custom_fields=${Array.from({ length: 16 }, (_, n) => n).join(",")}`,
  ])("in v2, %s is refused", async (query) => {
    const app = await startTestApp(engine);
    const { status, body } = await app.request("GET", `${v2}?${query}`);
    expect([status, body.code]).toEqual([400, "ERR_SCHEMA_VALIDATION_FAILED"]);
  });

  test("in v2, labels of options can be asked for, and custom fields narrowed", async () => {
    const app = await startTestApp(engine);
    await app.data("POST", v2, { name: "Ann" });
    const query = "include_labels=true&include_option_labels=1&custom_fields=a,b";
    expect(await app.data("GET", `${v2}?${query}`)).toHaveLength(1);
    expect((await app.data("GET", `${v2}/1?${query}`)).custom_fields).toEqual({});
  });

  test("a list is narrowed to those whose last change lies between two moments", async () => {
    const app = await startTestApp(engine);
    await app.data("POST", v2, { name: "Ann", add_time: "2001-01-01T00:00:00Z" });
    const count = async (query: string) => (await app.data("GET", `${v2}?${query}`)).length;
    expect(await count("updated_since=2002-01-01T00:00:00Z")).toBe(1);
    expect(await count("updated_since=2002-01-01T00:00:00%2B02:00&updated_until=2100-01-01T00:00:00Z")).toBe(
      1,
    );
    expect(await count("updated_since=2100-01-01T00:00:00Z")).toBe(0);
    expect(await count("updated_until=2002-01-01T00:00:00Z")).toBe(0);
  });

  test("in v1, numbers outside the range mean the nearest page, and the end has no next", async () => {
    const app = await startTestApp(engine);
    await app.data("POST", v2, { name: "Ann" });
    const { body } = await app.request("GET", `${v1}?start=-5&limit=9999`);
    expect(body.data).toHaveLength(1);
    expect(body.additional_data).toEqual({
      pagination: { start: 0, limit: 500, more_items_in_collection: false },
    });
    expect(await app.data("GET", `${v1}?start=7`)).toEqual([]);
  });

  test("in v1, a list is narrowed by owner and by first letter, whatever its case", async () => {
    const app = await startTestApp(engine);
    await addTies(app, kind);
    const names = async (query: string) =>
      (await app.data("GET", `${v1}?${query}`)).map(({ name }: { name: string }) => name);
    expect((await names("first_char=z&sort=id")).toSorted()).toEqual([
      "Zoe",
      "Zoe",
      "Zoe",
      "zoe",
      "zoe",
      "zoe",
    ]);
    expect(await names(`first_char=${encodeURIComponent("É")}`)).toEqual(["Émile", "Émile", "Émile"]);
    expect(await names("first_char=e")).toEqual([]);
    expect(await names("first_char=%25")).toEqual([]);
    expect(await names(`user_id=${app.actor.user_id}`)).toHaveLength(9);
    expect(await names("user_id=99")).toEqual([]);
  });

  test.each(["sort=color", "sort=name UP", "sort=name ASC DESC", "user_id=x"])(
    "in v1, %s is refused",
    async (query) => {
      const app = await startTestApp(engine);
      expect((await app.request("GET", `${v1}?${encodeURI(query)}`)).status).toBe(400);
    },
  );

  test("a filter that does not exist is not found, whatever else is asked", async () => {
    const app = await startTestApp(engine);
    expect((await app.request("GET", `${v2}?filter_id=1&ids=x`)).status).toBe(404);
    expect((await app.request("GET", `${v1}?filter_id=1&sort=x`)).status).toBe(404);
  });
});
