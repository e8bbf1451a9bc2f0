import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { startAnotherProcess } from "../../test/another-process.ts";
import { useOwnDatabase } from "../../test/app.ts";
import { useEarlyScene } from "../../test/early-scene.ts";
import { holdConnection } from "../../test/held-connection.ts";

useOwnDatabase();

const scene = useEarlyScene();

/** But for what is new with every lead. */
const alike = (answer: string): string =>
  answer
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "id")
    .replaceAll(/"20[^"]*Z"/g, "time")
    .replaceAll(/lead[0-9a-z]{20,}/g, "lead");

test("who adds leads is answered before Node reads it, to the letter as before, refusals too", async () => {
  const { app, hold, readByNode, add } = scene();
  const [{ socket, ask }, fresh] = [await hold(), await hold()];
  const person = (await app.data("POST", "/v1/persons", { name: "Ann" })).id;
  const plain = { title: "Grüße, 東京 <&>", person_id: person, visible_to: "1" };
  for (let again = 0; again < 2; again++) await ask(add(plain)); // it has to be known
  const rows: [what: string, request: string, status: number][] = [
    ["a lead", add(plain), 201],
    ["by the other path", add(plain, "/api/v1/leads"), 201],
    [
      "as seen by default",
      add({ title: "Usual", person_id: person, value: { amount: 1.5, currency: "EUR" } }),
      201,
    ],
    ["a person who is not there", add({ title: "No", person_id: 987_654 }), 400],
    [
      "a label that is not there",
      add({ ...plain, label_ids: ["00000000-0000-1000-8000-000000000000"] }),
      400,
    ],
  ];
  for (const [what, request, status] of rows) {
    const [early, late] = [await readByNode(() => ask(request)), await fresh.ask(request)];
    expect(early.read, what).toBe(0);
    expect(alike(early.answer), what).toBe(alike(late));
    expect(late, what).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    fresh.socket.destroy();
    Object.assign(fresh, await hold());
  }
  const titles = (await app.data("GET", "/v1/leads?limit=500&sort=add_time%20DESC")).map(
    ({ title }: { title: string }) => title,
  );
  expect(titles.slice(0, 6).toSorted()).toEqual([...Array(4).fill(plain.title), "Usual", "Usual"].toSorted());
  for (const one of [socket, fresh.socket]) one.destroy();
});

test("where visitors come by TLS, what they are told of it stands in the same place in every answer", async () => {
  const { app, add, lead } = scene();
  await using secure = await startAnotherProcess(app, { configuredUrl: "https://foyer.example" });
  await secure.http.listen({ host: "127.0.0.1", port: 0 });
  const { port } = secure.http.server.address() as AddressInfo;
  const known = await holdConnection(port);
  await known.ask(lead);
  const requests = [lead, add({ title: "No", person_id: 987_654 }), lead.replace(/leads\/.{36}/, "leads/1")];
  for (const request of requests) {
    const [early, again] = [await known.ask(request), await known.ask(request)];
    const fresh = await holdConnection(port);
    const late = await fresh.ask(request.replace(/ HTTP/, "? HTTP"));
    expect(late).toMatch(/^HTTP\/1.1 \d+ .*\r\nstrict-transport-security: /);
    expect([alike(early), alike(again)]).toEqual([alike(late), alike(late)]);
    fresh.socket.destroy();
  }
  known.socket.destroy();
});

test("a write that is not plain is Node's, and leaves what it always left", async () => {
  const { app, hold, readByNode, add } = scene();
  const plain = { title: "Plain", person_id: (await app.data("POST", "/v1/persons", { name: "Ann" })).id };
  const once = `Idempotency-Key: ${"k".repeat(20)}`;
  const rows: [what: string, request: string, status: number][] = [
    ["no title", add({ person_id: plain.person_id }), 400],
    ["no JSON", add("{"), 400],
    ["no object", add("[]"), 400],
    ["too deep", add(`{"title":${"[".repeat(80)}${"]".repeat(80)}}`), 400],
    ["with a query", add(plain, "/v1/leads?a=1"), 201],
    ["to be done once", add(plain, "/v1/leads", once), 201],
    ["to be done once, again", add(plain, "/v1/leads", once), 201],
    ["from another site", add(plain, "/v1/leads", "Origin: https://elsewhere.example"), 201],
    ["as another type", add(plain).replace("application/json", "text/plain"), 415],
    ["to a lead", add(plain, `/v1/leads/${"0".repeat(8)}-0000-1000-8000-${"0".repeat(12)}`), 405],
  ];
  for (const [what, request, status] of rows) {
    const { socket, ask } = await hold();
    for (let again = 0; again < 2; again++) await ask(add(plain));
    const { answer, read } = await readByNode(() => ask(request));
    expect(answer, what).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(read, what).toBe(1);
    if (!/^connection: close/im.test(answer))
      expect((await readByNode(() => ask(add(plain)))).answer, `after ${what}`).toMatch(/^HTTP\/1.1 201 /);
    socket.destroy();
  }
});

test("what comes while a write is carried out waits for it, and a client that leaves harms nobody", async () => {
  const { app, hold, lead, get, add } = scene();
  const { socket, ask, send, said } = await hold();
  const plain = { title: "In turn", person_id: (await app.data("POST", "/v1/persons", { name: "Ann" })).id };
  for (let again = 0; again < 2; again++) await ask(add(plain));
  for (const piece of [add(plain), lead, add(plain), get("/v1/leads/1"), lead]) {
    send(piece);
    await wait(1);
  }
  const statuses = (await said(5)).match(/HTTP\/1\.1 \d+/g)?.map((line) => line.slice(-3));
  expect(statuses).toEqual(["201", "200", "201", "400", "200"]);

  const count = async () => (await app.data("GET", "/v1/leads?limit=500")).length;
  const before = await count();
  const leaving = await hold();
  for (let again = 0; again < 2; again++) await leaving.ask(add(plain));
  leaving.send(add(plain) + lead); // Node's: two at once
  leaving.send(add(plain));
  await once(leaving.socket, "data");
  leaving.socket.resetAndDestroy();
  await expect.poll(count).toBeGreaterThanOrEqual(before + 3);
  expect(await ask(lead)).toMatch(/^HTTP\/1.1 200 /);
  socket.destroy();
});
