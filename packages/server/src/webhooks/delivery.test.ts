import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { useOwnDatabase } from "../../test/app.ts";
import { answers, type Received, startReceiver } from "../../test/receiver.ts";
import { engines } from "../../test/storage.ts";
import { DAY, MINUTE, SECOND, startWebhookScene, type WebhookScene } from "../../test/webhook-scene.ts";
import { createPost } from "./post.ts";

useOwnDatabase();

const addLeads = async ({ app }: WebhookScene, count: number) => {
  const person_id = (await app.add.person()).id;
  for (let index = 0; index < count; index += 1) await app.add.lead({ title: `Lead ${index}`, person_id });
};

/** Begun before everything else here, so that nobody waits for it. */
const unanswered = leaveUnanswered();

async function leaveUnanswered() {
  await using silent = await startReceiver(answers.never);
  const { post, close } = createPost({ allowPrivate: true });
  const request = { headers: {}, body: "{}", signal: new AbortController().signal };
  const begun = performance.now();
  const outcome = await post(silent.url, request).catch(({ name }: Error) => name);
  close();
  return { outcome, asked: silent.received.length, seconds: (performance.now() - begun) / 1_000 };
}

describe.each(engines)("webhook deliveries on %s", (engine) => {
  test("are posted as JSON, signed, with the credentials given", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    const credentials = { http_auth_user: "ann", http_auth_password: "pässword" };
    const { id } = await scene.subscribe(credentials);
    const { secret } = await app.data("POST", `/foyer/webhooks/${id}/secret`);
    await app.add.lead();
    await scene.deliver();
    const { headers, text } = receiver.received[0] as Received; // it was delivered
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "Pipedrive-Webhook",
      authorization: `Basic ${Buffer.from("ann:pässword").toString("base64")}`,
    });
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${text}`;
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    const signature = `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
    const [first, old] = String(headers["webhook-signature"]).split(" ");
    expect(first).toBe(signature);
    expect(old).toMatch(/^v1,/);
    await scene.pass(DAY);
    await app.add.lead();
    await scene.deliver();
    expect(String(receiver.received[1]?.headers["webhook-signature"]).split(" ")).toHaveLength(1);
  });

  test("hold what the webhook watches, from when it was made", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    await app.add.lead();
    await scene.subscribe({ event_action: "change", event_object: "lead" });
    await scene.subscribe({ event_action: "create", event_object: "*" });
    await scene.subscribe({ event_action: "*", event_object: "pipeline" });
    const lead = await app.add.lead();
    await app.data("PATCH", `/v1/leads/${lead.id}`, { title: "Changed" });
    await app.data("PATCH", `/v1/leads/${lead.id}`, { title: "Changed" });
    await scene.deliver();
    expect(receiver.told().toSorted()).toEqual(["change lead", "create lead", "create person"]);
  });

  test("are tried again after 3, 30 and 150 seconds, then given up", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    const { id } = await scene.subscribe();
    await scene.deliver();
    receiver.answer(answers.status(500));
    await app.add.lead();
    await scene.deliver();
    const counts = [receiver.received.length];
    for (const wait of [2_000, 1_100, 29_000, 1_100, 149_000, 1_100, DAY]) {
      await scene.pass(wait);
      counts.push(receiver.received.length);
    }
    expect(counts).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
    expect(receiver.received.map(({ body }) => body.meta.attempt)).toEqual([1, 2, 3, 4]);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    const [delivery] = await scene.deliveries(id);
    expect(delivery).toMatchObject({ state: "failed", attempts: 4, http_status: 500, error: "answered 500" });
    expect(delivery.next_attempt_time).toBeNull();
  });

  const failures = {
    "answers 410": answers.status(410),
    redirects: answers.status(301, { location: "http://127.0.0.1:1/elsewhere" }),
    "closes the connection": answers.close,
  };
  test.each(Object.entries(failures))(
    "to one who %s have failed, and are tried again",
    async (_what, answer) => {
      await using scene = await startWebhookScene(engine);
      const { id } = await scene.subscribe();
      scene.receiver.answer(answer);
      await scene.app.add.lead();
      await scene.deliver();
      expect(await scene.deliveries(id)).toMatchObject([{ state: "pending", attempts: 1 }]);
      scene.receiver.answer(answers.ok);
      await scene.pass(3 * SECOND);
      expect(await scene.deliveries(id)).toMatchObject([
        { state: "delivered", attempts: 2, http_status: 200 },
      ]);
      expect((await scene.app.data("GET", "/v1/webhooks"))[0].last_http_status).toBe(200);
    },
  );

  test("to one who is away wait until they are back", async () => {
    await using scene = await startWebhookScene(engine);
    const other = await startReceiver();
    const { id } = await scene.subscribe({ subscription_url: other.url });
    await other.close();
    await scene.app.add.lead();
    await scene.deliver();
    const [{ state, error }] = await scene.deliveries(id);
    expect([state, error]).toEqual(["pending", expect.stringMatching(/ECONNREFUSED/)]);
    await using back = await startReceiver(answers.ok, other.port);
    await scene.pass(3 * SECOND);
    expect(back.received).toHaveLength(1);
  });

  test("of one lead keep their order while it fails; other leads go on", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    await scene.subscribe();
    const [slow, quick] = [await app.add.lead({ title: "slow" }), await app.add.lead({ title: "quick" })];
    await scene.deliver();
    receiver.received.length = 0;
    receiver.answer(
      (response, { body }) => void response.writeHead(body.meta.entity_id === slow.id ? 500 : 200).end(),
    );
    for (const title of ["a", "b", "c"]) {
      for (const { id } of [slow, quick]) await app.data("PATCH", `/v1/leads/${id}`, { title });
    }
    await scene.deliver();
    const told = () => receiver.received.map(({ body }) => [body.meta.entity_id, body.data.title]);
    const of = (id: string) => told().flatMap(([lead, title]) => (lead === id ? [title] : []));
    expect(of(quick.id)).toEqual(["a", "b", "c"]);
    expect(of(slow.id)).toEqual(["a"]);
    receiver.answer(answers.ok);
    await scene.pass(3 * SECOND);
    expect(of(slow.id)).toEqual(["a", "a", "b", "c"]);
  });

  test("to one who never answers hold up nobody else", async () => {
    await using scene = await startWebhookScene(engine);
    const silent = await startReceiver(answers.never);
    await scene.subscribe({ subscription_url: silent.url });
    await scene.subscribe();
    await addLeads(scene, 30);
    const beforeGivenUp = { timeout: 9_000 };
    await expect.poll(() => scene.receiver.received.length, beforeGivenUp).toBe(30);
    expect(silent.received.length).toBeLessThanOrEqual(8);
    await silent.close();
  });

  test("stop for 30 minutes after ten first attempts failed, and lose nothing by it", async () => {
    await using scene = await startWebhookScene(engine);
    const { receiver } = scene;
    const { id } = await scene.subscribe();
    receiver.answer(answers.status(500));
    await addLeads(scene, 40);
    await scene.deliver();
    const tried = receiver.received.length;
    expect(tried).toBeGreaterThanOrEqual(10);
    expect(tried).toBeLessThan(20);
    expect((await scene.health(id)).banned_until).not.toBeNull();
    receiver.answer(answers.ok);
    await scene.pass(29 * MINUTE);
    expect(receiver.received.length).toBe(tried);
    await scene.pass(2 * MINUTE);
    expect(receiver.received.length).toBe(tried + 40);
    expect(await scene.health(id)).toMatchObject({ banned_until: null, failing_since: null });
  });

  test("go on at once after a ban when somebody has one sent again", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    const { id } = await scene.subscribe();
    receiver.answer(answers.status(500));
    await addLeads(scene, 12);
    await scene.deliver();
    const tried = receiver.received.length;
    receiver.answer(answers.ok);
    await scene.pass(5 * MINUTE);
    expect(receiver.received.length).toBe(tried);
    const [{ id: delivery }] = await app.data("GET", `/foyer/webhooks/${id}/deliveries`);
    await app.data("POST", `/foyer/webhooks/${id}/deliveries/${delivery}/replay`);
    expect((await scene.health(id)).banned_until).toBeNull();
    await scene.deliver();
    expect(receiver.received.length).toBe(tried + 12);
  });

  test("end for good, with the webhook, after three days without a success", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    const { id } = await scene.subscribe();
    receiver.answer(answers.status(500));
    await app.add.lead();
    await scene.deliver();
    await scene.pass(3 * DAY - MINUTE);
    expect(await app.data("GET", "/v1/webhooks")).toHaveLength(1);
    await scene.pass(2 * MINUTE);
    expect(await app.data("GET", "/v1/webhooks")).toEqual([]);
    expect(await scene.health(id)).toMatchObject({
      is_active: 0,
      remove_reason: expect.stringMatching(/three days/),
    });
  });

  test("are sent again one by one or for a span of time, as they were", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    const { id } = await scene.subscribe();
    const begin = new Date(Date.now() - SECOND).toISOString();
    const lead = await app.add.lead({ title: "First" });
    await app.data("PATCH", `/v1/leads/${lead.id}`, { title: "Second" });
    await scene.deliver();
    const sent = receiver.received.map(({ text }) => text);
    expect(sent).toHaveLength(2);

    const [, created] = await scene.deliveries(id);
    await app.data("POST", `/foyer/webhooks/${id}/deliveries/${created.id}/replay`);
    await scene.deliver();
    expect(receiver.received[2]?.text).toBe(sent[0]);
    expect((await app.data("GET", `/foyer/webhooks/${id}/deliveries/${created.id}`)).payload).toEqual(
      JSON.parse(sent[0] ?? ""),
    );

    expect(await app.data("POST", `/foyer/webhooks/${id}/replay`, { from: begin })).toEqual({ count: 2 });
    await scene.deliver();
    expect(receiver.received.slice(3).map(({ text }) => text)).toEqual(sent);
    const none = { from: "2000-01-01", until: "2000-01-02" };
    expect(await app.data("POST", `/foyer/webhooks/${id}/replay`, none)).toEqual({ count: 0 });
    expect((await app.request("POST", `/foyer/webhooks/${id}/deliveries/999999/replay`)).status).toBe(404);
  });

  test("are listed by state, the newest first, page by page", async () => {
    await using scene = await startWebhookScene(engine);
    const { app } = scene;
    const { id } = await scene.subscribe();
    await addLeads(scene, 5);
    await scene.deliver();
    const pages = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query: string = cursor && `&cursor=${cursor}`;
      const { body } = await app.request("GET", `/foyer/webhooks/${id}/deliveries?limit=2${query}`);
      pages.push(body.data.map((one: { id: number }) => one.id));
      cursor = body.additional_data.next_cursor;
    }
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(pages.flat()).toEqual(pages.flat().toSorted((a, b) => b - a));
    expect(await scene.deliveries(id, "?state=delivered")).toHaveLength(5);
    expect(await scene.deliveries(id, "?state=failed")).toEqual([]);
    expect((await app.request("GET", `/foyer/webhooks/${id}/deliveries?state=lost`)).status).toBe(400);
  });

  test("older than 30 days are forgotten", async () => {
    await using scene = await startWebhookScene(engine);
    const { id } = await scene.subscribe();
    await addLeads(scene, 3);
    await scene.deliver();
    await scene.pass(29 * DAY);
    expect(await scene.deliveries(id)).toHaveLength(3);
    await scene.pass(2 * DAY);
    expect(await scene.deliveries(id)).toEqual([]);
  });
});

test.each(engines)(
  "of several processes on %s one delivers, and when it ends another goes on",
  async (engine) => {
    await using scene = await startWebhookScene(engine);
    const other = scene.startDeliverer();
    await other.start();
    await scene.subscribe();
    await addLeads(scene, 5);
    await other.lookNow();
    await Promise.all([scene.deliver(), other.settled()]);
    expect(scene.receiver.received).toHaveLength(5);
    await scene.deliverer.stop();
    await addLeads(scene, 5);
    await scene.pass(5 * SECOND);
    await other.lookNow();
    await other.settled();
    expect(scene.receiver.received).toHaveLength(10);
    await other.stop();
  },
);

test("who has not answered after ten seconds is waited for no longer", async () => {
  const { outcome, asked, seconds } = await unanswered;
  expect([outcome, asked]).toEqual(["AbortError", 1]);
  expect(seconds).toBeGreaterThan(9.9);
  expect(seconds).toBeLessThan(30);
});
