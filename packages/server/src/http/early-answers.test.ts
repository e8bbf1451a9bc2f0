import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, expect, onTestFinished, test } from "vitest";
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
async function hold() {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  let answers = "";
  let look = (): void => undefined;
  socket.on("data", (part: Buffer) => {
    answers += part.toString("latin1");
    look();
  });
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
    ["a head longer than a plain one's", get("/v1/leads", `X-Long: ${"x".repeat(5_000)}`), 200],
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

test("nobody is answered before what he asked first", async () => {
  const { socket, ask, send } = await holdKnown();
  await ask(lead);
  send(get("/foyer/events")); // it goes on and on
  await once(socket, "data");
  const read = await readByNode(async () => {
    send(lead);
    await wait(50);
  });
  expect(read).toBe(1);
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
  expect(early).toBeGreaterThan(20);
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
  server.keepAliveTimeout = 1_000;
  onTestFinished(() => {
    server.keepAliveTimeout = usual;
  });
  const { socket, ask } = await holdKnown();
  const left = once(socket, "close").then(() => performance.now());
  let last = 0;
  for (let again = 0; again < 5; again++) {
    await wait(500);
    await ask(lead);
    last = performance.now();
  }
  expect((await left) - last).toBeGreaterThan(900);
});

test("what was answered is sent before the server closes, and nobody is kept", async () => {
  await using foyer = await startAnotherProcess(app);
  await foyer.http.listen({ host: "127.0.0.1", port: 0 });
  const accepted = once(foyer.http.server, "connection").then(([socket]) => socket as Socket);
  const reader = connect({ port: (foyer.http.server.address() as AddressInfo).port, host: "127.0.0.1" });
  let bytes = 0;
  reader.on("data", (part: Buffer) => {
    bytes += part.length;
  });
  for (let again = 0; again < 5; again++) {
    const before = bytes;
    reader.write(page);
    await expect.poll(() => bytes > before).toBe(true);
    await wait(20);
  }
  const each = bytes / 5;
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
  expect(bytes).toBe(each * (5 + asked));
});
