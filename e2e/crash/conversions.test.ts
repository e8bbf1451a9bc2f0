import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { startPostgres } from "../../packages/server/test/postgres.ts";
import { startFoyer } from "../support/foyer.ts";
import { type Casebook, faultOf, keepConverting, readPlaces } from "./conversion-cases.ts";
import { connect } from "./keep-alive.ts";
import { killFoyer, setScene, share } from "./rounds.ts";
import { integrityOf } from "./rows.ts";

const ROUNDS = share(1 / 12);
const POSTGRES_ROUNDS = share(1 / 25);
const PATIENCE_MS = 60_000 + ROUNDS * 15_000;
const WRITERS = 4;
const RECOVERY_MS = 10_000;

type Server = { baseUrl: string; token: string };

/** Lets leads be converted and merged, both ways, and interrupts that at some moment. */
async function interrupted(
  server: Server,
  personId: number,
  interrupt: () => Promise<void>,
): Promise<Casebook> {
  const book: Casebook = { cases: [], load: { stopped: false } };
  const writers = Array.from({ length: WRITERS }, () => keepConverting(book, connect(server), personId));
  await expect.poll(() => book.cases.some(({ isAnswered }) => isAnswered), { timeout: 30_000 }).toBe(true);
  await pause(randomInt(600));
  await interrupt();
  book.load.stopped = true;
  await Promise.all(writers);
  return book;
}

async function examine(databaseUrl: string, { cases }: Casebook): Promise<void> {
  const places = await readPlaces(databaseUrl);
  expect(cases.flatMap((one) => faultOf(one, places) ?? [])).toEqual([]);
}

function report(what: string, books: readonly Casebook[]): void {
  const cases = books.flatMap((book) => book.cases);
  const doubtful = cases.filter(({ isAnswered }) => !isAnswered).length;
  console.info(
    `${what}: ${books.length} kills, ${cases.length} conversions and merges, ${doubtful} in doubt`,
  );
  expect(cases.length).toBeGreaterThan(books.length);
}

test("SQLite: conversions and merges are whole or not at all when Foyer is killed", {
  timeout: PATIENCE_MS,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "foyer-crash-"));
  const databaseUrl = `sqlite:${join(folder, "foyer.db")}`;
  let foyer = await startFoyer({ databaseUrl });
  const { token } = foyer;
  const books: Casebook[] = [];
  try {
    const { scene } = await setScene(foyer);
    for (let round = 0; round < ROUNDS; round++) {
      const server = { baseUrl: foyer.baseUrl, token };
      books.push(await interrupted(server, scene.personId, () => killFoyer(foyer)));
      await foyer.stop();
      foyer = await startFoyer({ databaseUrl });
      for (const book of books) await examine(databaseUrl, book);
    }
    expect(await integrityOf(databaseUrl)).toEqual([{ integrity_check: "ok" }]);
    report("SQLite, server killed", books);
  } finally {
    await foyer.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

test("PostgreSQL: conversions and merges are whole or not at all when it is killed under Foyer", {
  timeout: PATIENCE_MS,
}, async () => {
  await using postgres = await startPostgres({ fast: false });
  const databaseUrl = await postgres.createDatabase("crash");
  await using foyer = await startFoyer({ databaseUrl });
  const { scene } = await setScene(foyer);
  const books: Casebook[] = [];
  for (let round = 0; round < POSTGRES_ROUNDS; round++) {
    books.push(await interrupted(foyer, scene.personId, () => postgres.kill()));
    await postgres.restart();
    const connection = connect(foyer);
    const list = () => connection.send("GET", "/v1/leads?limit=1");
    await expect.poll(list, { timeout: RECOVERY_MS }).toMatchObject({ status: 200 });
    connection.close();
    for (const book of books) await examine(databaseUrl, book);
  }
  report("PostgreSQL killed under Foyer", books);
});
