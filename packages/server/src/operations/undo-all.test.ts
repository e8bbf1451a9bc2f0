import { setTimeout as sleep } from "node:timers/promises";
import type { Lead, NoteComment, Operation, UndoItem } from "@leadfoyer/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Answer, startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { addField } from "../../test/fields.ts";
import { steadyDump } from "../../test/steady-dump.ts";
import { engines } from "../../test/storage.ts";

useOwnDatabase();

async function ended(app: TestApp, { id }: { id: number }): Promise<Operation> {
  for (;;) {
    const operation: Operation = await app.data("GET", `/foyer/bulk/${id}`);
    if (operation.end_time !== null) return operation;
    await sleep(5);
  }
}

/** An inbox with something of everything. */
async function furnish(app: TestApp) {
  const field = await addField(app, "deal", "varchar");
  const labels = [await app.add.label({ name: "Urgent" }), await app.add.label({ name: "Odd" })];
  await app.data("POST", "/api/v2/dealFields/label_ids/options", [{ label: "urgent" }]);
  const bob = await app.colleague();
  const person_id = (await app.add.person()).id;
  const leads: Lead[] = [];
  const [notes, activities, comments]: [number[], number[], NoteComment[]] = [[], [], []];
  for (let nr = 0; nr < 5; nr += 1) {
    const lead = await app.add.lead({
      ...{ title: `Lead ${nr}`, person_id, label_ids: labels.slice(0, nr % 3).map(({ id }) => id) },
      ...(nr % 2 === 0 && { [field.key]: `value ${nr}`, value: { amount: nr, currency: "EUR" } }),
    });
    leads.push(lead);
    const { id: note } = await app.data("POST", "/v1/notes", {
      ...{ content: `Note ${nr}`, lead_id: lead.id, pinned_to_lead_flag: nr % 2 },
      ...(nr < 3 && { person_id: null }),
    });
    notes.push(note);
    comments.push(await app.data("POST", `/v1/notes/${note}/comments`, { content: "Indeed" }));
    activities.push((await app.add.activity({ lead_id: lead.id, done: nr % 2 === 0 })).id);
    await app.add.activity({ lead_id: lead.id });
    if (nr % 2) await app.data("POST", `/foyer/leads/${lead.id}/followers`, { user_id: bob.id });
  }
  await app.data("PATCH", `/v1/leads/${leads[4]?.id}`, { is_archived: true });
  const deals = [];
  for (const title of ["Deal 1", "Deal 2"])
    deals.push((await app.data("POST", "/api/v2/deals", { title, person_id })).id);
  return { app, field, labels, bob, leads, deals, person_id, notes, comments, activities };
}
type Inbox = Awaited<ReturnType<typeof furnish>>;

type Deed = { what: keyof typeof deeds; lead: number; other: number; flag: boolean };

const idsOf = ({ leads }: Inbox, { lead, other }: Deed): string[] => [
  ...new Set([lead, other].map((nr) => leads[nr]?.id ?? "")),
];

const patch = (body: (deed: Deed, inbox: Inbox) => object) => (deed: Deed, inbox: Inbox) =>
  inbox.app.request("PATCH", `/v1/leads/${leadOf(deed, inbox)}`, { body: body(deed, inbox) });

const leadOf = ({ lead }: Deed, { leads }: Inbox) => leads[lead]?.id;

async function bulk(inbox: Inbox, body: object): Promise<Answer> {
  const begun = await inbox.app.request("POST", "/foyer/bulk", { body });
  if (begun.status < 300) await ended(inbox.app, begun.body.data);
  return begun;
}

/** What can be done, as far as what it is done to is still there. */
const deeds = {
  rename: patch(({ other, flag }) => ({ title: `Name ${other} ${flag}`, was_seen: flag })),
  archive: patch(({ flag }) => ({ is_archived: flag })),
  label: patch(({ other }, { labels }) => ({ label_ids: labels.slice(0, other % 3).map(({ id }) => id) })),
  fill: patch(({ flag, other }, { field }) => ({ [field.key]: flag ? null : `text ${other}` })),
  give: patch(({ flag }, { app, bob }) => ({ owner_id: flag ? bob.id : app.actor.user_id })),
  remove: (deed: Deed, inbox: Inbox) => inbox.app.request("DELETE", `/v1/leads/${leadOf(deed, inbox)}`),
  convert: (deed: Deed, inbox: Inbox) =>
    inbox.app.request("POST", `/api/v2/leads/${leadOf(deed, inbox)}/convert/deal`, { body: {} }),
  "convert into": (deed: Deed, inbox: Inbox) =>
    inbox.app.request(
      "POST",
      `/foyer/leads/${leadOf(deed, inbox)}/convert/into/${inbox.deals[deed.other % 2]}`,
    ),
  "convert back": ({ other }: Deed, inbox: Inbox) =>
    inbox.app.request("POST", `/api/v2/deals/${inbox.deals[other % 2]}/convert/lead`),
  "merge deals": ({ other }: Deed, { app, deals }: Inbox) => {
    const [id, merge_with_id] = other % 2 ? deals : deals.toReversed();
    return app.request("PUT", `/v1/deals/${id}/merge`, { body: { merge_with_id } });
  },
  "bulk change": ({ flag }: Deed, inbox: Inbox) => {
    const change = { add_label_ids: [inbox.labels[1]?.id], was_seen: flag, owner_id: inbox.bob.id };
    return bulk(inbox, { list: { archived_status: "all" }, action: "change", change });
  },
  "edit note": ({ lead, flag, other }: Deed, { app, notes }: Inbox) => {
    const body = flag ? { content: `Other ${other}` } : { pinned_to_lead_flag: other % 2 };
    return app.request("PUT", `/v1/notes/${notes[lead]}`, { body });
  },
  "remove note": ({ lead }: Deed, { app, notes }: Inbox) => app.request("DELETE", `/v1/notes/${notes[lead]}`),
  comment: ({ lead, flag, other }: Deed, { app, notes, comments }: Inbox) => {
    const url = `/v1/notes/${notes[lead]}/comments/${comments[lead]?.uuid}`;
    return flag ? app.request("DELETE", url) : app.request("PUT", url, { body: { content: `c ${other}` } });
  },
  "do activity": ({ lead, flag, other }: Deed, { app, activities }: Inbox) => {
    const body = { done: flag, due_date: `2026-01-0${other + 1}` };
    return app.request("PATCH", `/api/v2/activities/${activities[lead]}`, { body });
  },
  "remove activity": ({ lead }: Deed, { app, activities }: Inbox) =>
    app.request("DELETE", `/api/v2/activities/${activities[lead]}`),
  "rename person": ({ flag, other }: Deed, { app, person_id }: Inbox) =>
    app.request("PATCH", `/api/v2/persons/${person_id}`, {
      body: flag ? { name: `P ${other}` } : { phones: [] },
    }),
  "paint label": ({ other }: Deed, { app, labels }: Inbox) =>
    app.request("PATCH", `/v1/leadLabels/${labels[0]?.id}`, { body: { name: `Label ${other}` } }),
  "remove label": ({ other }: Deed, { app, labels }: Inbox) =>
    app.request("DELETE", `/v1/leadLabels/${labels[other % 2]?.id}`),
  "bulk remove": (deed: Deed, inbox: Inbox) => bulk(inbox, { ids: idsOf(inbox, deed), action: "delete" }),
  "bulk convert": (deed: Deed, inbox: Inbox) => bulk(inbox, { ids: idsOf(inbox, deed), action: "convert" }),
};

const deed = fc.record({
  what: fc.constantFrom(...(Object.keys(deeds) as Deed["what"][])), // a literal object has exactly its keys
  lead: fc.nat(4),
  other: fc.nat(4),
  flag: fc.boolean(),
});

async function undo(app: TestApp, id: number): Promise<number> {
  const undone = await ended(app, await app.data("POST", `/foyer/undo/${id}`, {}));
  expect(undone.refusals).toEqual([]);
  return undone.id;
}

/** What is another with each time that something is done: who touched it last, and since when people take part. */
const TOUCHED = /\\?"(last_)?update_user_id\\?":(\d+|null),?/g;

async function loose(app: TestApp) {
  const { deal_participants = [], ...rest } = await steadyDump(app.databaseUrl);
  const participants = deal_participants.map((row) => row.replace(/"id":\d+,|,"add_time":\d+/g, "")).sort();
  const told = Object.entries({ ...rest, participants });
  return Object.fromEntries(
    told.map(([table, rows]) => [table, rows.map((row) => row.replace(TOUCHED, ""))]),
  );
}

/** Undoes everything behind a place, the latest first. */
async function undoAll(app: TestApp, after: number): Promise<void> {
  const items: UndoItem[] = await app.data("GET", "/foyer/undo?limit=500");
  for (const { id } of items.filter((one) => one.id > after)) {
    const done = await loose(app);
    const undone = await undo(app, id);
    const redone = await undo(app, undone);
    expect(await loose(app)).toEqual(done);
    await undo(app, redone);
  }
}

describe.each(engines)("whatever was done on %s", (engine) => {
  test("can be undone, done again and undone, step by step, until all is as it was", {
    timeout: 120_000,
  }, async () => {
    const story = fc.array(deed, { minLength: 3, maxLength: 8 });
    const property = fc.asyncProperty(story, async (done) => {
      const app = await startTestApp(engine);
      const inbox = await furnish(app);
      const [{ id: last }] = await app.data("GET", "/foyer/undo?limit=1");
      const before = await steadyDump(app.databaseUrl);
      for (const one of done) expect((await deeds[one.what](one, inbox)).status).toBeLessThan(500);
      await undoAll(app, last);
      expect(await steadyDump(app.databaseUrl)).toEqual(before);
      const found = await app.data("GET", "/v1/leads/search?term=note&fields=notes&limit=100");
      expect(found.items).toHaveLength(5);
    });
    await fc.assert(property, { numRuns: Number(process.env.FOYER_UNDO_RUNS ?? 3) });
  });
});
