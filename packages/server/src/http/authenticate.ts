import type { FastifyRequest } from "fastify";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { SignInService } from "../sign-in/sign-in.service.ts";
import type { TokenService } from "../tokens/tokens.service.ts";
import { isSameSite, sessionOf } from "./session.ts";

/** How long a token's owner is remembered, in milliseconds: a revoked token is refused this much later at most. */
const MEMORY_MS = 1_000;
/** Owners remembered at once. */
const CAPACITY = 10_000;

const BEARER = /^Bearer(?:\s+(.*))?$/i;

function apiToken(request: FastifyRequest): string | undefined {
  return (
    firstText((request.query as Record<string, unknown>).api_token) ??
    firstText(request.headers["x-api-token"])
  );
}

function firstText(value: unknown): string | undefined {
  const text: unknown = Array.isArray(value) ? value.find((one) => one !== "") : value;
  return typeof text === "string" && text !== "" ? text : undefined;
}

function bearer(header: string | undefined): string | undefined {
  if (header === undefined || header === "") return undefined;
  const match = BEARER.exec(header.trim());
  if (!match) throw new DomainError("authorization_malformed");
  // PHP clients send an empty Bearer and npm 10 sends "undefined" beside a good API token.
  return match[1] === "undefined" ? undefined : match[1];
}

function required(actor: Actor | undefined): Actor {
  if (!actor) throw new DomainError("unauthorized");
  return actor;
}

type Deps = { tokens: TokenService; signIn: SignInService; now: () => number };

/**
 * Finds out who asks: by the API token (query, then header), else the Bearer value, else the browser's session.
 * @throws DomainError `unauthorized`
 */
export function createAuthenticate({ tokens, signIn, now }: Deps) {
  type Found = Actor | undefined;
  const known = new Map<string, { actor: Found | Promise<Found>; until: number }>();

  function lookUp(secret: string): Found | Promise<Found> {
    const time = now();
    const remembered = known.get(secret);
    if (remembered && remembered.until > time) return remembered.actor;
    if (known.size >= CAPACITY) known.clear();
    const entry = { actor: tokens.actor(secret) as Found | Promise<Found>, until: time + MEMORY_MS };
    known.set(secret, entry);
    const asked = entry.actor as Promise<Found>;
    asked.then(
      (actor) => (entry.actor = actor),
      () => known.delete(secret),
    );
    return asked;
  }

  async function bySession(request: FastifyRequest): Promise<Actor | undefined> {
    const session = sessionOf(request);
    return session !== undefined && isSameSite(request) ? signIn.actor(session) : undefined;
  }

  return (request: FastifyRequest): Actor | Promise<Actor> => {
    const secret = apiToken(request) ?? bearer(request.headers.authorization);
    const actor = secret === undefined ? bySession(request) : lookUp(secret);
    return actor instanceof Promise ? actor.then(required) : required(actor);
  };
}
