import type { Activity, Lead } from "@leadfoyer/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { prepare } from "../storage/prepared.ts";

const leadEvents = prepare((q, p: { company: number; lead: string }) =>
  q
    .selectFrom("events")
    .select(["action", "previous"])
    .where("company_id", "=", p.company)
    .where("object_id", "=", p.lead)
    .orderBy("seq"),
);

const nextOf = async (app: TestApp, { id }: Pick<Lead, "id">): Promise<number | null> =>
  (await app.data("GET", `/v1/leads/${id}`)).next_activity_id;

/** The rule in plain words. */
function earliest(activities: readonly Activity[], lead: string): number | null {
  const open = activities.filter((one) => one.lead_id === lead && !one.done && !one.is_deleted);
  const key = ({ due_date, due_time, id }: Activity) =>
    `${due_date} ${due_time ?? ""} ${String(id).padStart(9, "0")}`;
  return open.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))[0]?.id ?? null;
}

/** Numbers pick which activity, lead and day, whatever there is of them; the last lead is none. */
type Happening = { which: number; lead: number; day: number; time: number; done: boolean };
type Stage = { app: TestApp; lead_id: string | null; one: Activity | undefined; live: readonly Activity[] };

const due = ({ day, time }: Happening) => ({
  due_date: `2026-03-0${day + 1}`,
  due_time: [null, "09:00", "15:30"][time] ?? null,
});

/** Changes one activity, if there is any. */
const change = (bodyOf: (what: Happening, stage: Stage) => object) => async (what: Happening, stage: Stage) =>
  stage.one && stage.app.data("PATCH", `/api/v2/activities/${stage.one.id}`, bodyOf(what, stage));

/** What can happen, through the API. */
const acts: Record<string, (what: Happening, stage: Stage) => Promise<unknown>> = {
  add: (what, { app, lead_id }) =>
    app.data("POST", "/api/v2/activities", { lead_id, ...due(what), done: what.done }),
  "add, v1": (what, { app, lead_id }) =>
    app.data("POST", "/v1/activities", { lead_id, ...due(what), done: Number(what.done) }),
  move: change((_what, { lead_id }) => ({ lead_id })),
  finish: change(({ done }) => ({ done })),
  postpone: change(due),
  reassign: change((_what, { one }) => ({ owner_id: one?.owner_id === 1 ? 2 : 1 })),
  "change, v1": async (what, { app, one, lead_id }) =>
    one && app.data("PUT", `/v1/activities/${one.id}`, { lead_id, done: Number(what.done), ...due(what) }),
  remove: async (_what, { app, one }) => one && app.data("DELETE", `/api/v2/activities/${one.id}`),
  "remove two": async (_what, { app, one, live }) =>
    one && app.data("DELETE", `/v1/activities?ids=${one.id},${live[0]?.id}`),
  archive: async (_what, { app, lead_id }) => {
    if (lead_id === null) return;
    const { is_archived } = await app.data("GET", `/v1/leads/${lead_id}`);
    await app.data("PATCH", `/v1/leads/${lead_id}`, { is_archived: !is_archived });
  },
};

const happening = fc.record({
  kind: fc.constantFrom("add", "add, v1", "add", ...Object.keys(acts)),
  which: fc.nat(20),
  lead: fc.nat(3),
  day: fc.nat(3),
  time: fc.nat(2),
  done: fc.boolean(),
});

const activitiesOf = (app: TestApp): Promise<Activity[]> => app.data("GET", "/api/v2/activities?limit=500");

describe.each(engines)("the next activity of a lead on %s", (engine) => {
  test("is the earliest undone one after any of what can happen, in any order", {
    timeout: 60_000,
  }, async () => {
    const property = fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 25 }), async (story) => {
      const app = await startTestApp(engine);
      const bob = { name: "Bob", email: `bob@${app.domain}.test`, is_admin: false, password_hash: null };
      await app.services.users.add(app.actor, bob);
      const { id: person_id } = await app.add.person();
      const leads = [];
      for (let count = 0; count < 3; count += 1) leads.push(await app.add.lead({ person_id }));
      for (const { kind, ...what } of story) {
        const live = await activitiesOf(app);
        const one = live[what.which % (live.length || 1)];
        await acts[kind]?.(what, { app, lead_id: leads[what.lead]?.id ?? null, one, live });
        const after = await activitiesOf(app);
        for (const lead of leads) expect(await nextOf(app, lead), kind).toBe(earliest(after, lead.id));
      }
    });
    await fc.assert(property, { numRuns: 12 });
  });

  test("comes by day, then by time, what has none first, then by age", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    const add = async (due_date: string, due_time: string | null) =>
      (await app.add.activity({ lead_id: lead.id, due_date, due_time })).id;
    const ids = [
      await add("2026-03-02", null),
      await add("2026-03-01", "09:00"),
      await add("2026-03-01", "8:00"),
      await add("2026-03-01", "08:00"),
      await add("2026-03-01", null),
    ];
    const order = [];
    for (let next = await nextOf(app, lead); next !== null; next = await nextOf(app, lead)) {
      order.push(next);
      await app.data("PATCH", `/api/v2/activities/${next}`, { done: true });
    }
    expect(order).toEqual([ids[4], ids[2], ids[3], ids[1], ids[0]]);
  });

  test("moves no update_time, is told in the log, and orders lists", async () => {
    const app = await startTestApp(engine);
    const [lead, other] = [await app.add.lead(), await app.add.lead()];
    const { id } = await app.add.activity({ lead_id: lead.id });
    expect(await app.data("GET", `/v1/leads/${lead.id}`)).toEqual({ ...lead, next_activity_id: id });
    const sorted: Lead[] = await app.data("GET", "/v1/leads?sort=next_activity_id DESC");
    expect(sorted.map((one) => one.id)).toEqual([lead.id, other.id]);
    await app.data("PATCH", `/api/v2/activities/${id}`, { lead_id: other.id });
    expect(await app.data("GET", `/v1/leads/${lead.id}`)).toEqual(lead);
    expect(await nextOf(app, other)).toBe(id);
    const events = await app.storage.db.all(leadEvents, { company: app.actor.company_id, lead: lead.id });
    expect(events).toEqual([
      { action: "create", previous: null },
      { action: "change", previous: '{"next_activity_id":null}' },
      { action: "change", previous: `{"next_activity_id":${id}}` },
    ]);
  });

  test("is kept for leads the one who works may not see", async () => {
    const app = await startTestApp(engine);
    const bob = { name: "Bob", email: `bob@${app.domain}.test`, is_admin: false, password_hash: null };
    const owner_id = await app.services.users.add(app.actor, bob);
    const { secret } = await app.services.tokens.create(app.actor, {
      user_id: owner_id,
      name: "b",
      scopes: null,
    });
    const lead = await app.add.lead({ visible_to: "1" });
    const { id } = await app.add.activity({ lead_id: lead.id, owner_id });
    const done = await app.request("PATCH", `/api/v2/activities/${id}`, {
      body: { done: true },
      token: secret,
    });
    expect(done.status).toBe(200);
    expect(await nextOf(app, lead)).toBe(null);
  });

  test("a deleted lead leaves its activities to their owners", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    const activity = await app.add.activity({ lead_id: lead.id });
    const { id: removed } = await app.add.activity({ lead_id: lead.id });
    await app.data("DELETE", `/api/v2/activities/${removed}`);
    await app.data("DELETE", `/v1/leads/${lead.id}`);
    const left = await app.data("GET", `/api/v2/activities/${activity.id}?include_fields=attendees`);
    expect(left).toEqual({ ...activity, lead_id: null, update_time: left.update_time });
    expect(await app.data("GET", `/api/v2/activities?lead_id=${lead.id}`)).toEqual([]);
  });
});
