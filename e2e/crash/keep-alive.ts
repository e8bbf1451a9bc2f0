import { Agent, type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";

export type Answer = { status: number; text: string };

/** One connection that is kept alive: a request waits for the answer to the one before. */
export type Connection = {
  /** Rejects when the connection is lost, and never tries again: then nobody knows what became of the request. */
  send(method: string, path: string, body?: unknown): Promise<Answer>;
  close(): void;
};

export function connect({ baseUrl, token }: { baseUrl: string; token: string }): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    async send(method, path, body) {
      const payload = body === undefined ? "" : JSON.stringify(body);
      const headers = { "x-api-token": token, "content-type": "application/json" };
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        request(`${baseUrl}${path}`, { method, agent, headers }, resolve).on("error", reject).end(payload);
      });
      return { status: response.statusCode ?? 0, text: await text(response) };
    },
    close: () => agent.destroy(),
  };
}

/** The data of an answer that must succeed. */
export async function dataOf<T>(answer: Promise<Answer>): Promise<T> {
  const { status, text } = await answer;
  if (status >= 300) throw new Error(`${status} ${text}`);
  return JSON.parse(text).data;
}

/** Whether an answer says, in the envelope, that the server cannot answer now. */
export function saysUnavailable({ status, text }: Answer): boolean {
  if (status !== 503) return false;
  const { success, error } = JSON.parse(text);
  return success === false && typeof error === "string";
}
