import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import { createEarlyAnswers } from "./early-answers.ts";
import { HSTS, JSON_TYPE } from "./headers.ts";
import type { PlainRequest } from "./plain-request.ts";
import type { ShortCut } from "./short-cut.ts";

/** A short cut, and whether every visitor comes by TLS. */
export type TakenShortCut = { shortCut: ShortCut; secure: boolean };

/**
 * Has a short cut try every read before Fastify does, until the server closes: Fastify tells clients to leave. Whoever
 * asks for what it answers goes on to be answered early.
 */
export function takeShortCut(app: FastifyInstance, { shortCut, secure }: TakenShortCut): void {
  const { server } = app;
  const first = secure ? ["strict-transport-security", HSTS] : [];
  const longWay = server.listeners("request");
  const early = createEarlyAnswers(shortCut, { first, keepAlive: server.keepAliveTimeout });
  app.addHook("preClose", () => early.end());

  function isAnswered(request: IncomingMessage, response: ServerResponse): boolean {
    const plain = early.isOpen() ? toPlain(request) : undefined;
    const answer = plain && shortCut(plain);
    if (answer === undefined || answer instanceof Promise) return false;
    const { status, body, length } = answer;
    const fields = [...first, "content-type", JSON_TYPE, "content-length", `${length}`];
    response.writeHead(status, fields).end(body, "latin1");
    return true;
  }

  server.removeAllListeners("request").on("request", (request, response) => {
    early.note({ request, response });
    const isDone = isAnswered(request, response);
    if (isDone || isAdding(request)) early.expectMore(request.socket, { request, response });
    if (!isDone) for (const listener of longWay) listener.call(server, request, response);
  });
}

/** A plain read: from no page of another site, and nothing of it to refuse. */
function toPlain({ method, url = "", headers, httpVersionMinor }: IncomingMessage): PlainRequest | undefined {
  const token = headers["x-api-token"];
  const isPlain = method === "GET" && httpVersionMinor === 1 && headers.host !== undefined;
  return isPlain && headers.origin === undefined && typeof token === "string" ? { url, token } : undefined;
}

const isAdding = ({ method, url, headers }: IncomingMessage): boolean =>
  method === "POST" && (url === "/v1/leads" || url === "/api/v1/leads") && "x-api-token" in headers;
