import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a payload by asserting it
export type Received = { headers: IncomingHttpHeaders; text: string; body: any; time: number };

type Answer = (response: ServerResponse, received: Received) => void;

export const answers = {
  ok: (response: ServerResponse) => void response.writeHead(200).end("thanks"),
  status:
    (status: number, headers: Record<string, string> = {}) =>
    (response: ServerResponse) =>
      void response.writeHead(status, headers).end(),
  close: (response: ServerResponse) => void response.socket?.destroy(),
  never: () => {},
};

/** Somebody who listens for webhooks, and answers as told. */
export async function startReceiver(first: Answer = answers.ok, port = 0) {
  const received: Received[] = [];
  let answer = first;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const one = { headers: request.headers, text, body: JSON.parse(text), time: Date.now() };
      received.push(one);
      answer(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}/hook`,
    port: own,
    received,
    /** What was told, in short: `create lead Title`. */
    told: () => received.map(({ body }) => `${body.meta.action} ${body.meta.entity ?? body.meta.object}`),
    answer: (next: Answer) => (answer = next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    async [Symbol.asyncDispose]() {
      await this.close();
    },
  };
}
