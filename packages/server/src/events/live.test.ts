import { get, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { createApp } from "../app.ts";
import { openStorage } from "../storage/open.ts";

useOwnDatabase();

// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an event by asserting it
type Told = { id: number; type: string; data: any };

const addresses = new Map<unknown, Promise<string>>();

function addressOf({ services }: TestApp): Promise<string> {
  const known = addresses.get(services.http) ?? services.http.listen({ host: "127.0.0.1", port: 0 });
  addresses.set(services.http, known);
  return known;
}

/** An open page. `next` waits for what it is told next. */
async function listen(app: TestApp, { token = app.token, query = "", headers = {} } = {}) {
  const gone = new AbortController();
  const response = await fetch(`${await addressOf(app)}/foyer/events${query}`, {
    headers: { "x-api-token": token, ...headers },
    signal: gone.signal,
  });
  expect(response.status).toBe(200);
  const stream = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";

  async function nextBlock(): Promise<string> {
    while (!rest.includes("\n\n")) {
      const { value, done } = (await stream?.read()) ?? { done: true };
      if (done) throw new Error("the stream ended");
      rest += value;
    }
    const end = rest.indexOf("\n\n");
    const block = rest.slice(0, end);
    rest = rest.slice(end + 2);
    return block;
  }

  async function next(): Promise<Told> {
    const block = await nextBlock();
    return block.includes("\ndata: ") ? toTold(block) : next();
  }

  return {
    response,
    next,
    async some(count: number): Promise<Told[]> {
      const told: Told[] = [];
      while (told.length < count) told.push(await next());
      return told;
    },
    close: () => gone.abort(),
    async [Symbol.asyncDispose]() {
      gone.abort();
    },
  };
}

function toTold(block: string): Told {
  const members = Object.fromEntries(
    block.split("\n").map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]),
  );
  return { id: Number(members.id), type: members.event ?? "message", data: JSON.parse(members.data ?? "{}") };
}

describe.each(engines)("live events on %s", (engine) => {
  test("tell an open page what happens, in order, with what changed", async () => {
    const app = await startTestApp(engine);
    await using page = await listen(app);
    expect(page.response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect((await page.next()).type).toBe("ready");
    const person = await app.add.person();
    const lead = await app.add.lead({ person_id: person.id });
    await app.data("PATCH", `/v1/leads/${lead.id}`, { title: "Changed" });
    await app.data("DELETE", `/v1/leads/${lead.id}`);
    const told = await page.some(4);
    expect(told.map(({ data }) => `${data.action} ${data.kind}`)).toEqual([
      "create person",
      "create lead",
      "change lead",
      "delete lead",
    ]);
    expect(told[2]?.data).toEqual({
      id: told[2]?.id,
      kind: "lead",
      entity_id: lead.id,
      action: "change",
      user_id: app.actor.user_id,
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      changed: ["title", "update_time"],
      previous_update_time: lead.update_time,
    });
  });

  test("go on after a cut where the page stopped hearing", async () => {
    const app = await startTestApp(engine);
    const first = await listen(app);
    await first.next();
    await app.add.person({ name: "Heard" });
    const heard = await first.next();
    first.close();
    const missed = [await app.add.person(), await app.add.person()];
    for (const where of [
      { headers: { "last-event-id": String(heard.id) } },
      { query: `?last_event_id=${heard.id}` },
    ]) {
      await using second = await listen(app, where);
      expect(await second.next()).toMatchObject({ type: "ready", id: heard.id });
      const told = await second.some(2);
      expect(told.map(({ data }) => data.entity_id)).toEqual(missed.map(({ id }) => String(id)));
    }
    for (const query of ["last_event_id=x", "look_back_ms=-1"])
      expect((await app.request("GET", `/foyer/events?${query}`)).status).toBe(400);
  });

  test("begin with what happened since a page began to read, and with nothing older", async () => {
    const app = await startTestApp(engine);
    const slow = await openStorage({ url: app.databaseUrl, clock: () => Date.now() - 60_000 });
    const other = createApp({ storage: slow, clock: Date.now, logger: pino({ level: "silent" }) });
    const user = { name: "New", email: `new@${app.domain}.test`, is_admin: false, password_hash: null };
    await other.users.add(app.actor, user);
    await slow.close();
    const person = await app.add.person();
    const toldSince = async (lookBackMs: number) => {
      await using page = await listen(app, { query: `?look_back_ms=${lookBackMs}` });
      expect(await page.next()).toMatchObject({ type: "ready" });
      return (await page.next()).data;
    };
    expect(await toldSince(1_000)).toMatchObject({ kind: "person", entity_id: String(person.id) });
    expect(await toldSince(120_000)).not.toMatchObject({ kind: "person" });
  });

  test("of another process's making arrive too", async () => {
    const app = await startTestApp(engine);
    await using page = await listen(app);
    await page.next();
    const storage = await openStorage({ url: app.databaseUrl, clock: Date.now });
    const other = createApp({ storage, clock: Date.now, logger: pino({ level: "silent" }) });
    const user = { name: "New", email: `new@${app.domain}.test`, is_admin: false, password_hash: null };
    await other.users.add(app.actor, user);
    expect((await page.next()).data).toMatchObject({ kind: "user", action: "create" });
    await storage.close();
  });

  test("reach nobody who may not see what they are about, nor another company", async () => {
    const app = await startTestApp(engine);
    const stranger = await startTestApp(engine);
    const colleague = { name: "C", email: `c@${app.domain}.test`, is_admin: false, password_hash: null };
    const user_id = await app.services.users.add(app.actor, colleague);
    const { secret } = await app.services.tokens.create(app.actor, { user_id, name: "t", scopes: null });
    const person = await app.add.person();
    await using page = await listen(app, { token: secret });
    await using other = await listen(stranger);
    await Promise.all([page.next(), other.next()]);
    const hidden = await app.add.lead({ person_id: person.id, visible_to: "1" });
    const shared = await app.add.lead({ person_id: person.id, visible_to: "7" });
    await app.data("PATCH", `/v1/leads/${hidden.id}`, { title: "Still hidden" });
    await app.data("PATCH", `/v1/leads/${shared.id}`, { visible_to: "1" });
    await app.data("PATCH", `/v1/leads/${shared.id}`, { title: "Out of sight" });
    await app.data("DELETE", `/v1/leads/${hidden.id}`);
    const last = await app.add.lead({ person_id: person.id, visible_to: "7" });
    const told = await page.some(3);
    expect(told.map(({ data }) => `${data.action} ${data.entity_id}`)).toEqual([
      `create ${shared.id}`,
      `change ${shared.id}`,
      `create ${last.id}`,
    ]);
    const theirs = await stranger.add.person();
    expect((await other.next()).data).toMatchObject({ kind: "person", entity_id: String(theirs.id) });
  });

  test("tell of comments whoever sees the note they are on", async () => {
    const app = await startTestApp(engine);
    const colleague = { name: "C", email: `c@${app.domain}.test`, is_admin: false, password_hash: null };
    const user_id = await app.services.users.add(app.actor, colleague);
    const { secret } = await app.services.tokens.create(app.actor, { user_id, name: "t", scopes: null });
    const { id: person_id } = await app.add.person();
    const noteOn = async (visible_to: "1" | "7"): Promise<string> => {
      const lead = await app.add.lead({ person_id, visible_to });
      const note = await app.data("POST", "/v1/notes", { lead_id: lead.id, content: "Call" });
      return `/v1/notes/${note.id}/comments`;
    };
    const [hidden, shared] = [await noteOn("1"), await noteOn("7")];
    await using page = await listen(app, { token: secret });
    await page.next();
    const secretly = await app.data("POST", hidden, { content: "Who?" });
    const openly = await app.data("POST", shared, { content: "I" });
    await app.data("DELETE", `${hidden}/${secretly.uuid}`);
    await app.data("PUT", `${shared}/${openly.uuid}`, { content: "I do" });
    await app.data("DELETE", `${shared}/${openly.uuid}`);
    const told = await page.some(3);
    expect(told.map(({ data }) => `${data.action} ${data.kind} ${data.entity_id}`)).toEqual(
      ["create", "change", "delete"].map((action) => `${action} note_comment ${openly.uuid}`),
    );
  });

  test("take a caller, and hold what the token's scopes let it read", async () => {
    const app = await startTestApp(engine);
    expect((await app.request("GET", "/foyer/events", { token: null })).status).toBe(401);
    await using page = await listen(app, { token: await app.scoped("contacts:read") });
    await page.next();
    const lead = await app.add.lead({ organization_id: (await app.add.organization()).id });
    await app.data("DELETE", `/v1/leads/${lead.id}`);
    await app.add.person();
    const told = await page.some(2);
    expect(told.map(({ data }) => data.kind)).toEqual(["organization", "person"]);
  });

  test("say so when more was missed than can be told", async () => {
    const app = await startTestApp(engine);
    const { storage } = app;
    const { command } = await import("../storage/command.ts");
    const { record } = await import("./event-log.ts");
    const noise = command(`test.noise.${engine}`, async (tx, actor: TestApp["actor"]) => {
      for (let count = 0; count < 1_001; count += 1)
        await record(tx, actor, { object: "company", objectId: 1, action: "change" });
    });
    await using before = await listen(app);
    const { id } = await before.next();
    const direct = await openStorage({ url: app.databaseUrl, clock: Date.now }); // the writer thread knows no test's command
    await direct.run(noise, app.actor, undefined);
    await direct.close();
    await using page = await listen(app, { query: `?last_event_id=${id}` });
    expect((await page.next()).type).toBe("reset");
    expect(storage.engine).toBe(engine);
  });
});

test("an open page keeps no server from closing", async () => {
  const app = await startTestApp("sqlite");
  const own = createApp({ storage: app.storage, clock: Date.now, logger: pino({ level: "silent" }) });
  const address = await own.http.listen({ host: "127.0.0.1", port: 0 });
  const options = { headers: { "x-api-token": app.token }, agent: false } as const;
  const response = await new Promise<IncomingMessage>((resolve) => {
    get(`${address}/foyer/events`, options, resolve);
  });
  const begin = performance.now();
  const [all] = await Promise.all([text(response), own.http.close()]);
  expect(all).toContain("event: ready");
  expect(performance.now() - begin).toBeLessThan(30_000); // an answer nobody reads is kept for a minute
});
