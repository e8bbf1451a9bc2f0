import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { startTestApp, useOwnDatabase } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { nobody } from "../lib/nobody.ts";
import { command } from "../storage/command.ts";
import { openStorage } from "../storage/open.ts";
import { prepare } from "../storage/prepared.ts";
import { leftToFill } from "./search-backlog.store.ts";
import { createSearchFill, fillSearch } from "./search-fill.ts";

useOwnDatabase();

const forget = prepare((q, p: { company: number }) =>
  q.deleteFrom("search_documents").where("company_id", "=", p.company),
);
const forgetTokens = prepare((q, p: { above: number }) =>
  q.deleteFrom("search_tokens").where("rowid", ">", p.above),
);
const missing = prepare((q, p: { company: number; kind: number }) =>
  q.insertInto("search_backlog").values({ company_id: p.company, kind: p.kind, after: 0 }),
);

/** Makes a company's index what it is right after the migration that brings it: empty, with everything to be put in. */
const empty = command("test.emptyIndex", async (tx, _actor, company: number): Promise<void> => {
  await tx.all(forget, { company });
  if (tx.engine === "sqlite") await tx.all(forgetTokens, { above: 0 });
  for (const kind of [0, 1, 2]) await tx.all(missing, { company, kind });
});

const hide = prepare((q, p: { company: number }) =>
  q.updateTable("search_documents").set({ head: null, texts: null }).where("company_id", "=", p.company),
);
const shownHeads = prepare((q, p: { company: number }) =>
  q.selectFrom("search_documents").select("head").where("company_id", "=", p.company).where("kind", "=", 0),
);

/** Makes a company's index what it was before it held what is shown of leads. */
const forgetShown = command("test.forgetShown", async (tx, _actor, company: number): Promise<void> => {
  await tx.all(hide, { company });
  await tx.all(missing, { company, kind: 0 });
});

test("leads in SQLite's index before what is shown of them are shown, and kept to be shown by filling", async () => {
  const app = await startTestApp("sqlite");
  const lead = await app.add.lead({ title: "Blue door" });
  await app.add.note({ content: "<p>Likes blue</p>", lead_id: lead.id });
  const found = async () => (await app.data("GET", "/v1/leads/search?term=blue")).items;
  const before = await found();
  expect(before).toMatchObject([{ item: { title: "Blue door", notes: ["Likes blue"] } }]);

  const storage = await openStorage({ url: app.databaseUrl, clock: Date.now });
  const company = app.actor.company_id;
  await storage.run(forgetShown, nobody, company);
  expect(await storage.db.all(shownHeads, { company })).toEqual([{ head: null }]);
  expect(await found()).toEqual(before);
  await fillSearch(storage);
  expect(await storage.db.all(shownHeads, { company })).toEqual([{ head: expect.any(String) }]);
  await storage.close();
  expect(await found()).toEqual(before);
});

test("it is filled beside the answering of requests, which can stop it and be told how far it is", async () => {
  const app = await startTestApp("sqlite");
  for (const title of ["Blue door", "Blue gate"]) await app.add.lead({ title });
  const storage = await openStorage({ url: app.databaseUrl, clock: Date.now });
  await storage.run(empty, nobody, app.actor.company_id);
  const told: string[] = [];
  const logger = pino({ level: "info" }, { write: (line: string) => void told.push(JSON.parse(line).msg) });

  const stopped = createSearchFill({ storage, logger });
  const begun = stopped.start();
  await stopped.stop();
  await begun;
  expect(told).toEqual(["putting what was there before into the index of search: 0 %"]);
  expect((await app.data("GET", "/v1/leads/search?term=blue")).items).toEqual([]);

  const { start, stop } = createSearchFill({ storage, logger });
  await start();
  await expect.poll(() => told.at(-1)).toBe("the index of search holds everything");
  await stop();
  expect((await app.data("GET", "/v1/leads/search?term=blue")).items).toHaveLength(2);
  const { length } = told;
  const again = createSearchFill({ storage, logger });
  await again.start();
  await again.stop();
  expect(told).toHaveLength(length);
  await storage.close();
});

describe.each(engines)("filling the index of search on %s", (engine) => {
  test("what was there before the index is found after, and what goes on meanwhile stays right", async () => {
    const app = await startTestApp(engine);
    const { id: org_id } = await app.add.organization({ name: "Door Makers" });
    const person = await app.add.person({ name: "Ann Door", org_id });
    const gone = await app.add.person({ name: "Bob Door" });
    const lead = await app.add.lead({ title: "Blue door", person_id: person.id });
    await app.add.note({ content: "<p>Likes <b>mahogany</b></p>", lead_id: lead.id });
    await app.data("DELETE", `/api/v2/persons/${gone.id}`);
    const names = async (term: string) =>
      (await app.data("GET", `/api/v2/itemSearch?term=${term}`)).items.map(
        ({ item }: { item: { name?: string; title?: string } }) => item.name ?? item.title,
      );
    const before = { door: await names("door"), mahogany: await names("mahogany") };
    expect(before).toEqual({ door: ["Blue door", "Ann Door", "Door Makers"], mahogany: ["Blue door"] });

    const storage = await openStorage({ url: app.databaseUrl, clock: Date.now });
    await storage.run(empty, nobody, app.actor.company_id);
    expect(await names("door")).toEqual([]);
    const left: number[] = [];
    await fillSearch(storage, async () => left.push(await leftToFill(storage.db)) > 0);
    await fillSearch(storage, () => expect.unreachable("there is nothing left to fill"));
    await storage.close();
    expect(left).toHaveLength(6); // each kind has one batch, and an end
    expect(left).toEqual(left.toSorted((a, b) => b - a));
    expect({ door: await names("door"), mahogany: await names("mahogany") }).toEqual(before);
  });
});
