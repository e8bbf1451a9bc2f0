import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { addKnownFields, createDrawer } from "../../test/changes/operations.ts";
import { createStateReader, type Kind, kinds, type State, type States } from "../../test/changes/states.ts";
import { engines } from "../../test/storage.ts";
import { prepare } from "../storage/prepared.ts";
import { latestEvent } from "./event-log.ts";

useOwnDatabase();

const RUNS = { sqlite: 4, postgres: 1 };
/** Kinds of requests in a run, each of them once. */
const STEPS = { minLength: 60, maxLength: 60 };

type Event = { object: string; object_id: string; action: string; previous: string | null };

const eventsSince = prepare((q, p: { company: number; after: number }) =>
  q
    .selectFrom("events")
    .select(["object", "object_id", "action", "previous"])
    .where("company_id", "=", p.company)
    .where("seq", ">", p.after)
    .orderBy("seq", "desc"),
);

/** What was before, by what is now and the events in between, the newest first. */
function undo(events: readonly Event[], now: State | undefined): State | undefined {
  let state = now;
  for (const { action, previous } of events) {
    const members: State = JSON.parse(previous ?? "{}");
    state = action === "create" ? undefined : action === "delete" ? members : { ...state, ...members };
  }
  return state;
}

/** Nobody records when somebody was last seen; a value that is not there is null. */
const comparable = (state: State | undefined) =>
  state &&
  Object.fromEntries(Object.entries(state).filter(([key, value]) => value !== null && key !== "last_login"));

/** Built-in things that were not stored before. */
const isFirst = (kind: Kind, was: State | undefined, events: readonly Event[]): boolean =>
  kind === "field" && was === undefined && events.at(-1)?.action === "change";

/** What goes, moves and comes back with the thing it hangs on, which is what the events are about. */
const hangsOn = (kind: Kind, what: string): boolean =>
  (kind === "note_comment" && !what.includes("/comments")) ||
  (kind === "follower" && !what.includes("/followers")) ||
  (kind === "deal_participant" && !what.includes("/participants"));

async function checkStep(app: TestApp, before: States, after: States, from: number, what: string) {
  const events = await app.storage.db.all(eventsSince, { company: app.actor.company_id, after: from });
  for (const kind of kinds) {
    for (const id of new Set([...before[kind].keys(), ...after[kind].keys()])) {
      const [was, is] = [before[kind].get(id), after[kind].get(id)];
      const own = events.filter(({ object, object_id }) => object === kind && object_id === id);
      if (isFirst(kind, was, own) || (own.length === 0 && hangsOn(kind, what))) continue;
      const back = undo(own, is);
      if (back === undefined && was?.is_deleted) continue; // brought back: to events, what is deleted is not there
      expect(comparable(back), `${what}: ${kind} ${id}`).toEqual(comparable(was));
    }
  }
}

/** Things of every kind, hung on one another. */
async function startWith(app: TestApp): Promise<void> {
  const org_id = (await app.add.organization()).id;
  const person_id = (await app.add.person({ org_id })).id;
  const label = await app.add.label();
  const lead = await app.add.lead({ person_id, organization_id: org_id, label_ids: [label.id] });
  const note = await app.add.note({ lead_id: lead.id, person_id });
  await app.data("POST", `/v1/notes/${note.id}/comments`, { content: "Indeed" });
  await app.add.activity({ lead_id: lead.id, org_id });
  await app.colleague();
}

/** Conversions, bulks and undoing go on in the background. */
async function untilDone(
  { data }: TestApp,
  url: string,
  started: { id?: number; conversion_id?: string } | null,
) {
  const status = /^\/api\/v2\/.+\/convert/.test(url) && started?.conversion_id;
  const job = /^\/foyer\/(bulk|undo|conversions)/.test(url) && started?.id;
  const path = status ? `${url.replace(/\w+$/, "status")}/${status}` : job ? `/foyer/bulk/${job}` : undefined;
  if (!path) return;
  const isOver = async () => !/running|not_started|in_progress/.test(JSON.stringify(await data("GET", path)));
  await expect.poll(isOver, { interval: 20 }).toBe(true);
}

describe.each(engines)("events on %s", (engine) => {
  test("hold every member that changes, whoever changes it: undone, they lead back to what was", async () => {
    const property = fc.asyncProperty(fc.gen(), async (gen) => {
      const app = await startTestApp(engine);
      const among = createDrawer(gen, await addKnownFields(app), app.actor);
      const read = createStateReader(app);
      await startWith(app);
      let states = await read();
      const all = Object.keys(among(states));
      for (const name of gen(fc.shuffledSubarray<string>, all, STEPS)) {
        const operation = among(states)[name]?.();
        if (!operation) continue;
        const from = await latestEvent(app.storage.db, app.actor.company_id);
        const { method, url, body } = operation;
        const answer = await app.request(method, url, body === undefined ? {} : { body });
        const { status } = answer;
        expect(status, `${method} ${url}`).toBeLessThan(500);
        await untilDone(app, url, answer.body.data);
        const next = await read();
        await checkStep(app, states, next, from, `${method} ${url} ${JSON.stringify(body)} ${status}`);
        states = next;
      }
    });
    await fc.assert(property, { numRuns: RUNS[engine], endOnFailure: true });
  });

  test("hold who came to follow a lead by a merge that is undone", async () => {
    const app = await startTestApp(engine);
    const [winner, loser] = [await app.add.lead(), await app.add.lead()];
    await app.data("POST", `/foyer/leads/${loser.id}/followers`, { user_id: app.actor.user_id });
    const { operation_id } = await app.data("POST", `/foyer/leads/${winner.id}/merge`, {
      loser_ids: [loser.id],
    });
    const read = createStateReader(app);
    const [merged, from] = [await read(), await latestEvent(app.storage.db, app.actor.company_id)];
    await app.data("POST", `/foyer/undo/${operation_id}`, {});
    await checkStep(app, merged, await read(), from, "undo");
  });
});
