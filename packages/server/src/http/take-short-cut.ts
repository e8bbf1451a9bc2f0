import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import { createEarlyAnswers } from "./early-answers.ts";
import { HSTS, JSON_TYPE } from "./headers.ts";
import type { ShortCut } from "./short-cut.ts";

/** A short cut, and whether every visitor comes by TLS. */
export type TakenShortCut = { find: ShortCut; secure: boolean };

/**
 * Has a short cut try every request before Fastify does, until the server closes: Fastify tells clients to leave. Who
 * was answered by it goes on to be answered early.
 */
export function takeShortCut(app: FastifyInstance, { find, secure }: TakenShortCut): void {
  const { server } = app;
  const always = ["content-type", JSON_TYPE, ...(secure ? ["strict-transport-security", HSTS] : [])];
  const longWay = server.listeners("request");
  const early = createEarlyAnswers({ find, always, keepAlive: server.keepAliveTimeout });
  app.addHook("preClose", async () => early.end());
  server.removeAllListeners("request").on("request", (request, response) => {
    early.note(request, response);
    const token = early.isOpen() ? plainToken(request) : undefined;
    const body = token === undefined ? undefined : find(request.url ?? "", token);
    if (body === undefined) {
      for (const listener of longWay) listener.call(server, request, response);
      return;
    }
    response.writeHead(200, [...always, "content-length", String(body.length)]).end(body, "latin1");
    early.expectMore(request.socket);
  });
}

/** The API token of a plain read: from no page of another site, and nothing of it to refuse. */
function plainToken({ method, headers, httpVersionMinor }: IncomingMessage): string | undefined {
  const token = headers["x-api-token"];
  const isPlain = method === "GET" && httpVersionMinor === 1 && headers.host !== undefined;
  return isPlain && headers.origin === undefined && typeof token === "string" ? token : undefined;
}
