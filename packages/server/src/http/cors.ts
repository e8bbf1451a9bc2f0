import type { FastifyReply, FastifyRequest } from "fastify";
import type { RouteConfig } from "./route-config.ts";

/** Pipedrive's three, and what else a client acts on. */
const EXPOSED = [
  "X-RateLimit-Remaining",
  "X-RateLimit-Limit",
  "X-RateLimit-Reset",
  "X-Daily-RateLimit-Token-Limit",
  "X-Daily-RateLimit-Token-Remaining",
  "X-Daily-Requests-Left",
  "Retry-After",
  "X-Correlation-Id",
  "X-401-By-GW",
  "Idempotent-Replayed",
].join(", ");

const METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
/** Seconds a browser may remember a preflight: a day, of which Chromium takes two hours. */
const MAX_AGE = 86_400;

const API = /^\/(v1|api|foyer)\//;

/**
 * Lets pages of any origin call the API, as Pipedrive does: they bring a token. Cookies never come along, since no
 * answer allows credentials. Answers a preflight, and says so; programs, which send no origin, cost nothing.
 */
export function answerOrigin(request: FastifyRequest, reply: FastifyReply): boolean {
  if (request.headers.origin === undefined || !API.test(request.url)) return false;
  const asked = request.headers["access-control-request-method"];
  if (request.method === "OPTIONS" && asked !== undefined) {
    answerPreflight(request, reply);
    return true;
  }
  const { open, cost } = request.routeOptions.config as RouteConfig;
  const isPage = open === true && cost === undefined;
  if (!isPage)
    reply.header("access-control-allow-origin", "*").header("access-control-expose-headers", EXPOSED);
  return false;
}

/** Any header may be sent: none means anything without a token. */
function answerPreflight(request: FastifyRequest, reply: FastifyReply): void {
  reply
    .status(204)
    .header("access-control-allow-origin", "*")
    .header("access-control-allow-methods", METHODS)
    .header("access-control-allow-headers", request.headers["access-control-request-headers"] ?? "*")
    .header("access-control-max-age", MAX_AGE)
    .send();
}
