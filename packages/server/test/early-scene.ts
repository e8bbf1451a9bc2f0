import type { AddressInfo } from "node:net";
import { beforeAll } from "vitest";
import { startTestApp } from "./app.ts";
import { type Held, holdConnection } from "./held-connection.ts";

export type EarlyScene = Awaited<ReturnType<typeof startEarlyScene>>;

/** A listening server with 121 leads, that tells what its Node read; and requests as clients write them. */
async function startEarlyScene() {
  const app = await startTestApp("sqlite");
  const { http } = app.services;
  await http.listen({ host: "127.0.0.1", port: 0 });
  const { port } = http.server.address() as AddressInfo;
  let requests = 0;
  http.server.on("request", () => requests++);
  const { id } = await app.add.lead({ title: "Grüße, 東京" });
  await Promise.all(Array.from({ length: 120 }, () => app.add.lead()));

  const written = writeRequests(app.token);
  const lead = written.get(`/v1/leads/${id}`);
  const page = written.get("/v1/leads?limit=100");
  const hold = (): Promise<Held> => holdConnection(port);

  /** A connection whose next plain request is answered before Node reads it. */
  async function holdKnown(): Promise<Held> {
    const held = await hold();
    await held.ask(lead);
    await held.ask(lead);
    return held;
  }

  /** What `run` comes to, and how many requests Node reads while it goes on. */
  async function readByNode<T>(run: () => Promise<T>): Promise<{ answer: T; read: number }> {
    const before = requests;
    const answer = await run();
    return { answer, read: requests - before };
  }

  const pages = await hold();
  for (let again = 0; again < 3; again++) await pages.ask(page); // asked for again, it lies ready
  pages.socket.destroy();
  return { app, hold, holdKnown, byNode: () => requests, readByNode, lead, page, ...written };
}

/** The scene of all tests of a file. */
export function useEarlyScene(): () => EarlyScene {
  let scene: EarlyScene;
  beforeAll(async () => {
    scene = await startEarlyScene();
  });
  return () => scene;
}

function writeRequests(token: string) {
  const get = (target: string, ...headers: string[]): string =>
    ["GET", target].join(" ") +
    [" HTTP/1.1", "Host: foyer.test", `X-Api-Token: ${token}`, ...headers, "", ""].join("\r\n");

  /** A write of another kind than those answered early. */
  const post = (body: string): string =>
    `POST /v1/persons HTTP/1.1\r\nHost: a\r\nX-Api-Token: ${token}\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
    `Content-Length: ${body.length}\r\n\r\n${body}`;

  /** A write as official clients send it. */
  function add(input: object | string, path = "/v1/leads", ...headers: string[]): string {
    const body = typeof input === "string" ? input : JSON.stringify(input);
    const length = `Content-Length: ${Buffer.byteLength(body)}`;
    const fields = ["Host: a", `X-Api-Token: ${token}`, "Content-Type: application/json", length, ...headers];
    return Buffer.from([`POST ${path} HTTP/1.1`, ...fields, "", body].join("\r\n")).toString("latin1");
  }

  return { get, post, add };
}
