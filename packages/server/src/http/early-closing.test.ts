import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { startAnotherProcess } from "../../test/another-process.ts";
import { useOwnDatabase } from "../../test/app.ts";
import { useEarlyScene } from "../../test/early-scene.ts";
import { holdConnection } from "../../test/held-connection.ts";

useOwnDatabase();

const scene = useEarlyScene();

test("an idle connection is let go as late as Node's, counted from the last answer", async () => {
  const { app, holdKnown, lead } = scene();
  const { server } = app.services.http;
  const usual = server.keepAliveTimeout;
  server.keepAliveTimeout = 2_000; // Node adds a second
  onTestFinished(() => {
    server.keepAliveTimeout = usual;
  });
  const { socket, ask } = await holdKnown();
  const left = once(socket, "close").then(() => performance.now());
  let last = 0;
  for (let again = 0; again < 7; again++) {
    await wait(500);
    await ask(lead);
    last = performance.now();
  }
  expect((await left) - last).toBeGreaterThan(1_900);
});

test("what is being written when the server closes is answered", async () => {
  const { app, add } = scene();
  await using foyer = await startAnotherProcess(app);
  await foyer.http.listen({ host: "127.0.0.1", port: 0 });
  const { ask, send, said } = await holdConnection((foyer.http.server.address() as AddressInfo).port);
  const plain = { title: "Last", person_id: (await app.data("POST", "/v1/persons", { name: "Ann" })).id };
  for (let again = 0; again < 2; again++) await ask(add(plain));
  const run = foyer.storage.run.bind(foyer.storage);
  const late = vi.spyOn(foyer.storage, "run").mockImplementation(async (...call) => {
    await wait(200);
    return run(...call);
  });
  send(add(plain));
  await expect.poll(() => late.mock.calls.length, { interval: 1 }).toBe(1);
  await foyer.http.close();
  expect(await said(1)).toMatch(/^HTTP\/1.1 201 /);
});

test("what was answered is sent before the server closes, and nobody is kept", async () => {
  const { app, page } = scene();
  await using foyer = await startAnotherProcess(app);
  await foyer.http.listen({ host: "127.0.0.1", port: 0 });
  const accepted = once(foyer.http.server, "connection").then(([socket]) => socket as Socket);
  const { socket: reader, ask } = await holdConnection((foyer.http.server.address() as AddressInfo).port);
  for (let again = 0; again < 4; again++) await ask(page);
  let bytes = 0;
  reader.on("data", (part: Buffer) => {
    bytes += part.length;
  });
  await ask(page);
  const each = bytes;
  reader.pause();
  const server = await accepted;
  let asked = 0;
  while (server.writableLength === 0 && asked < 500) {
    reader.write(page);
    asked++;
    await wait(2);
  }
  expect(server.writableLength).toBeGreaterThan(0);
  const closed = foyer.http.close();
  await wait(50);
  reader.resume();
  await Promise.all([closed, once(reader, "close")]);
  expect(bytes).toBe(each * (1 + asked));
});
