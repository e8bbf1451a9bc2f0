import { setTimeout as sleep } from "node:timers/promises";
import type { Lead } from "@leadfoyer/contract";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { createApp } from "../app.ts";
import { beginBulk, collectSome, workSome } from "./bulk-commands.ts";

useOwnDatabase();

const change = { was_seen: true };

/** Another process on the same database, whose clock may be ahead. */
const another = ({ storage }: TestApp, ahead = 0) =>
  createApp({ storage, clock: () => Date.now() + ahead, logger: pino({ level: "fatal" }) });

async function ended(app: TestApp, id: number) {
  for (;;) {
    const operation = await app.data("GET", `/foyer/bulk/${id}`);
    if (operation.end_time !== null) return operation;
    await sleep(20);
  }
}

async function inbox(app: TestApp, count: number): Promise<string[]> {
  const { id: person_id } = await app.add.person();
  const leads = Array.from({ length: count }, () => app.add.lead({ person_id }));
  return (await Promise.all(leads)).map(({ id }) => id);
}

const seen = async (app: TestApp): Promise<number> =>
  (await app.data("GET", "/v1/leads?limit=500")).filter((lead: Lead) => lead.was_seen).length;

describe.each(engines)("a bulk whose process ended on %s", (engine) => {
  test("goes on at the next start where it was, each lead once", async () => {
    const app = await startTestApp(engine);
    const ids = await inbox(app, 50);
    const id = await app.storage.run(beginBulk, app.actor, { ids, action: "change", change });
    await app.storage.run(workSome, app.actor, { id, one: true });
    expect(await app.data("GET", `/foyer/bulk/${id}`)).toMatchObject({
      state: "running",
      done: 20,
      total: 50,
    });
    const next = another(app);
    await next.background.start();
    expect(await ended(app, id)).toMatchObject({ state: "done", done: 50, changed: 50, refused: 0 });
    expect(await seen(app)).toBe(50);
    await next.background.stop();
  });

  test("finds its leads anew where it had not found all, and is taken up by whoever looks at it", async () => {
    const app = await startTestApp(engine);
    const ids = await inbox(app, 3);
    const id = await app.storage.run(beginBulk, app.actor, { list: {}, action: "change", change });
    const found = { id, nr: 0, ids: ids.slice(0, 2), total: 2 };
    await app.storage.run(collectSome, app.actor, found);
    expect(await app.data("GET", `/foyer/bulk/${id}`)).toMatchObject({
      state: "running",
      total: null,
      done: 0,
    });
    const later = another(app, 60_000);
    const headers = { "x-api-token": app.token };
    await later.http.inject({ method: "GET", url: `/foyer/bulk/${id}`, headers });
    expect(await ended(app, id)).toMatchObject({ state: "done", done: 3, total: 3, changed: 3 });
    expect(await seen(app)).toBe(3);
  });

  test("is stopped, plainly, when whoever began it has left", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const ids = await inbox(app, 2);
    const actor = { ...app.actor, user_id: bob.id };
    const id = await app.storage.run(beginBulk, actor, { ids, action: "change", change });
    await app.services.users.deactivate(app.actor, bob.id);
    const next = another(app);
    await next.background.start();
    expect(await ended(app, id)).toMatchObject({ state: "stopped", done: 0, changed: 0 });
    await next.background.stop();
  });
});
