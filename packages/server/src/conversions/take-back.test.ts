import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { addField } from "../../test/fields.ts";
import { steadyDump } from "../../test/steady-dump.ts";
import { engines } from "../../test/storage.ts";
import { type Query, witness } from "../../test/witness.ts";
import type { Actor } from "../lib/actor.ts";
import { type Command, command } from "../storage/command.ts";
import type { Tx } from "../storage/db.ts";
import { openStorage } from "../storage/open.ts";
import { convertDeal, convertLead, convertLeadInto, takeBack } from "./conversion-commands.ts";

useOwnDatabase();

/** Converts a lead. */
async function convert(app: TestApp, { id }: { id: string }): Promise<{ deal: number; conversion: string }> {
  const { conversion_id: conversion } = await app.data("POST", `/api/v2/leads/${id}/convert/deal`, {});
  const { deal_id: deal } = await app.data("GET", `/api/v2/leads/${id}/convert/status/${conversion}`);
  return { deal, conversion };
}

const back = (app: TestApp, conversion: string, body: object = {}, token = app.token) =>
  app.request("POST", `/foyer/conversions/${conversion}/take-back`, { body, token });

/** A lead on which something of everything hangs. */
async function furnished(app: TestApp) {
  const lead = await app.add.lead({ title: "Green gate", value: { amount: 3, currency: "EUR" } });
  await app.add.note({ lead_id: lead.id, content: "First" });
  await app.add.activity({ lead_id: lead.id });
  await app.data("POST", `/foyer/leads/${lead.id}/followers`, { user_id: app.actor.user_id });
  return app.data("GET", `/v1/leads/${lead.id}`);
}

describe.each(engines)("a conversion on %s", (engine) => {
  test("is taken back by whoever works on the deal, and may be made again", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const lead = await furnished(app);
    const { deal, conversion } = await convert(app, lead);
    expect((await back(app, conversion, {}, (await app.colleague()).token)).status).toBe(200);
    const after = await app.data("GET", `/v1/leads/${lead.id}`);
    expect(after).toEqual({ ...lead, update_time: after.update_time });
    expect((await app.request("GET", `/api/v2/deals/${deal}`)).status).toBe(404);
    expect((await back(app, conversion)).status).toBe(409);
    const status = `/api/v2/leads/${lead.id}/convert/status/${conversion}`;
    expect(await app.data("GET", status)).toMatchObject({ deal_id: deal, status: "completed" });
    const again = await convert(app, lead);
    expect(again.deal).not.toBe(deal);
    expect(again.conversion).not.toBe(conversion);
    const stranger = await startTestApp(engine);
    expect((await back(stranger, again.conversion)).status).toBe(404);
    expect((await back(app, again.conversion, {}, await app.scoped("leads:read"))).status).toBe(403);
    expect(bob.id).toBeGreaterThan(0);
  });

  test("is left where the deal has moved on, unless forced: then what came to the deal goes to the lead", async () => {
    const app = await startTestApp(engine);
    const lead = await furnished(app);
    const { deal, conversion } = await convert(app, lead);
    await app.data("PATCH", `/api/v2/deals/${deal}`, { title: "Worked on", stage_id: 2 });
    const { id: note } = await app.data("POST", "/v1/notes", { deal_id: deal, content: "Since then" });
    const refused = await back(app, conversion);
    expect(refused.status).toBe(409);
    const [{ id, reason, members }] = refused.body.data.refusals;
    expect({ id, reason }).toEqual({ id: `deal ${deal}`, reason: "moved_on" });
    expect(members).toEqual(expect.arrayContaining(["title", "stage_id", `note ${note}`]));
    expect((await app.request("GET", `/v1/leads/${lead.id}`)).status).toBe(404);
    expect((await back(app, conversion, { force: true })).status).toBe(200);
    expect(await app.data("GET", `/v1/notes/${note}`)).toMatchObject({ lead_id: lead.id, deal_id: null });
    expect(await app.data("GET", `/v1/leads/${lead.id}`)).toMatchObject({ title: "Green gate" });
  });

  test("of many is undone, several at a time: what moved on stays converted, each told of", async () => {
    const app = await startTestApp(engine);
    const leads: { id: string }[] = [];
    for (let nr = 0; nr < 12; nr += 1) leads.push(await furnished(app));
    const ended = async ({ id }: { id: number }) => {
      for (;;) {
        const operation = await app.data("GET", `/foyer/bulk/${id}`);
        if (operation.end_time !== null) return operation;
        await sleep(20);
      }
    };
    const body = { list: {}, action: "convert", convert: { stage_id: 3 } };
    expect(await app.data("POST", "/foyer/bulk/preview", body)).toMatchObject({ total: 12, changed: 12 });
    const done = await ended(await app.data("POST", "/foyer/bulk", body));
    expect(done).toMatchObject({ state: "done", changed: 12, refused: 0 });
    const deals = await app.data("GET", "/api/v2/deals?include_fields=source_lead_id");
    expect(deals.map(({ stage_id }: { stage_id: number }) => stage_id)).toEqual(Array(12).fill(3));
    const moved = [deals[1], deals[2], deals[9]];
    for (const { id } of moved) await app.data("PATCH", `/api/v2/deals/${id}`, { value: 99 });
    const undone = await ended(await app.data("POST", `/foyer/undo/${done.id}`, {}));
    expect(undone).toMatchObject({ state: "done", done: 12, changed: 9, refused: 3 });
    const refusals = moved.map(({ id }) => ({ id: `deal ${id}`, reason: "moved_on" })).reverse();
    expect(undone.refusals).toMatchObject(refusals);
    const left = await app.data("GET", "/api/v2/deals?include_fields=source_lead_id");
    expect(left).toEqual(moved.map(({ id }) => expect.objectContaining({ id, value: 99 })));
    const converted = new Set(left.map((deal: { source_lead_id: string }) => deal.source_lead_id));
    for (const { id } of leads.filter((lead) => !converted.has(lead.id)))
      expect(await app.data("GET", `/v1/leads/${id}`)).toMatchObject({ title: "Green gate" });
    const [again] = leads.filter((lead) => !converted.has(lead.id));
    const stage = { ids: [again?.id], action: "convert", convert: { stage_id: 99 } };
    expect((await app.request("POST", "/foyer/bulk", { body: stage })).status).toBe(400);
  });

  test("into a deal that is there fills what is empty, as the preview says", async () => {
    const app = await startTestApp(engine);
    const lead = await furnished(app);
    const { id: org_id } = await app.add.organization();
    const deal = await app.data("POST", "/api/v2/deals", { title: "There", org_id, value: 8 });
    const empty = await app.data("POST", "/api/v2/deals", { title: "Empty" });
    const path = `/foyer/leads/${lead.id}/convert/into`;
    const preview = await app.data("GET", `${path}/${deal.id}`);
    expect(preview).toMatchObject({ deal_id: deal.id, notes: 1, activities: 1 });
    expect(preview.changes.map(({ field }: { field: string }) => field)).toEqual([
      "person_id",
      "source_lead_id",
    ]);
    expect(preview.kept).toEqual([
      { field: "title", deal: "There", lead: "Green gate" },
      { field: "value", deal: 8, lead: 3 },
      { field: "currency", deal: "EUR", lead: "EUR" },
    ]);
    const { changes } = await app.data("GET", `${path}/${empty.id}`);
    expect(changes).toContainEqual({ field: "value", from: 0, to: 3 });
    expect((await app.request("POST", `${path}/99`)).status).toBe(404);
    const { conversion_id } = await app.data("POST", `${path}/${deal.id}`);
    expect(await app.data("POST", `${path}/${deal.id}`)).toEqual({ conversion_id }); // whoever asks again
    expect((await app.request("POST", `${path}/${empty.id}`)).status).toBe(404);
    const filled = await app.data("GET", `/api/v2/deals/${deal.id}`);
    expect(filled).toMatchObject({ title: "There", value: 8, org_id, person_id: lead.person_id });
    expect(await app.data("GET", `/v1/notes?deal_id=${deal.id}`)).toHaveLength(1);
    expect((await back(app, conversion_id)).status).toBe(200);
    const again = await app.data("GET", `/api/v2/deals/${deal.id}`);
    expect(again).toEqual({ ...deal, update_time: again.update_time });
    expect(await app.data("GET", `/v1/notes?lead_id=${lead.id}`)).toHaveLength(1);
  });

  /** Two leads, the first followed by Bob, the second by Bob and Eve, and a deal they lack nothing of. */
  async function followedPair(app: TestApp) {
    const [bob, eve] = [(await app.colleague()).id, (await app.colleague("Eve")).id];
    const { id: person_id } = await app.add.person();
    const { id: deal } = await app.data("POST", "/api/v2/deals", { title: "There", person_id });
    const leads: { id: string }[] = [];
    for (const followers of [[bob], [bob, eve]]) {
      const lead = await app.add.lead({ person_id });
      for (const user_id of followers)
        await app.data("POST", `/foyer/leads/${lead.id}/followers`, { user_id });
      leads.push(lead);
    }
    const following = async (): Promise<number[]> => {
      const rows: { user_id: number }[] = await app.data("GET", `/api/v2/deals/${deal}/followers`);
      const counted = await app.data("GET", `/api/v2/deals/${deal}?include_fields=followers_count`);
      expect(counted.followers_count).toBe(rows.length);
      return rows.map(({ user_id }) => user_id).sort((a, b) => a - b);
    };
    const convertBoth = async (): Promise<[string, string]> => {
      const made: string[] = [];
      for (const { id } of leads)
        made.push((await app.data("POST", `/foyer/leads/${id}/convert/into/${deal}`)).conversion_id);
      return [made[0] ?? "", made[1] ?? ""];
    };
    return { bob, eve, following, convertBoth };
  }

  test.each([
    ["the latest first", [1, 0]],
    ["the first first", [0, 1]],
  ])("of two leads into one deal is taken back with who follows it, %s", async (_, order) => {
    const app = await startTestApp(engine);
    const { bob, eve, following, convertBoth } = await followedPair(app);
    const before = await steadyDump(app.databaseUrl);
    const conversions = await convertBoth();
    const [first = 0, second = 0] = order;
    expect(await following()).toEqual([bob, eve]);
    expect((await back(app, conversions[first] ?? "")).status).toBe(200);
    expect(await following(), "who follows it by the one that stands").toEqual(
      first === 1 ? [bob] : [bob, eve],
    );
    expect((await back(app, conversions[second] ?? "")).status).toBe(200);
    expect(await following()).toEqual([]);
    expect(await steadyDump(app.databaseUrl)).toEqual(before);
  });

  test("that is done again after it was taken back brings who follows the deal by it, as often as that is", async () => {
    const app = await startTestApp(engine);
    const { bob, eve, following, convertBoth } = await followedPair(app);
    const before = await steadyDump(app.databaseUrl);
    const [first, second] = await convertBoth();
    const undo = async (id: number): Promise<number> => (await app.data("POST", `/foyer/undo/${id}`, {})).id;
    const undone = (await back(app, second)).body.data.id;
    expect(await following()).toEqual([bob]);
    const redone = await undo(undone);
    expect(await following()).toEqual([bob, eve]);
    const undoneAgain = await undo(redone);
    expect(await following()).toEqual([bob]);
    const stands = await undo(undoneAgain);
    expect(await following()).toEqual([bob, eve]);

    const firstUndone = (await back(app, first)).body.data.id; // Bob follows by the second from now on
    const firstStands = await undo(firstUndone);
    expect(await following()).toEqual([bob, eve]);
    await undo(stands);
    expect(await following(), "by the first that was done again").toEqual([bob]);
    await undo(firstStands);
    expect(await following()).toEqual([]);
    expect(await steadyDump(app.databaseUrl)).toEqual(before);
  });

  test("that is taken back, done again, and taken back by its own id ends who follows the deal by it", async () => {
    const app = await startTestApp(engine);
    const { bob, eve, following, convertBoth } = await followedPair(app);
    const [, second] = await convertBoth();
    const { id } = (await back(app, second)).body.data;
    await app.data("POST", `/foyer/undo/${id}`, {});
    expect(await following()).toEqual([bob, eve]);
    expect((await back(app, second)).status).toBe(200);
    expect(await following()).toEqual([bob]);
  });

  test("of a deal that is done again leaves it deleted, as it was, with who took part in it", async () => {
    const app = await startTestApp(engine);
    const deal = await app.add.deal({ person_id: (await app.add.person()).id });
    const { id: person_id } = await app.add.person();
    await app.data("POST", `/v1/deals/${deal.id}/participants`, { person_id });
    const { conversion_id } = await app.data("POST", `/api/v2/deals/${deal.id}/convert/lead`);
    const { id } = (await back(app, conversion_id)).body.data;
    expect(await app.data("GET", `/api/v2/deals/${deal.id}`)).toMatchObject({ is_deleted: false });
    const again = await app.data("POST", `/foyer/undo/${id}`, {});
    expect(await app.data("GET", `/api/v2/deals/${deal.id}`)).toMatchObject({ is_deleted: true });
    await app.data("POST", `/foyer/undo/${again.id}`, {});
    expect(await app.data("GET", `/v1/deals/${deal.id}/participants`)).toHaveLength(2);
  });

  test("of a deal brings back who followed it, though they follow what is left of it by then", async () => {
    const app = await startTestApp(engine);
    const deal = await app.add.deal({ person_id: (await app.add.person()).id });
    const url = `/api/v2/deals/${deal.id}/followers`;
    const follow = () => app.data("POST", url, { user_id: app.actor.user_id });
    await follow();
    const { conversion_id } = await app.data("POST", `/api/v2/deals/${deal.id}/convert/lead`);
    await follow();
    expect((await back(app, conversion_id)).status).toBe(200);
    expect(await app.data("GET", url)).toHaveLength(1);
  });

  test("leaves in the deal who took part in it before it made them its contact person", async () => {
    const app = await startTestApp(engine);
    const [deal, lead] = [await app.add.deal(), await app.add.lead()];
    const url = `/v1/deals/${deal.id}/participants`;
    const { id } = await app.data("POST", url, { person_id: lead.person_id });
    const { conversion_id } = await app.data("POST", `/foyer/leads/${lead.id}/convert/into/${deal.id}`);
    const { id: undone } = (await back(app, conversion_id)).body.data;
    expect(await app.data("GET", `/api/v2/deals/${deal.id}`)).toMatchObject({ person_id: null });
    expect(await app.data("GET", url)).toMatchObject([{ id }]);
    await app.data("POST", `/foyer/undo/${undone}`, {});
    expect((await back(app, conversion_id)).status).toBe(200);
    expect(await app.data("GET", url)).toMatchObject([{ id }]);
  });

  test("leaves who ended following the deal themselves as they are", async () => {
    const app = await startTestApp(engine);
    const { bob, eve, following, convertBoth } = await followedPair(app);
    const [, second] = await convertBoth();
    const url = "/api/v2/deals/1/followers";
    const rows = await app.data("GET", url);
    const bobs = rows.find(({ user_id }: { user_id: number }) => user_id === bob);
    expect((await app.request("DELETE", `${url}/${bobs.id ?? bob}`)).status).toBe(200);
    const { id } = (await back(app, second)).body.data;
    expect(await following()).toEqual([]);
    await app.data("POST", `/foyer/undo/${id}`, {});
    expect(await following()).toEqual([eve]);
  });

  test("into a deal of somebody else lets the lead's person take part, and names what stays behind", async () => {
    const app = await startTestApp(engine);
    await app.data("POST", "/api/v2/dealFields/label_ids/options", [{ label: "urgent" }]);
    const [urgent, odd] = [await app.add.label({ name: "Urgent" }), await app.add.label({ name: "Odd" })];
    const field = await addField(app, "deal", "monetary");
    const money = (amount: number) => ({ [field.key]: amount, [`${field.key}_currency`]: "EUR" });
    const lead = await app.add.lead({ label_ids: [urgent.id, odd.id], ...money(5) });
    await app.data("POST", `/foyer/leads/${lead.id}/followers`, { user_id: (await app.colleague()).id });
    const { id: person_id } = await app.add.person();
    const deal = await app.data("POST", "/v1/deals", { title: "There", person_id });
    const path = `/foyer/leads/${lead.id}/convert/into/${deal.id}`;
    const before = await steadyDump(app.databaseUrl);
    const preview = await app.data("GET", path);
    expect(preview).toMatchObject({
      ...{ labels_added: [urgent.id], labels_left: [odd.id], participant_id: lead.person_id, followers: 1 },
      kept: [{ field: "title" }, { field: "person_id", deal: person_id, lead: lead.person_id }],
    });
    for (const [name, to] of Object.entries(money(5)))
      expect(preview.changes).toContainEqual({ field: name, from: null, to });
    const { conversion_id } = await app.data("POST", path);
    const participants = await app.data("GET", `/v1/deals/${deal.id}/participants`);
    expect(participants.map((one: { person_id: { value: number } }) => one.person_id.value)).toEqual([
      person_id,
      lead.person_id,
    ]);
    expect((await back(app, conversion_id)).status).toBe(200);
    expect(await steadyDump(app.databaseUrl)).toEqual(before);
    for (const [change, error] of [
      [{ status: "won" }, "Deal is closed"],
      [{ is_archived: true }, "Deal is archived"],
    ] as const) {
      await app.data("PATCH", `/api/v2/deals/${deal.id}`, change);
      expect((await app.request("POST", path)).body).toMatchObject({ success: false, error });
    }
  });

  test("breaks off between any two statements with nothing done", { timeout: 120_000 }, async () => {
    const app = await startTestApp(engine);
    const lead = await furnished(app);
    const there = await app.data("POST", "/api/v2/deals", { title: "There" });
    const direct = await openStorage({ url: app.databaseUrl, clock: Date.now }); // the writer knows no test's command
    const deal = await witness(app.databaseUrl, async (query) => {
      const run = <I, O>(wanted: Command<I, O>, input: I): Promise<O> =>
        everyBreak(wanted, { input, run: (broken, how) => direct.run(broken, app.actor, how), query });
      const id = await run(convertLead, { id: lead.id, to: {} });
      await run(takeBack, { id, force: false });
      await run(convertLeadInto, { lead_id: lead.id, deal_id: there.id });
      await run(convertDeal, there.id);
      return app.data("GET", `/api/v2/leads/${lead.id}/convert/status/${id}`);
    });
    expect((await app.request("GET", `/api/v2/deals/${deal.deal_id}`)).status).toBe(404);
    expect(await app.data("GET", `/api/v2/deals/${there.id}`)).toMatchObject({ is_deleted: true });
    expect(await app.data("GET", "/v1/leads")).toMatchObject([{ title: "There", person_id: lead.person_id }]);
    await direct.close();
  });
});

/** What a conversion writes to. */
const TABLES = [
  ...["leads", "deals", "notes", "activities", "followers", "field_values", "lead_label_links"],
  ...[
    "deal_participants",
    "search_documents",
    "events",
    "operations",
    "operation_kept",
    "conversions",
    "counters",
  ],
];

type How<I> = { at: number; input: I };
type Broken<I, O> = Command<How<I>, O>;

/** Runs a command broken off before its first statement, its second, and so on until it comes to its end. */
async function everyBreak<I, O>(
  wanted: Command<I, O>,
  { input, run, query }: { input: I; run: (broken: Broken<I, O>, how: How<I>) => Promise<O>; query: Query },
): Promise<O> {
  const broken = command(`test.${wanted.name}.${commands++}`, (tx: Tx, actor: Actor, how: How<I>) =>
    wanted.run(breaking(tx, how.at), actor, how.input),
  );
  const rows = async () => {
    const all = [];
    for (const table of TABLES) all.push(await query(`select * from ${table}`));
    return JSON.stringify(all);
  };
  const before = await rows();
  for (let at = 1; ; at += 1) {
    const outcome = await run(broken, { at, input }).then(
      (done) => ({ done }),
      (error: Error) => error.message,
    );
    if (typeof outcome !== "string") {
      expect(at, "statements of a conversion").toBeGreaterThan(20);
      return outcome.done;
    }
    expect(outcome).toContain(FAULT);
    expect((await rows()) === before, `broken off before statement ${at}`).toBe(true);
  }
}

let commands = 0;
const FAULT = "broken off";

/** A transaction that breaks off before its `at`-th statement. */
function breaking(tx: Tx, at: number): Tx {
  let count = 0;
  return {
    ...tx,
    all(query, parameters) {
      count += 1;
      if (count === at) throw new Error(FAULT);
      return tx.all(query, parameters);
    },
  };
}
