import { cp, mkdir, rm } from "node:fs/promises";
import type { Merge } from "@leadfoyer/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { contentOf, type Hanging, setScene } from "../../test/merges/scene.ts";
import { engines } from "../../test/storage.ts";
import type { Actor } from "../lib/actor.ts";
import { command } from "../storage/command.ts";
import type { Tx } from "../storage/db.ts";
import { openStorage } from "../storage/open.ts";
import type { Prepared } from "../storage/prepared.ts";
import { type MergeInput, mergeLeads } from "./merge-commands.ts";

useOwnDatabase();

const few = fc.integer({ min: 0, max: 2 });
const hanging: fc.Arbitrary<Hanging> = fc.record({
  ...{ notes: few, done: few, undone: few },
  ...{ followed: fc.boolean(), labelled: fc.boolean(), valued: fc.boolean() },
});
const choice = fc.constantFrom("mahogany", "walnut", undefined);
const everything: Hanging = { notes: 1, done: 1, undone: 1, followed: true, labelled: true, valued: true };

const titlesOf = async (app: TestApp): Promise<unknown> =>
  Promise.all(
    ["mahogany", "walnut", "spoke"].map((term) => app.data("GET", `/v1/leads/search?term=${term}`)),
  );

/** Wraps a transaction: `atWrite` is called before each of its writes. */
function watched(tx: Tx, atWrite: (count: number) => Promise<void>): Tx {
  let count = 0;
  return {
    ...tx,
    async all<P extends object, R>(query: Prepared<P, R>, parameters: P): Promise<R[]> {
      if (!/^(with|select)/i.test(query.statement(tx.engine).sql)) await atWrite(count++);
      return tx.all(query, parameters);
    },
  };
}

class Fault extends Error {}
const PATIENCE_MS = 120_000;

/** A merge that fails before one of its writes, or after all: then it says how many there were. */
const faultyMerge = command(
  "test.faultyMerge",
  async (tx, actor: Actor, [input, fault]: [MergeInput, number]) => {
    let writes = 0;
    const atWrite = async (count: number) => {
      writes = count + 1;
      if (count === fault) throw new Fault();
    };
    await mergeLeads.run(watched(tx, atWrite), actor, input);
    throw new Fault(`${writes} writes`);
  },
);

describe.each(engines)("a merge on %s", (engine) => {
  test("that is undone leaves everything as it was but for update_time, and is done again", {
    timeout: PATIENCE_MS,
  }, async () => {
    const app = await startTestApp(engine);
    const property = async (one: Hanging, other: Hanging, fields: object[], archived: boolean) => {
      const { mahogany, walnut } = await setScene(app, one, other);
      if (archived) await app.data("PATCH", `/v1/leads/${walnut.id}`, { is_archived: true });
      const before = [await contentOf(app.databaseUrl), await titlesOf(app)];
      const [title, person_id] = fields.map((of) =>
        of === undefined ? of : { mahogany, walnut }[String(of)]?.id,
      );
      const body = { loser_ids: [walnut.id], fields: { title, person_id } };
      const merge: Merge = await app.data("POST", `/foyer/leads/${mahogany.id}/merge`, body);
      const merged = [await contentOf(app.databaseUrl), await titlesOf(app)];
      expect(merged).not.toEqual(before);
      const undone = await app.data("POST", `/foyer/undo/${merge.operation_id}`, {});
      expect([await contentOf(app.databaseUrl), await titlesOf(app)]).toEqual(before);
      const again = await app.data("POST", `/foyer/undo/${undone.id}`, {});
      expect(again.state).toBe("done");
      expect((await app.request("GET", `/v1/leads/${walnut.id}`)).body.additional_data).toEqual({
        merged_into: mahogany.id,
      });
      await app.data("POST", `/foyer/undo/${again.id}`, {});
      expect([await contentOf(app.databaseUrl), await titlesOf(app)]).toEqual(before);
      for (const { id } of [mahogany, walnut]) await app.data("DELETE", `/v1/leads/${id}`);
    };
    const scenes = fc.asyncProperty(
      hanging,
      hanging,
      fc.tuple(choice, choice),
      fc.boolean(),
      property as never,
    );
    await fc.assert(scenes, {
      numRuns: Number(process.env.FOYER_MERGES ?? 2),
      seed: 1,
      examples: [[everything, everything, ["walnut", undefined], false]] as never,
    });
  });

  test("that fails between any two of its writes has changed nothing", { timeout: PATIENCE_MS }, async () => {
    const app = await startTestApp(engine);
    const { mahogany, walnut } = await setScene(app, everything, everything);
    const input = { id: mahogany.id, loser_ids: [walnut.id] };
    const before = await contentOf(app.databaseUrl);
    const storage = await openStorage({ url: app.databaseUrl, clock: Date.now });
    const fail = (fault: number): Promise<string> =>
      storage.run(faultyMerge, app.actor, [input, fault]).then(
        () => "done",
        (error) => String(error),
      );
    const writes = Number(/(\d+) writes/.exec(await fail(-1))?.[1]);
    expect(writes).toBeGreaterThan(15);
    for (let fault = 0; fault < writes; fault++) expect(await fail(fault)).not.toBe("done");
    expect(await contentOf(app.databaseUrl)).toEqual(before);
    await storage.close();
  });
});

test("a crash between any two writes of a merge leaves a file in which nothing was merged", {
  timeout: PATIENCE_MS,
}, async () => {
  const app = await startTestApp("sqlite");
  const { mahogany, walnut } = await setScene(app, everything, everything);
  const before = await contentOf(app.databaseUrl);
  const file = app.databaseUrl.slice("sqlite:".length);
  const images = `${file}-images`;
  await mkdir(images);
  let writes = 0;
  const crashing = command("test.crashingMerge", (tx, actor: Actor, input: MergeInput) =>
    mergeLeads.run(
      watched(tx, async (count) => {
        for (const end of ["", "-wal"]) await cp(file + end, `${images}/${count}.db${end}`);
        writes = count + 1;
      }),
      actor,
      input,
    ),
  );
  const storage = await openStorage({ url: app.databaseUrl, clock: Date.now });
  await storage.run(crashing, app.actor, { id: mahogany.id, loser_ids: [walnut.id] });
  await storage.close();
  expect(writes).toBeGreaterThan(15);
  for (let count = 0; count < writes; count++) {
    const url = `sqlite:${images}/${count}.db`;
    await (await openStorage({ url, clock: Date.now })).close(); // recovers what the crash left
    expect(await contentOf(url), `crash before write ${count}`).toEqual(before);
  }
  await rm(images, { recursive: true });
});
