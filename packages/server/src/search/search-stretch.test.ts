import { expect, test } from "vitest";
import { createTestDatabase } from "../../test/storage.ts";
import { openStorage } from "../storage/open.ts";
import { openSqlite } from "../storage/sqlite.ts";
import { findPlaces, type Stretch } from "./search.store.ts";
import type { Query } from "./search-query.ts";

const MANY = 50_000;
const TRIES = 20;

test("a walk of SQLite's index begins and ends where it is told to, rather than to pass over all the rest", async () => {
  const database = await createTestDatabase("sqlite");
  const storage = await openStorage({ url: database.url, clock: Date.now });
  const { handle } = openSqlite(database.url.slice("sqlite:".length));
  handle.exec(`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${MANY})
    insert into search_tokens (rowid, tokens) select i, 'door' from n`);
  handle.close();
  const door: Query = { token: "door" };
  const walk = (stretch: Stretch, query: Query = door) =>
    findPlaces(storage.db, { viewer: { company_id: 1, sees: null }, kind: "lead", query }, stretch, 100);
  const fastest = async (stretch: Stretch, query?: Query): Promise<number> => {
    const times: number[] = [];
    for (let count = 0; count < TRIES; count += 1) {
      const begin = performance.now();
      await walk(stretch, query);
      times.push(performance.now() - begin);
    }
    return Math.min(...times);
  };
  expect(await walk({ from: MANY, to: MANY - 2 })).toEqual([MANY, MANY - 1, MANY - 2]);
  expect(await walk({ from: 2, to: 0 })).toEqual([2, 1]);
  const full = await fastest({ from: MANY, to: 0 });
  expect(await fastest({ from: MANY, to: MANY - 2 })).toBeLessThan(full * 10);
  expect(await fastest({ from: 2, to: 0 })).toBeLessThan(full * 10);
  const none: Query = { these: door, not: door };
  expect(await walk({ from: MANY, to: MANY - 2 }, none)).toEqual([]);
  expect(await walk({ from: MANY, to: MANY - 2_000 }, none)).toEqual([]);
  expect(await walk({ from: 3, to: 1 }, { these: door, not: { token: "window" } })).toEqual([3, 2, 1]);
  expect(await fastest({ from: MANY, to: MANY - 2 }, none)).toBeLessThan(full * 10);
  await storage.close();
  await database.drop();
});
