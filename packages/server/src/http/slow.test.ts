import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { startAnotherProcess } from "../../test/another-process.ts";
import { startTestApp } from "../../test/app.ts";

const HEAD = "POST /v1/leads HTTP/1.1\r\nHost: foyer.test\r\nContent-Type: application/json\r\n";

test("who sends headers or a body too slowly is answered 408 and let go, however steadily it trickles", async () => {
  const app = await startTestApp("sqlite");
  await using foyer = await startAnotherProcess(app, { patience: { headers: 150, request: 300, look: 50 } });
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
    expect(ms).toBeLessThan(2_000);
  }
});

test("how long is usual: 15 seconds for headers, a minute for all of a request", async () => {
  const { services } = await startTestApp("sqlite");
  const { headersTimeout, requestTimeout } = services.http.server;
  expect([headersTimeout, requestTimeout]).toEqual([15_000, 60_000]);
});
