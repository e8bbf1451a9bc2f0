import type { Socket } from "node:net";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { TrustProxy } from "../lib/proxies.ts";
import { actorOf, setActor } from "./actor-of.ts";
import { readBodies } from "./bodies.ts";
import { closeGently } from "./closing.ts";
import { answerOrigin } from "./cors.ts";
import { toAnswer } from "./errors.ts";
import { withoutSelector } from "./field-selector.ts";
import { HSTS, JSON_TYPE } from "./headers.ts";
import type { Limit } from "./limit.ts";
import { onePath } from "./one-path.ts";
import type { RouteConfig } from "./route-config.ts";
import { isSignInRefusal, logSignInRefusal } from "./sign-in-log.ts";
import { type TakenShortCut, takeShortCut } from "./take-short-cut.ts";
import { refuseUnread } from "./unread.ts";

/** Largest request body, in bytes. */
const BODY_LIMIT = 1_048_576;

/**
 * Milliseconds within which a request's headers, and all of it, must be here; how often that is looked at; and how long
 * an answer waits for somebody to read on.
 */
export type Patience = { headers: number; request: number; look: number; answer: number };
const PATIENCE: Patience = { headers: 15_000, request: 60_000, look: 5_000, answer: 60_000 };

type Options = {
  authenticate: (request: FastifyRequest) => Actor | Promise<Actor>;
  /** Whether a request came by TLS, as far as the visitor is concerned. */
  isSecure: (request: FastifyRequest) => boolean;
  logger: FastifyBaseLogger;
  trustProxy?: TrustProxy | undefined;
  patience?: Patience | undefined;
  /** Simulated limits, where they are on. */
  limit?: Limit | undefined;
  /** Asked first, unless what it leaves out is wanted: limits, or the word of a proxy. */
  shortCut?: TakenShortCut | undefined;
};

/**
 * The HTTP side, without routes. `/v1` and `/api/v1` are one API, and a slash at the end of a path, or a second one within
 * it, means nothing: all is settled here, without a redirect, which some clients refuse.
 */
export function createHttpServer(options: Options): FastifyInstance {
  const { authenticate, isSecure, logger, limit, trustProxy = false, patience = PATIENCE } = options;
  const app: FastifyInstance = Fastify({
    loggerInstance: childless(logger),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    rewriteUrl: (request) => onePath(withoutSelector(request, request.url ?? "/")),
    routerOptions: { maxParamLength: 500 },
    schemaController: { compilersFactory: { buildValidator: unused, buildSerializer: unused } },
    frameworkErrors: (error, request, reply) => fail(error, request, reply),
    clientErrorHandler: refuseUnread,
    trustProxy,
    requestTimeout: patience.request,
    connectionTimeout: patience.answer,
    http: {
      requireHostHeader: false, // Node would refuse with an empty body: the hook below does it in the envelope
      headersTimeout: patience.headers,
      connectionsCheckingInterval: patience.look,
    },
    return503OnClosing: false,
    forceCloseConnections: false,
  });
  readBodies(app);
  app.server.prependListener("request", (_request, response) => response.on("timeout", leaveUnread));

  // Node answers an expectation it does not know with an empty 417; the standard lets us overlook it.
  app.server.on("checkExpectation", (request, response) => app.server.emit("request", request, response));

  // Whoever is known already, as nearly every caller is, is not waited for.
  app.addHook("onRequest", (request, reply, done) => {
    if (isSecure(request)) reply.header("strict-transport-security", HSTS);
    requireHost(request);
    if (answerOrigin(request, reply)) return;
    const isOpen = (request.routeOptions.config as RouteConfig).open;
    const actor = isOpen ? undefined : authenticate(request);
    if (actor instanceof Promise) {
      actor.then((found) => setActor(request, found)).then(() => done(), done);
    } else {
      if (actor) setActor(request, actor);
      done();
    }
  });
  if (limit)
    app.addHook("onRequest", async (request, reply) => {
      const isOpen = (request.routeOptions.config as RouteConfig).open;
      if (!isOpen && !(await limit(request, reply, actorOf(request)))) return reply;
    });
  if (options.shortCut && !limit) takeShortCut(app, options.shortCut);
  closeGently(app);
  app.setErrorHandler(fail);
  return app;
}

/**
 * Nothing moved on a connection for a while. What is still being worked on, or told as it happens, may be silent; who
 * asked and does not read the answer is let go.
 */
function leaveUnread(socket: Socket): void {
  if (socket.writableLength > 0) socket.destroy();
}

/** Fastify's own schemas: serve.ts checks what comes in, and compilers nobody asks take memory. */
function unused(): never {
  throw new Error("a route has a schema of Fastify's");
}

/** A logger that is its own child: one for every request would cost half as much as all of Fastify. */
function childless(logger: FastifyBaseLogger): FastifyBaseLogger {
  const one: FastifyBaseLogger = Object.create(logger, { child: { value: () => one } });
  return one;
}

function requireHost(request: FastifyRequest): void {
  if (request.headers.host === undefined && request.raw.httpVersion === "1.1")
    throw new DomainError("request_malformed", { info: "A Host header is required." });
}

function fail(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { failure, status, headers, body } = toAnswer(error, request.url);
  if (status >= 500) {
    const { method, ip } = request;
    request.log.error({ err: error, method, path: pathOf(request), address: ip }, "request failed");
  }
  if (isSignInRefusal(failure)) logSignInRefusal(request, failure);
  for (const [name, value] of headers) reply.header(name, value);
  return reply.status(status).header("content-type", JSON_TYPE).send(body);
}

/** Without the query: a token may stand there, and secrets are never logged. */
export const pathOf = (request: FastifyRequest): string => request.url.split("?", 1)[0] ?? "";
