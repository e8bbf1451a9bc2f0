import { isUtf8 } from "node:buffer";
import { parse as parseForm } from "node:querystring";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { DomainError } from "../lib/domain-error.ts";
import { parseJson } from "../lib/parse-json.ts";
import { familyOf } from "./errors.ts";
import type { RouteConfig } from "./route-config.ts";

type Done = (error: Error | null, body?: unknown) => void;

/** Methods whose body, if any, means nothing unless the route says so: some clients send one with every DELETE. */
const ignoresBody = ({ method, routeOptions }: FastifyRequest): boolean =>
  (method === "DELETE" || method === "GET") && !(routeOptions.config as RouteConfig).body;

function text(bytes: Buffer): string {
  // Broken UTF-8 would be stored as replacement characters: refuse rather than alter what was sent.
  if (!isUtf8(bytes))
    throw new DomainError("json_malformed", { info: "The request body is not valid UTF-8." });
  return bytes.toString("utf8");
}

function readJson(request: FastifyRequest, bytes: Buffer): unknown {
  // An empty body under a JSON content type is common on GET, DELETE and conversion: it is no body.
  if (ignoresBody(request) || bytes.length === 0) return undefined;
  try {
    return parseJson(text(bytes).replace(/^\uFEFF/, "")); // some write a byte order mark into their files
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new DomainError("json_malformed", { cause });
  }
}

const TAKES_FORMS: ReadonlySet<string> = new Set(["v1", "webhooks"]);

/** Pages take forms, and v1 resources other than leads do: npm 10 and 11 send them. */
function parseUrlEncoded(request: FastifyRequest, bytes: Buffer): unknown {
  if (ignoresBody(request) || bytes.length === 0) return undefined;
  const { form } = request.routeOptions.config as RouteConfig;
  if (form === "text") return text(bytes);
  if (!form && !TAKES_FORMS.has(familyOf(request.url))) throw new DomainError("media_type_unsupported");
  return { ...parseForm(text(bytes)) };
}

/** @throws DomainError where a body is compressed */
function requirePlain({ headers }: FastifyRequest): void {
  if (/^(identity)?$/i.test(headers["content-encoding"] ?? "")) return;
  throw new DomainError("media_type_unsupported", {
    info: "The request body is compressed: send it without Content-Encoding.",
  });
}

const parser =
  (parse: (request: FastifyRequest, bytes: Buffer) => unknown) =>
  (request: FastifyRequest, bytes: Buffer, done: Done): void => {
    let outcome: [error: Error | null, body?: unknown];
    try {
      if (!ignoresBody(request)) requirePlain(request);
      outcome = [null, parse(request, bytes)];
    } catch (error) {
      outcome = [error as Error];
    }
    done(...outcome);
  };

/** Reads request bodies: JSON everywhere, forms where Pipedrive takes them, nothing else. */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, parser(readJson));
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "buffer" },
    parser(parseUrlEncoded),
  );
  app.addContentTypeParser(
    "*",
    { parseAs: "buffer" },
    parser((request, bytes) => {
      if (ignoresBody(request) || bytes.length === 0) return undefined;
      throw new DomainError("media_type_unsupported");
    }),
  );
}
