import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { command } from "../storage/command.ts";
import { openStorage } from "../storage/open.ts";
import { prepare } from "../storage/prepared.ts";

useOwnDatabase();

const key = (value: string) => ({ "idempotency-key": value });
const HOUR_MS = 3_600_000;

async function titles(app: TestApp): Promise<string[]> {
  const leads: { title: string }[] = await app.data("GET", "/v1/leads");
  return leads.map(({ title }) => title);
}

describe.each(engines)("idempotency keys on %s", (engine) => {
  test("the same request is carried out once and answered alike, though the lead has changed since", async () => {
    const app = await startTestApp(engine);
    const { id: person_id } = await app.add.person();
    const send = { body: { title: "Once", person_id }, headers: key("k-1") };
    const first = await app.request("POST", "/v1/leads", send);
    expect(first.status).toBe(201);
    await app.data("PATCH", `/v1/leads/${first.body.data.id}`, { title: "Changed" });
    const second = await app.request("POST", "/api/v1/leads", send);
    expect([second.status, second.text]).toEqual([201, first.text]);
    expect(second.headers["idempotent-replayed"]).toBe("true");
    expect(await titles(app)).toEqual(["Changed"]);
  });

  test("twenty requests at once make one lead and get one answer", async () => {
    const app = await startTestApp(engine);
    const { id: person_id } = await app.add.person();
    const send = { body: { title: "Once", person_id }, headers: key("k-1") };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => app.request("POST", "/v1/leads", send)),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await titles(app)).toEqual(["Once"]);
  });

  test.each([
    [
      "leads",
      "/v1/leads",
      { title: "One", person_id: 1 },
      { error: expect.any(String), error_info: expect.any(String) },
    ],
    ["v2", "/api/v2/persons", { name: "One" }, { code: "ERR_IDEMPOTENCY_KEY_REUSED" }],
    ["v1", "/v1/notes", { content: "One", person_id: 1 }, { error_info: expect.any(String) }],
  ])("another payload is refused in the words of %s", async (_family, path, body, said) => {
    const app = await startTestApp(engine);
    await app.add.person();
    expect((await app.request("POST", path, { body, headers: key("k-1") })).status).toBeLessThan(300);
    const again = await app.request("POST", path, {
      body: { ...body, visible_to: undefined, extra: 1 },
      headers: key("k-1"),
    });
    expect(again.status).toBe(422);
    expect(again.body).toMatchObject({ success: false, ...said });
    const elsewhere = await app.request("POST", "/v1/leadLabels", {
      body: { name: "A", color: "red" },
      headers: key("k-1"),
    });
    expect(elsewhere.status).toBe(422);
  });

  test("a change and a deletion are answered again too, though what they were about is gone", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    const path = `/v1/leads/${lead.id}`;
    const changed = await app.request("PATCH", path, { body: { title: "New" }, headers: key("change") });
    const deleted = await app.request("DELETE", path, { headers: key("deletion") });
    expect((await app.request("PATCH", path, { body: { title: "New" }, headers: key("change") })).text).toBe(
      changed.text,
    );
    expect((await app.request("DELETE", path, { headers: key("deletion") })).text).toBe(deleted.text);
    expect((await app.request("DELETE", path)).status).toBe(404);
  });

  test("a refused request leaves its key free, and takes nothing from its neighbours", async () => {
    const app = await startTestApp(engine);
    const bad = { body: { title: "Once", person_id: 999 }, headers: key("k-1") };
    expect((await app.request("POST", "/v1/leads", bad)).status).toBe(400);
    const { id: person_id } = await app.add.person();
    const good = { body: { title: "Once", person_id }, headers: key("k-1") };
    expect((await app.request("POST", "/v1/leads", good)).status).toBe(201);
  });

  test("a key belongs to its user in its company", async () => {
    const [app, other] = [await startTestApp(engine), await startTestApp(engine)];
    const colleague = { name: "Bo", email: `bo@${app.domain}.test`, is_admin: true, password_hash: null };
    const user_id = await app.services.users.add(app.actor, colleague);
    const { secret } = await app.services.tokens.create(app.actor, { user_id, name: "Bo", scopes: null });
    const send = { body: { name: "Ann" }, headers: key("k-1") };
    const answers = [
      await app.request("POST", "/api/v2/persons", send),
      await app.request("POST", "/api/v2/persons", { ...send, token: secret }),
      await other.request("POST", "/api/v2/persons", send),
    ];
    expect(answers.map(({ headers }) => headers["idempotent-replayed"])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(answers.map(({ body }) => body.data.id)).toEqual([1, 2, 1]);
  });

  test("a key needs a scope like any request, and is no way around it", async () => {
    const app = await startTestApp(engine);
    const send = { body: { name: "VIP", color: "red" }, headers: key("k-1") };
    expect((await app.request("POST", "/v1/leadLabels", send)).status).toBe(200);
    const token = await app.scoped("leads:read");
    expect((await app.request("POST", "/v1/leadLabels", { ...send, token })).status).toBe(403);
  });

  test.each(["", " ", "with space", "é", "x".repeat(256)])("the key %j is refused", async (value) => {
    const app = await startTestApp(engine);
    const answer = await app.request("POST", "/v1/leadLabels", {
      body: { name: "A", color: "red" },
      headers: key(value),
    });
    expect([answer.status, answer.body.error]).toEqual([400, "Invalid idempotency key"]);
  });

  test("a read takes no notice of a key", async () => {
    const app = await startTestApp(engine);
    for (const path of ["/v1/leads", "/v1/leadLabels"])
      expect((await app.request("GET", path, { headers: key("k-1") })).status).toBe(200);
  });
});

const countKeys = prepare((q, p: { company: number }) =>
  q
    .selectFrom("idempotency_keys")
    .select(["key", "outcome", "status"])
    .where("company_id", "=", p.company)
    .orderBy("key"),
);
const forgetAnswers = prepare((q, p: { company: number }) =>
  q.updateTable("idempotency_keys").set({ status: 0, body: "" }).where("company_id", "=", p.company),
);
const loseAnswers = command("test.loseAnswers", (tx, { company_id }, _input: null) =>
  tx.all(forgetAnswers, { company: company_id }).then(() => {}),
);

describe.each(engines)("what is kept on %s", (engine) => {
  test("the key is stored with the change: who crashed before the answer was kept still answers it", async () => {
    const app = await startTestApp(engine);
    const { id: person_id } = await app.add.person();
    const send = { body: { title: "Once", person_id }, headers: key("k-1") };
    const first = await app.request("POST", "/v1/leads", send);
    const storage = await openStorage({ url: app.databaseUrl, clock: Date.now });
    await storage.run(loseAnswers, app.actor, null);
    await storage.close();
    const second = await app.request("POST", "/v1/leads", send);
    expect([second.status, second.text]).toEqual([201, first.text]);
    expect(await titles(app)).toEqual(["Once"]);
  });

  test("after 24 hours a key is forgotten, and forgotten keys are removed a few at a time", async () => {
    const app = await startTestApp(engine);
    let now = Date.now() - 25 * HOUR_MS;
    const storage = await openStorage({ url: app.databaseUrl, clock: () => now });
    const { createIdempotencyService } = await import("./idempotency.service.ts");
    const service = createIdempotencyService({ storage, clock: () => now });
    const once = (name: string) => ({ key: name, print: "p", steps: 0 });
    const keys = async () =>
      (await storage.db.all(countKeys, { company: app.actor.company_id })).map((row) => row.key);
    const remember = async (name: string) => {
      await storage.run(noop, { ...app.actor, once: once(name) }, null);
      await service.keep(app.actor, once(name), { status: 200, body: "{}" });
    };
    for (let index = 10; index < 35; index += 1) {
      now += 1; // the oldest are removed first, and no two are of one age
      await remember(`old-${index}`);
    }
    expect(await keys()).toHaveLength(25);
    expect(await service.recall(app.actor, once("old-12"))).toEqual({ status: 200, body: "{}" });
    now = Date.now();
    expect(await service.recall(app.actor, once("old-12"))).toBeUndefined();
    await remember("new");
    expect(await keys()).toHaveLength(16);
    await remember("old-34"); // used anew before it was removed
    expect(await keys()).toEqual(["new", "old-30", "old-31", "old-32", "old-33", "old-34"]);
    await remember("newer");
    expect(await keys()).toEqual(["new", "newer", "old-34"]);
    await storage.close();
  });
});

const noop = command("test.noop", async (_tx, _actor, _input: null) => {});
