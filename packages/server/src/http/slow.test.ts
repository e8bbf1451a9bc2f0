import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { startAnotherProcess } from "../../test/another-process.ts";
import { startTestApp, useOwnDatabase } from "../../test/app.ts";

useOwnDatabase();

const QUICK = { headers: 1_000, request: 1_000, look: 50, answer: 1_000 };
const HEAD = "POST /v1/leads HTTP/1.1\r\nHost: foyer.test\r\nContent-Type: application/json\r\n";

test("who sends headers or a body too slowly is answered 408 and let go, however steadily it trickles", async () => {
  const app = await startTestApp("sqlite");
  await using foyer = await startAnotherProcess(app, { patience: { ...QUICK, headers: 150, request: 300 } });
  await foyer.http.listen({ host: "127.0.0.1", port: 0 });
  const { port } = foyer.http.server.address() as AddressInfo;

  /** Sends `start`, then a letter every 20 ms, until the other end hangs up. */
  async function trickle(start: string): Promise<{ answer: string; ms: number }> {
    const begun = Date.now();
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    socket.on("error", () => undefined); // what is sent after the end
    socket.write(start);
    const drip = setInterval(() => socket.write("x"), 20);
    const answer = await text(socket);
    clearInterval(drip);
    return { answer, ms: Date.now() - begun };
  }

  const body = `${HEAD}x-api-token: ${app.token}\r\nContent-Length: 1000\r\n\r\n{"title":"`;
  for (const start of [`${HEAD}x-slow: `, body]) {
    const { answer, ms } = await trickle(start);
    expect(answer.split("\r\n")[0]).toBe("HTTP/1.1 408 Request Timeout");
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toMatchObject({
      success: false,
      error: "The request took too long to arrive.",
    });
    expect(ms).toBeLessThan(10_000); // what is usual takes longer
  }
});

test("who asks and does not read the answers is let go; a live stream stays, however little happens", async () => {
  const app = await startTestApp("sqlite");
  await using foyer = await startAnotherProcess(app, { patience: QUICK });
  const url = await foyer.http.listen({ host: "127.0.0.1", port: 0 });
  const live = await fetch(`${url}/foyer/events`, { headers: { "x-api-token": app.token } });
  const told = live.body?.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  expect((await told?.next())?.value).toContain("retry:");

  const left = once(foyer.http.server, "connection").then(async ([accepted]: Socket[]) => {
    await once(accepted as Socket, "close");
    return accepted as Socket;
  });
  const reader = connect(Number(new URL(url).port), "127.0.0.1");
  reader.on("error", () => undefined);
  reader.write("GET /foyer/openapi.json HTTP/1.1\r\nHost: foyer.test\r\n\r\n".repeat(30));
  const connection = await left;
  expect(connection.bytesWritten).toBeGreaterThan(100_000);

  const lead = await app.add.lead();
  let heard = ""; // in as many pieces as it comes
  while (!heard.includes(lead.id))
    heard += (await told?.next())?.value ?? expect.fail(`the stream ended: ${heard}`);
  await told?.return?.();
});

test("how long is usual: 15 seconds for headers, a minute for all of a request, a minute for an answer nobody reads", async () => {
  const { services } = await startTestApp("sqlite");
  const { headersTimeout, requestTimeout, timeout } = services.http.server;
  expect([headersTimeout, requestTimeout, timeout]).toEqual([15_000, 60_000, 60_000]);
});
