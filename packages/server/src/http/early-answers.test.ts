import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { startAnotherProcess } from "../../test/another-process.ts";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { createRandom, type Random } from "../lib/random.ts";

useOwnDatabase();

let app: TestApp;
let port: number;
/** Requests that Node has read. */
let byNode = 0;
let lead: string;
let page: string;

beforeAll(async () => {
  app = await startTestApp("sqlite");
  const { server } = app.services.http;
  await app.services.http.listen({ host: "127.0.0.1", port: 0 });
  port = (server.address() as AddressInfo).port;
  server.on("request", () => byNode++);
  const { id } = await app.add.lead({ title: "Grüße, 東京" });
  await Promise.all(Array.from({ length: 120 }, () => app.add.lead()));
  lead = get(`/v1/leads/${id}`);
  page = get("/v1/leads?limit=100");
  const pages = await hold();
  for (let again = 0; again < 3; again++) await pages.ask(page); // asked for again, it lies ready
  pages.socket.destroy();
});

const get = (target: string, ...headers: string[]): string =>
  ["GET", target].join(" ") +
  [" HTTP/1.1", "Host: foyer.test", `X-Api-Token: ${app.token}`, ...headers, "", ""].join("\r\n");

/** But for what the clock changes. */
const steady = (answers: string): string =>
  answers
    .replaceAll(/^date: .*$/gim, "date: now")
    .replaceAll(/^x-correlation-id: .*$/gim, "x-correlation-id: any");

/** A connection whose client sends what it likes. */
async function hold(at = port) {
  const socket = connect({ port: at, host: "127.0.0.1", noDelay: true });
  let answers = "";
  let look = (): void => undefined;
  socket.on("data", (part: Buffer) => {
    answers += part.toString("latin1");
    look();
  });
  socket.on("error", () => undefined); // a test that fails for it says so by what it was not answered
  await once(socket, "connect");
  const send = (bytes: string): void => void socket.write(bytes, "latin1");

  /** So many answers, the last of them to a read: all that is said until it is whole. */
  function said(wanted: number, isWhole = endsWhole): Promise<string> {
    return new Promise((resolve) => {
      look = () => {
        if (count(answers) < wanted || !isWhole(answers)) return;
        look = () => undefined;
        resolve(steady(answers));
        answers = "";
      };
      look();
    });
  }

  const ask = (request: string): Promise<string> => {
    send(request);
    return said(1, request.startsWith("HEAD") ? endsWithHead : endsWhole);
  };
  return { socket, send, said, ask };
}

const count = (answers: string): number => answers.match(/HTTP\/1\.1 \d/g)?.length ?? 0;
const endsWithHead = (answers: string): boolean => answers.endsWith("\r\n\r\n");

/** Whether the last answer has as many bytes as it says. */
function endsWhole(answers: string): boolean {
  const [head = "", body = ""] = answers.slice(answers.lastIndexOf("HTTP/1.1 ")).split("\r\n\r\n");
  return body.length === Number(/content-length: (\d+)/i.exec(head)?.[1]);
}

/** A connection whose next plain request is answered before Node reads it. */
async function holdKnown() {
  const held = await hold();
  await held.ask(lead);
  await held.ask(lead);
  return held;
}

/** How many of a connection's requests Node reads while `run` goes on. */
async function readByNode(run: () => Promise<unknown>): Promise<number> {
  const before = byNode;
  await run();
  return byNode - before;
}

test("who goes on asking is answered before Node reads it, to the letter as before", async () => {
  const { socket, ask } = await hold();
  for (const request of [lead, page]) {
    const first = await ask(request);
    await ask(request);
    expect(first).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(await readByNode(async () => expect(await ask(request)).toBe(first))).toBe(0);
  }
  socket.destroy();
});

test("whatever is not plainly a whole read is Node's, and what comes after it is read by the way again", async () => {
  const { socket, ask } = await holdKnown();
  const rows: [what: string, request: string, status: number][] = [
    ["a body", post("{}"), 400],
    [
      "a body in chunks",
      post("2\r\n{}\r\n0\r\n\r\n").replace(/Content-Length: \d+/, "Transfer-Encoding: chunked"),
      400,
    ],
    ["a read with a body", get("/v1/leads", "Content-Length: 2").concat("{}"), 200],
    ["a read with a body in chunks", get("/v1/leads", "Transfer-Encoding: chunked").concat("0\r\n\r\n"), 200],
    ["another method", lead.replace("GET", "HEAD"), 200],
    ["no host", lead.replace(/^Host: .*\r\n/m, ""), 400],
    ["no token", lead.replace(/^X-Api-Token: .*\r\n/m, ""), 401],
    ["a token nobody has", lead.replace(app.token, "wrong"), 401],
    ["two tokens", lead.replace("\r\n\r\n", `\r\nX-API-TOKEN: ${app.token}\r\n\r\n`), 401],
    ["another site's page", lead.replace("\r\n\r\n", "\r\nOrigin: https://elsewhere.example\r\n\r\n"), 200],
    ["an expectation", lead.replace("\r\n\r\n", "\r\nExpect: miracles\r\n\r\n"), 200],
    ["another path", get("/v1/leadLabels"), 200],
    ["a lead that is not there", get("/v1/leads/00000000-0000-1000-8000-000000000000"), 404],
    ["a slash at the end", get("/v1/leads/?limit=1"), 200],
    ["a head longer than a plain one's", get("/v1/leads", `X-Long: ${"x".repeat(9_000)}`), 200],
  ];
  for (const [what, request, status] of rows) {
    const read = await readByNode(async () => {
      expect(await ask(request), what).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    });
    expect(read, what).toBe(1);
    await ask(lead);
    expect(await readByNode(() => ask(lead)), `after ${what}`).toBe(0);
  }
  socket.destroy();
});

test.each([
  ["the version before", (request: string) => request.replace("HTTP/1.1", "HTTP/1.0")],
  ["a client that leaves", (request: string) => request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")],
  ["lines ended by half", (request: string) => request.replace("\r\nX-Api", "\nX-Api")],
  ["a field that is none", (request: string) => request.replace("\r\nX-Api", "\r\nno field\r\nX-Api")],
  ["a field with a blank in its name", (request: string) => request.replace("X-Api-Token:", "X-Api-Token :")],
  ["a field over two lines", (request: string) => request.replace("\r\nX-Api", "\r\n X: 1\r\nX-Api")],
  ["a character no field has", (request: string) => request.replace("foyer.test", "foyer\0test")],
])("%s is answered and left as on a connection nobody knows", async (_, change) => {
  const [known, fresh] = [await holdKnown(), await hold()];
  const request = change(lead);
  const left = [known.socket, fresh.socket].map((socket) => once(socket, "close"));
  const answers = await Promise.all([known.ask(request), fresh.ask(request)]);
  expect(answers[0]).toBe(answers[1]);
  await Promise.all(left);
});

const post = (body: string): string =>
  `POST /v1/persons HTTP/1.1\r\nHost: a\r\nX-Api-Token: ${app.token}\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
  `Content-Length: ${body.length}\r\n\r\n${body}`;

test("a body is a body, though it reads like a request, and so is a head", async () => {
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
  expect(await readByNode(() => ask(lead))).toBe(0);
  socket.destroy();
});

/** A write as official clients send it. */
function add(input: object | string, path = "/v1/leads", ...headers: string[]): string {
  const body = typeof input === "string" ? input : JSON.stringify(input);
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  const fields = [
    "Host: a",
    `X-Api-Token: ${app.token}`,
    "Content-Type: application/json",
    length,
    ...headers,
  ];
  return Buffer.from([`POST ${path} HTTP/1.1`, ...fields, "", body].join("\r\n")).toString("latin1");
}

/** But for what is new with every lead. */
const alike = (answer: string): string =>
  answer
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "id")
    .replaceAll(/"20[^"]*Z"/g, "time")
    .replaceAll(/lead[0-9a-z]{20,}/g, "lead");

test("who adds leads is answered before Node reads it, to the letter as before, refusals too", async () => {
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
    const [early, late] = [await readByNodeOf(() => ask(request)), await fresh.ask(request)];
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

/** What is answered, and how many of the requests Node read. */
async function readByNodeOf(run: () => Promise<string>): Promise<{ answer: string; read: number }> {
  let answer = "";
  const read = await readByNode(async () => {
    answer = await run();
  });
  return { answer, read };
}

test("a write that is not plain is Node's, and leaves what it always left", async () => {
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
    const { answer, read } = await readByNodeOf(() => ask(request));
    expect(answer, what).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(read, what).toBe(1);
    if (!/^connection: close/im.test(answer))
      expect((await readByNodeOf(() => ask(add(plain)))).answer, `after ${what}`).toMatch(/^HTTP\/1.1 201 /);
    socket.destroy();
  }
});

test("what comes while a write is carried out waits for it, and a client that leaves harms nobody", async () => {
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

test("nobody is answered before what he asked first", async () => {
  const { socket, ask, send } = await holdKnown();
  await ask(lead);
  send(get("/foyer/events")); // it goes on and on
  await once(socket, "data");
  const before = byNode;
  send(lead);
  await expect.poll(() => byNode - before).toBe(1);
  socket.destroy();
});

/** What a client may send in one go. */
const GOES = [
  () => lead,
  () => page,
  () => get("/v1/leads/1"),
  () => lead.replace("GET", "HEAD"),
  () => `\r\n${lead}`,
  () => post(lead),
  () => add({ title: "Cut", person_id: 987_654 }),
];

test("however requests are cut and run together, the answers are those to one piece", async () => {
  const random = createRandom(11);
  let early = 0;
  for (let round = 0; round < 60; round++) {
    const requests = [...Array.from({ length: 5 }, () => GOES[random.below(GOES.length)]?.() ?? lead), lead];
    const [whole, cut] = [await hold(), await holdKnown()];
    whole.send(requests.join(""));
    const expected = await whole.said(requests.length);
    const read = await readByNode(async () => {
      for (const piece of pieces(requests, random)) {
        cut.send(piece);
        await wait(2);
      }
      expect(await cut.said(requests.length), `round ${round}`).toBe(expected);
    });
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

test("an idle connection is let go as late as Node's, counted from the last answer", async () => {
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
  await using foyer = await startAnotherProcess(app);
  await foyer.http.listen({ host: "127.0.0.1", port: 0 });
  const { ask, send, said } = await hold((foyer.http.server.address() as AddressInfo).port);
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
  await using foyer = await startAnotherProcess(app);
  await foyer.http.listen({ host: "127.0.0.1", port: 0 });
  const accepted = once(foyer.http.server, "connection").then(([socket]) => socket as Socket);
  const { socket: reader, ask } = await hold((foyer.http.server.address() as AddressInfo).port);
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
