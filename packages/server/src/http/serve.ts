import { Readable } from "node:stream";
import type { DataOf, Endpoint, InputOf, ListOf } from "@leadfoyer/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from "fastify";
import * as Type from "typebox";
import type { IdempotencyService } from "../idempotency/idempotency.service.ts";
import type { Actor } from "../lib/actor.ts";
import type {
  CursorPage,
  FileAnswer,
  Json,
  JsonBytes,
  OffsetPage,
  ReadyBody,
  WithAdditional,
  WithRelated,
} from "../lib/answers.ts";
import { DomainError } from "../lib/domain-error.ts";
import { nobody } from "../lib/nobody.ts";
import { actorOf } from "./actor-of.ts";
import { cursorList, offsetList, related, single, webhook, withAdditional } from "./envelope.ts";
import { onlySelected } from "./field-selector.ts";
import { JSON_TYPE } from "./headers.ts";
import { isForReader, showNoPage } from "./no-page.ts";
import { answerOnce, onceOf } from "./once.ts";
import type { RouteConfig } from "./route-config.ts";
import { pathOf } from "./server.ts";
import { createReader } from "./validate.ts";

type Single<T> = T | Json<T> | WithRelated<T> | WithAdditional<T> | FileAnswer;

/** What a list is answered with beside its items. */
type Beside<T> = { related?: object; related_items?: T[] | JsonBytes<T[]> };

type Answer<E> =
  ListOf<E> extends "offset"
    ? (OffsetPage<DataOf<E>> & Beside<DataOf<E>>) | ReadyBody
    : ListOf<E> extends "cursor"
      ? (CursorPage<DataOf<E>> | CursorPage<DataOf<E>, JsonBytes<DataOf<E>[]>>) & Beside<DataOf<E>>
      : ListOf<E> extends "all"
        ? DataOf<E>[]
        : Single<DataOf<E>>;

/** The request and reply themselves, for the few endpoints whose headers matter: cookies, files. */
type Http = { request: FastifyRequest; reply: FastifyReply };

type Handle<E> = (request: { actor: Actor } & InputOf<E>, http: Http) => Answer<E> | Promise<Answer<E>>;

/** Serves an endpoint of the contract: checks scope and input, hands both to a service, wraps what it answers. */
export type Serve = <E extends Endpoint>(endpoint: E, handle: Handle<E>) => void;

const FORM_TYPE = "application/x-www-form-urlencoded";
/** What may be sent where nothing is asked for: some clients send `{}` with every POST. */
const ANY_OBJECT = Type.Object({});
const SEARCH = /\/(itemSearch|search)(\/|$)/;
const METHODS: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);

type Served = { serve: Serve; refuseTheRest: () => void };

export function createServe(app: FastifyInstance, idempotency: IdempotencyService): Served {
  const served = new Map<string, Set<HTTPMethods>>();

  const serve: Serve = (endpoint, handle) => {
    const url = endpoint.path.replaceAll(/\{(\w+)\}/g, ":$1");
    const methods = [endpoint.method, ...(endpoint.alsoMethod ? [endpoint.alsoMethod] : [])];
    const known = served.get(url) ?? new Set();
    served.set(url, known);
    for (const method of methods) known.add(method);
    const handler = createHandler(endpoint, handle as Handle<Endpoint>, idempotency);
    const config: RouteConfig = {
      ...(endpoint.open && { open: true }),
      ...(endpoint.body && { body: true }),
      cost: endpoint.cost,
      isSearch: SEARCH.test(endpoint.path),
    };
    app.route({ method: methods, url, handler, config });
  };

  /** A path that is served answers its other methods with 405, and names the ones it has; any other path 404. */
  function refuseTheRest(): void {
    const paths = [...served].map(([url, known]) => ({ path: toPattern(url), known }));
    app.setNotFoundHandler((request, reply) => {
      const found = paths.find(({ path }) => path.test(pathOf(request)));
      if (!found && isForReader(request)) return showNoPage(request, reply);
      if (!found || !METHODS.has(request.method)) throw new DomainError("route_not_found");
      const allow = [...found.known].join(", ");
      reply.header("allow", allow);
      throw new DomainError("method_not_allowed", { info: `This path answers ${allow}.` });
    });
  }

  return { serve, refuseTheRest };
}

const toPattern = (url: string): RegExp => new RegExp(`^${url.replaceAll(/:\w+/g, "[^/]+")}$`);

function createHandler(endpoint: Endpoint, handle: Handle<Endpoint>, idempotency: IdempotencyService) {
  const { family, status } = endpoint;
  const readParams = endpoint.params && createReader(endpoint.params, family, "text");
  const readQuery = endpoint.query && createReader(endpoint.query, family, "text");
  const readJson = createReader(endpoint.body ?? ANY_OBJECT, family, "json");
  const readForm = createReader(endpoint.body ?? ANY_OBJECT, family, "text");
  const scopes = new Set(endpoint.scopes);

  function readBody({ body, headers }: FastifyRequest): unknown {
    if (body === undefined) return endpoint.body && readJson({});
    return (headers["content-type"]?.startsWith(FORM_TYPE) ? readForm : readJson)(body);
  }

  function ask(actor: Actor, request: FastifyRequest, reply: FastifyReply) {
    const input = {
      actor,
      params: readParams?.(request.params),
      query: readQuery?.(queryOf(request, family === "v2")),
      body: readBody(request),
    };
    return handle(input as never, { request, reply });
  }

  return (request: FastifyRequest, reply: FastifyReply) => {
    const actor = endpoint.open ? nobody : actorOf(request);
    requireScope(actor, scopes);
    const send = (body: string | Buffer, sent: number = status) => {
      reply.status(sent).header("content-type", JSON_TYPE).send(onlySelected(request.raw, body));
    };
    const once = endpoint.open || endpoint.secret ? undefined : onceOf(request);
    if (once) {
      const run = async () => ({
        status,
        body: String(toBody(await ask({ ...actor, once }, request, reply), endpoint)),
      });
      const kept = answerOnce({ idempotency, actor, once, reply }, run);
      return void kept.then(({ status, body }) => send(body, status)).catch((error) => reply.send(error));
    }
    const answer = ask(actor, request, reply);
    const end = (done: unknown) =>
      endpoint.file ? sendFile(reply, done as FileAnswer) : send(toBody(done, endpoint));
    if (!(answer instanceof Promise)) end(answer);
    else answer.then(end).catch((error) => reply.send(error));
  };
}

function sendFile(reply: FastifyReply, { name, type, content }: FileAnswer): void {
  reply
    .header("content-type", `${type}; charset=utf-8`)
    .header("content-disposition", `attachment; filename="${name}"`)
    .header("cache-control", "no-store")
    .send(Readable.from(content));
}

function requireScope(actor: Actor, scopes: ReadonlySet<string>): void {
  if (actor.scopes === null || scopes.has("base") || actor.scopes.some((scope) => scopes.has(scope))) return;
  throw new DomainError("scope_missing");
}

/** The query without the token, which is no parameter of any endpoint. v2 refuses what it does not know. */
function queryOf(request: FastifyRequest, strict: boolean): unknown {
  const query = request.query as Record<string, unknown>;
  if (!strict || !("api_token" in query)) return query;
  const { api_token: _, ...rest } = query;
  return rest;
}

function toBody(answer: unknown, { list, family, found, nothingBeside }: Endpoint): string | Buffer {
  if (list === "offset") return offsetList(answer as OffsetPage<unknown> | ReadyBody, family, found);
  if (list === "cursor") return cursorList(answer as CursorPage<unknown, unknown>, found);
  if (nothingBeside) return single(answer, ',"additional_data":null');
  if (family === "webhooks") return webhook(answer);
  if (typeof answer !== "object" || answer === null) return single(answer);
  if ("related" in answer) return related(answer as WithRelated<unknown>);
  return "additional" in answer ? withAdditional(answer as WithAdditional<unknown>) : single(answer);
}
