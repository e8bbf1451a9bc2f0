import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Lead } from "@leadfoyer/contract";
import { expect, test } from "vitest";
import { startPostgres } from "../../packages/server/test/postgres.ts";
import { answers, type Received, startReceiver } from "../../packages/server/test/receiver.ts";
import { type Foyer, startFoyer } from "../support/foyer.ts";
import { type Connection, connect, dataOf } from "./keep-alive.ts";
import { killFoyer } from "./rounds.ts";

const WRITERS = 8;
const LEADS_EACH = 12;
/** One delivery in so many is refused at first, and has to come again. */
const REFUSED = 1_000;
const PATIENCE_MS = 30_000;

type Known = { lead: Lead /** The `update_time` of every state that was answered. */; answered: string[] };
type Load = { changes: number; goal: number };

test("SQLite: 10,000 changes, Foyer killed ten times: every one is told to webhooks, in order", {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "foyer-webhooks-"));
  try {
    await tellThroughKills(`sqlite:${join(folder, "foyer.db")}`, { changes: 10_000, kills: 10 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("PostgreSQL: 500 changes, Foyer killed twice: every one is told to webhooks, in order", {
  timeout: 120_000,
}, async () => {
  await using postgres = await startPostgres({ fast: false });
  const databaseUrl = await postgres.createDatabase("webhooks");
  await tellThroughKills(databaseUrl, { changes: 500, kills: 2 });
});

async function tellThroughKills(databaseUrl: string, { changes, kills }: { changes: number; kills: number }) {
  await using receiver = await startReceiver();
  let calls = 0;
  receiver.answer((response) => (++calls % REFUSED === 0 ? answers.status(500) : answers.ok)(response));
  let foyer = await startFoyer({ databaseUrl });
  const { token } = foyer;
  const begin = performance.now();
  try {
    const leads = await makeLeads(foyer, receiver.url);
    for (let kill = 1; kill <= kills; kill++) {
      await change({ baseUrl: foyer.baseUrl, token }, leads, (changes / kills) * kill, () =>
        killFoyer(foyer),
      );
      await foyer.stop();
      foyer = await startFoyer({ databaseUrl });
    }
    const written = performance.now();
    const told = () => new Set(receiver.received.map(({ body }) => body.data.id + body.data.update_time));
    const missing = () => {
      const heard = told();
      return leads.flatMap(({ lead, answered }) => answered.filter((time) => !heard.has(lead.id + time)))
        .length;
    };
    await expect.poll(missing, { timeout: PATIENCE_MS, interval: 200 }).toBe(0);
    expect(faultsOf(receiver.received)).toEqual([]);
    const heard = told().size;
    const seconds = (ms: number) => (ms / 1_000).toFixed(1);
    console.info(
      `${databaseUrl.split(":")[0]}: ${sum(leads)} states answered, ${heard} told in ${receiver.received.length} deliveries; ` +
        `written in ${seconds(written - begin)} s, the last told ${seconds(performance.now() - written)} s later`,
    );
  } finally {
    await foyer.stop();
  }
}

const sum = (leads: readonly Known[]) => leads.reduce((total, { answered }) => total + answered.length, 0);

async function makeLeads(server: Foyer, subscription_url: string): Promise<Known[]> {
  const connection = connect(server);
  const ask = <T>(path: string, body: object) => dataOf<T>(connection.send("POST", path, body));
  const { id: person_id } = await ask<{ id: number }>("/api/v2/persons", { name: "Ann Example" });
  const webhook = { subscription_url, event_action: "*", event_object: "lead", name: "Crash" };
  await ask("/v1/webhooks", webhook);
  const leads: Known[] = [];
  for (let index = 0; index < WRITERS * LEADS_EACH; index++) {
    const lead = await ask<Lead>("/v1/leads", { title: `Lead ${index}`, person_id });
    leads.push({ lead, answered: [lead.update_time] });
  }
  connection.close();
  return leads;
}

/** Changes leads until `goal` answers have come in all, and kills the server in the midst of it. */
async function change(
  server: { baseUrl: string; token: string },
  leads: Known[],
  goal: number,
  kill: () => Promise<void>,
): Promise<void> {
  const load: Load = { changes: sum(leads) - leads.length, goal };
  const writers = Array.from({ length: WRITERS }, (_, index) => {
    const mine = leads.slice(index * LEADS_EACH, (index + 1) * LEADS_EACH);
    return write(load, connect(server), mine);
  });
  await expect.poll(() => load.changes >= goal, { timeout: PATIENCE_MS, interval: 5 }).toBe(true);
  await kill();
  await Promise.all(writers);
}

/** Writes until the server is gone. */
async function write(load: Load, connection: Connection, mine: Known[]): Promise<void> {
  for (let step = 0; ; step++) {
    const known = mine[step % mine.length];
    if (!known) return;
    const body = { title: `Changed ${load.changes} ${step}` };
    const answer = await connection.send("PATCH", `/v1/leads/${known.lead.id}`, body).catch(() => undefined);
    if (!answer) break;
    const { data } = JSON.parse(answer.text);
    if (answer.status !== 200 || data.title !== body.title)
      throw new Error(`${answer.status} ${answer.text}`);
    known.answered.push(data.update_time);
    load.changes += 1;
  }
  connection.close();
}

/** What is wrong with what was told. First tellings count: at least once is promised, not once. */
function faultsOf(received: readonly Received[]): string[] {
  const firsts = new Map(received.toReversed().map((one) => [one.headers["webhook-id"], one]));
  const inOrder = received.filter((one) => firsts.get(one.headers["webhook-id"]) === one);
  const states = new Map<string, { title: string; update_time: string }>();
  return inOrder.flatMap(({ body }) => {
    const { id, title, update_time } = body.data;
    const before = states.get(id);
    states.set(id, { title, update_time });
    if (!before) return body.meta.action === "create" ? [] : [`${id} begins with ${body.meta.action}`];
    const { previous } = body;
    const follows = previous.update_time === before.update_time && previous.title === before.title;
    return follows ? [] : [`${id}: ${JSON.stringify(previous)} does not follow ${JSON.stringify(before)}`];
  });
}
