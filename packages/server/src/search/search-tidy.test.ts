import type { Lead } from "@leadfoyer/contract";
import { expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { witness } from "../../test/witness.ts";
import { nobody } from "../lib/nobody.ts";
import { dropSome } from "./search-tidy.ts";

useOwnDatabase();

/** Bytes of the index; of FTS5's settings, when it drops what was deleted by itself. */
const look = ({ databaseUrl }: TestApp) =>
  witness(databaseUrl, async (query) => {
    const [index] = await query("select sum(length(block)) as bytes from search_tokens_data");
    const [setting] = await query("select v from search_tokens_config where k = 'deletemerge'");
    return { bytes: Number(index?.bytes), setting: Number(setting?.v) };
  });

const found = async (app: TestApp, term: string): Promise<number> =>
  (await app.data("GET", `/v1/leads/search?term=${term}&limit=100`)).items.length;

// PostgreSQL has no such index.
test("what was taken out of the index of search goes from it in steps, and what is left is found", async () => {
  const app = await startTestApp("sqlite");
  expect((await look(app)).setting).toBe(0);
  const { id: person_id } = await app.add.person();
  const titles = Array.from(
    { length: 300 },
    (_, nr) => `Unmistakable ${nr % 3 === 0 ? "keeper" : "goner"} ${nr}`,
  );
  const leads: Lead[] = await Promise.all(titles.map((title) => app.add.lead({ title, person_id })));
  while (await app.storage.run(dropSome, nobody, null));
  const before = await look(app);
  for (const { id } of leads.filter(({ title }) => title.includes("goner")))
    await app.data("DELETE", `/v1/leads/${id}`);
  const deleted = await look(app);
  expect(deleted.bytes).toBeGreaterThan(before.bytes * 0.8);
  let steps = 0;
  while (await app.storage.run(dropSome, nobody, null)) steps += 1;
  const after = await look(app);
  expect(steps).toBeGreaterThan(0);
  expect(after.bytes).toBeLessThan(deleted.bytes * 0.7);
  expect(after.setting).toBe(0);
  expect(await found(app, "keeper")).toBe(100);
  expect(await found(app, "goner")).toBe(0);
});
