import { once } from "node:events";
import { expect, test } from "vitest";
import { useOwnDatabase } from "../../test/app.ts";
import { useEarlyScene } from "../../test/early-scene.ts";

useOwnDatabase();

const scene = useEarlyScene();

test("who goes on asking is answered before Node reads it, to the letter as before", async () => {
  const { hold, readByNode, lead, page } = scene();
  const { socket, ask } = await hold();
  for (const request of [lead, page]) {
    const first = await ask(request);
    await ask(request);
    expect(first).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(await readByNode(() => ask(request))).toEqual({ answer: first, read: 0 });
  }
  socket.destroy();
});

test("whatever is not plainly a whole read is Node's, and what comes after it is read by the way again", async () => {
  const { app, holdKnown, readByNode, lead, get, post } = scene();
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
    const { answer, read } = await readByNode(() => ask(request));
    expect(answer, what).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(read, what).toBe(1);
    await ask(lead);
    expect((await readByNode(() => ask(lead))).read, `after ${what}`).toBe(0);
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
  const { hold, holdKnown, lead } = scene();
  const [known, fresh] = [await holdKnown(), await hold()];
  const request = change(lead);
  const left = [known.socket, fresh.socket].map((socket) => once(socket, "close"));
  const answers = await Promise.all([known.ask(request), fresh.ask(request)]);
  expect(answers[0]).toBe(answers[1]);
  await Promise.all(left);
});
