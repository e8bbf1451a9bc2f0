import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { useOwnDatabase } from "../../test/app.ts";
import { type EarlyScene, useEarlyScene } from "../../test/early-scene.ts";
import { createRandom, type Random } from "../lib/random.ts";

useOwnDatabase();

const scene = useEarlyScene();

test("a body is a body, though it reads like a request, and so is a head", async () => {
  const { holdKnown, readByNode, lead, post } = scene();
  const { socket, ask, send, said } = await holdKnown();
  send(post(lead).slice(0, -lead.length));
  await wait(20);
  expect(await ask(lead)).toMatch(/^HTTP\/1.1 400 /);
  await ask(lead);
  // The end of a head, a body by that head, and a beginning: of the length it would have if the body's empty line were the head's.
  const begun = "GET /v1/nothing HTTP/1.1\r\nX-Begun: ";
  const body = `${"x".repeat(begun.length - 4)}\r\n\r\n${"x".repeat(20)}`;
  send(`GET /v1/leads/1 HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n`);
  await wait(20);
  send(`\r\n${body}${begun}`);
  await said(1);
  expect(await ask(lead)).toMatch(/^HTTP\/1.1 404 /);
  for (const before of ["", lead]) {
    await ask(lead);
    send(`${before}GET /v1/nothing HTTP/1.1\r\nX-Begun: `);
    if (before) await said(1);
    await wait(20);
    expect(await ask(lead)).toMatch(/^HTTP\/1.1 404 /);
  }
  await ask(lead);
  expect((await readByNode(() => ask(lead))).read).toBe(0);
  socket.destroy();
});

test("nobody is answered before what he asked first", async () => {
  const { holdKnown, byNode, lead, get } = scene();
  const { socket, ask, send } = await holdKnown();
  await ask(lead);
  send(get("/foyer/events")); // it goes on and on
  await once(socket, "data");
  const before = byNode();
  send(lead);
  await expect.poll(() => byNode() - before).toBe(1);
  socket.destroy();
});

/** What a client may send in one go. */
const GOES: ((scene: EarlyScene) => string)[] = [
  ({ lead }) => lead,
  ({ page }) => page,
  ({ get }) => get("/v1/leads/1"),
  ({ lead }) => lead.replace("GET", "HEAD"),
  ({ lead }) => `\r\n${lead}`,
  ({ lead, post }) => post(lead),
  ({ add }) => add({ title: "Cut", person_id: 987_654 }),
];

test("however requests are cut and run together, the answers are those to one piece", async () => {
  const { hold, holdKnown, readByNode, lead } = scene();
  const random = createRandom(11);
  let early = 0;
  for (let round = 0; round < 60; round++) {
    const requests = [
      ...Array.from({ length: 5 }, () => GOES[random.below(GOES.length)]?.(scene()) ?? lead),
      lead,
    ];
    const [whole, cut] = [await hold(), await holdKnown()];
    whole.send(requests.join(""));
    const expected = await whole.said(requests.length);
    const { answer, read } = await readByNode(async () => {
      for (const piece of pieces(requests, random)) {
        cut.send(piece);
        await wait(2);
      }
      return cut.said(requests.length);
    });
    expect(answer, `round ${round}`).toBe(expected);
    early += requests.length - read;
    for (const { socket } of [whole, cut]) socket.destroy();
  }
  expect(early).toBeGreaterThan(5);
});

/** The requests, some whole, some cut somewhere, some run together with what follows. */
function* pieces(requests: string[], random: Random): Iterable<string> {
  let rest = "";
  for (const request of requests) {
    rest += request;
    if (random.chance(0.3)) continue;
    if (random.chance(0.5)) {
      const at = 1 + random.below(rest.length - 1);
      yield rest.slice(0, at);
      rest = rest.slice(at);
    }
    if (random.chance(0.8)) {
      yield rest;
      rest = "";
    }
  }
  if (rest !== "") yield rest;
}
