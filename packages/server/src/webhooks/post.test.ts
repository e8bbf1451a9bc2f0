import type { lookup } from "node:dns";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { answers, startReceiver } from "../../test/receiver.ts";
import { isPublicAddress } from "../lib/public-address.ts";
import { createPost, onlyPublic, publicLookup } from "./post.ts";
import { requireReceiver } from "./receiver-rules.ts";
import { signatureOf } from "./signature.ts";

const request = { headers: {}, body: "{}", signal: new AbortController().signal };

const notPublic = `127.0.0.1 127.9.9.9 0.0.0.0 10.0.0.1 100.64.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1
  192.0.0.8 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 ::1 :: ::127.0.0.1
  fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 fec0::1 ff02::1 2001:db8::1 2001::1 2002:7f00:1:: 2002:808:808:: 3fff::1
  ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:a00:1 64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::8.8.8.8 100::1 nonsense`;
const isPublic = `8.8.8.8 1.1.1.1 172.15.0.1 172.32.0.1 100.128.0.1 192.1.0.1 223.255.255.255 2606:4700::1111
  2a00:1450:4001::8 ::ffff:8.8.8.8 64:ff9b::808:808`;
const words = (text: string) => text.trim().split(/\s+/);

describe("where webhooks may go", () => {
  test.each(words(notPublic))("%s is not public", (address) => expect(isPublicAddress(address)).toBe(false));
  test.each(words(isPublic))("%s is public", (address) => expect(isPublicAddress(address)).toBe(true));

  test.each(
    words(`http://127.0.0.1 http://127.1 http://2130706433 http://0x7f.0.0.1 http://017700000001 http://[::1]
      http://[::ffff:127.0.0.1] http://[::ffff:7f00:1] http://169.254.169.254/latest http://[fe80::1] http://localhost
      http://localhost. https://LOCALHOST`),
  )("%s is refused, in every spelling, and nothing connects", async (url) => {
    await using receiver = await startReceiver();
    const withPort = new URL(url);
    withPort.port = String(receiver.port);
    const { post, close } = createPost({ allowPrivate: false });
    await expect(post(withPort.href, request)).rejects.toThrow(/not a public address|ENOTFOUND/);
    await expect(requireReceiver(withPort.href, { allowPrivate: false, host: "x" })).rejects.toThrow(
      /invalid or non-reachable/,
    );
    close();
    expect(receiver.received).toEqual([]);
  });

  test("a name is resolved when it is connected to, and to what was found harmless: no second look-up", async () => {
    await expect(promisify(publicLookup)("localhost", { all: true })).rejects.toThrow(/not a public address/);
  });

  test("DNS rebinding: a name that was public when the webhook was made is refused once it is private", async () => {
    await using receiver = await startReceiver();
    const said = ["93.184.215.14", "127.0.0.1"];
    const resolve = ((_host: string, _options: object, done: (error: null, found: object[]) => void) =>
      done(null, [{ address: said.shift() ?? "127.0.0.1", family: 4 }])) as typeof lookup;
    const rebound = { allowPrivate: false, lookup: onlyPublic(resolve) };
    const url = `http://rebinding.example:${receiver.port}/hook`;
    await requireReceiver(url, { ...rebound, host: "x" });
    const { post, close } = createPost(rebound);
    await expect(post(url, request)).rejects.toThrow("rebinding.example is 127.0.0.1");
    close();
    expect([receiver.received, said]).toEqual([[], []]);
  });

  test("a server that listens for others refuses private receivers when a webhook is made", async () => {
    const app = await startTestApp("sqlite");
    const { createApp } = await import("../app.ts");
    const { pino } = await import("pino");
    const strict = createApp({ storage: app.storage, clock: Date.now, logger: pino({ level: "silent" }) });
    const answer = await strict.http.inject({
      method: "POST",
      url: "/v1/webhooks",
      headers: { "x-api-token": app.token },
      payload: { subscription_url: "http://10.0.0.1/", event_action: "*", event_object: "*", name: "x" },
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ errors: { subscription_url: ["invalid or non-reachable URL"] } });
  });
});

describe("posting", () => {
  test("goes over a kept connection, and on a new one when that was closed meanwhile", async () => {
    await using receiver = await startReceiver();
    const { post, close } = createPost({ allowPrivate: true });
    expect(await post(receiver.url, request)).toBe(200);
    receiver.answer((response) => {
      receiver.answer(answers.ok);
      response.socket?.destroy(); // as a server does whose keep-alive has run out
    });
    expect(await post(receiver.url, request)).toBe(200);
    expect(receiver.received).toHaveLength(3);
    close();
  });

  test("follows no redirect", async () => {
    await using other = await startReceiver();
    await using receiver = await startReceiver(answers.status(307, { location: other.url }));
    const { post, close } = createPost({ allowPrivate: true });
    expect(await post(receiver.url, request)).toBe(307);
    expect(other.received).toEqual([]);
    close();
  });

  test("waits for an answer only so long", async () => {
    await using receiver = await startReceiver(answers.never);
    const { post, close } = createPost({ allowPrivate: true, answerMs: 100 });
    await expect(post(receiver.url, request)).rejects.toMatchObject({ name: "AbortError" });
    close();
  });

  test("reads no endless answer", async () => {
    await using receiver = await startReceiver((response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    });
    const { post, close } = createPost({ allowPrivate: true });
    expect(await post(receiver.url, request)).toBe(200);
    close();
  });
});

test("signatures are those of the Standard Webhooks libraries", () => {
  const message = {
    id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
  };
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  expect(signatureOf(message, [secret])).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  expect(signatureOf(message, [secret, secret]).split(" ")).toHaveLength(2);
});
