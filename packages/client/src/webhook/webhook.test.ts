import { describe, expect, test } from "vitest";
import { readWebhook, type TestEvent, testWebhook, WebhookError } from "../index.ts";

const secret = `whsec_${btoa("a secret of 24 bytes....")}`;
const url = "https://receiver.test/hook";
const created = {
  entity: "lead",
  action: "create",
  data: { id: "4badc1b0-a5dd-11f1-91c1-d76c55e1594b", title: "Blue door" },
  previous: null,
} as unknown as TestEvent;
const basic = { user: "foyer", password: "päss:word" };

describe("reading a webhook", () => {
  test("a signed delivery is what it says", async () => {
    const event = await readWebhook(await testWebhook(created, { url, secret }), { secret });
    expect(event).toMatchObject({
      entity: "lead",
      action: "create",
      data: { title: "Blue door" },
      previous: null,
    });
    expect(event.meta).toMatchObject({
      entity_id: "4badc1b0-a5dd-11f1-91c1-d76c55e1594b",
      version: "2.0",
      attempt: 1,
    });
  });

  test("the specification's own example is verified", async () => {
    const body = '{"test": 2432232314}';
    const headers = {
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    };
    const proof = { secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", toleranceMs: Number.POSITIVE_INFINITY };
    await expect(readWebhook({ headers, body }, proof)).rejects.toThrow("no webhook of version 2.0"); // so it is signed
    await expect(readWebhook({ headers, body: `${body} ` }, proof)).rejects.toThrow("not signed");
  });

  test("Basic credentials suffice where nothing is signed, and are needed where they are asked for", async () => {
    const request = await testWebhook(created, { url, basic });
    expect(await readWebhook(request, { basic })).toHaveProperty("entity", "lead");
    const wrong = await testWebhook(created, { url, secret, basic: { ...basic, password: "other" } });
    await expect(readWebhook(wrong, { secret, basic })).rejects.toThrow("Basic credentials");
  });

  test("headers of Node and bodies read elsewhere do", async () => {
    const request = await testWebhook(created, { url, secret });
    const delivery = { headers: Object.fromEntries(request.headers), body: await request.text() };
    expect(await readWebhook(delivery, { secret })).toHaveProperty("action", "create");
  });

  test("after a new secret both signatures are there, and either is good", async () => {
    const old = `whsec_${btoa("an older one of 24 bytes")}`;
    const [first, second] = [
      await testWebhook(created, { url, secret }),
      await testWebhook(created, { url, secret: old }),
    ];
    const body = await first.text();
    const headers = Object.fromEntries(first.headers);
    headers["webhook-signature"] =
      `v2,xyz ${second.headers.get("webhook-signature")} ${headers["webhook-signature"]}`;
    expect(await readWebhook({ headers, body }, { secret })).toHaveProperty("entity", "lead");
  });

  test.each([
    [
      "another secret",
      async () => testWebhook(created, { url, secret: `whsec_${btoa("something else entirely.")}` }),
    ],
    ["no signature", async () => testWebhook(created, { url })],
    ["an older copy", async () => testWebhook(created, { url, secret, signedAt: Date.now() - 301_000 })],
    ["a time to come", async () => testWebhook(created, { url, secret, signedAt: Date.now() + 301_000 })],
    [
      "a changed body",
      async () => {
        const request = await testWebhook(created, { url, secret });
        return { headers: request.headers, body: (await request.text()).replace("Blue", "Red") };
      },
    ],
    [
      "a signature that is no base64",
      async () => ({ headers: { "webhook-signature": "v1,%%%" }, body: "{}" }),
    ],
  ])("%s is refused", async (_what, delivery) => {
    await expect(readWebhook(await delivery(), { secret })).rejects.toThrow(WebhookError);
  });

  test("nothing to check against is a mistake, not a pass", async () => {
    await expect(readWebhook(await testWebhook(created, { url, secret }), {})).rejects.toThrow(
      "Give a secret",
    );
  });
});
