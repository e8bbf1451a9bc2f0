import { expect, test } from "vitest";
import { startFaultProxy } from "../test/fault-proxy.ts";
import { startFoyer } from "../test/foyer.ts";
import { type LiveMessage, UnauthorizedError } from "./index.ts";

test("events are followed as they happen, and over a cut without missing or repeating one", async () => {
  const foyer = await startFoyer();
  await using proxy = await startFaultProxy(foyer.baseUrl);
  const client = foyer.client();
  const ending = new AbortController();
  const through = foyer.client({ baseUrl: proxy.baseUrl });
  const first = client.events.follow({ signal: ending.signal });
  const begin = (await first.next()).value as LiveMessage;
  expect(begin).toMatchObject({ type: "ready" });
  const person = await client.persons.add({ name: "Ann Example" });
  const heard = (await first.next()).value as LiveMessage;
  expect(heard).toMatchObject({
    type: "event",
    event: { kind: "person", action: "create", entity_id: String(person.id), user_id: foyer.actor.user_id },
  });
  const missed = await client.persons.add({ name: "Bob Example" });

  proxy.next("refuse", { status: 503 });
  const resumed = through.events.follow({ signal: ending.signal, after: Number(heard.id), retryMs: 1 });
  const told: string[] = [];
  for await (const message of resumed) {
    told.push(message.type);
    if (message.type !== "event") continue;
    expect(message.event.entity_id).toBe(String(missed.id));
    break;
  }
  expect(told).toEqual(["cut", "cut", "ready", "event"]);
  expect((await first.next()).value).toMatchObject({ event: { entity_id: String(missed.id) } });
  ending.abort();
  expect((await first.next()).done).toBe(true);
});

test("who may not ask is told so, and is not tried again", async () => {
  const foyer = await startFoyer();
  const stream = foyer
    .client({ token: "wrong" })
    .events.follow({ signal: new AbortController().signal, retryMs: 1 });
  await expect(stream.next()).rejects.toBeInstanceOf(UnauthorizedError);
});
