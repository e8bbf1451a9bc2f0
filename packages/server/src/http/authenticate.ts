import type { FastifyRequest } from "fastify";
import type { Actor } from "../lib/actor.ts";
import type { ActorMemory } from "../lib/actor-memory.ts";
import { DomainError } from "../lib/domain-error.ts";
import { isAccessToken } from "../lib/secrets.ts";
import type { OauthService } from "../oauth/oauth.service.ts";
import type { SignInService } from "../sign-in/sign-in.service.ts";
import type { TokenService } from "../tokens/tokens.service.ts";
import { sessionOf } from "./session.ts";
import type { Site } from "./site.ts";

const BEARER = /^Bearer(?:\s+(.*))?$/i;

/** The API token: in the query, else in its header. */
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

/** The token a request carries, of whichever kind; undefined where the session speaks, if anything. */
export const secretOf = (request: FastifyRequest): string | undefined =>
  apiToken(request) ?? bearer(request.headers.authorization);

type Deps = {
  tokens: TokenService;
  oauth: OauthService;
  signIn: SignInService;
  memory: ActorMemory;
  site: Site;
};

type Found = Actor | undefined;

/**
 * Finds out who asks: by the API token (query, then header), else the Bearer value, else the browser's session.
 * An access token of OAuth counts as a Bearer alone: what stands in an address is written down in too many places.
 * @throws DomainError `unauthorized`, `access_token_invalid`
 */
export function createAuthenticate({ tokens, oauth, signIn, memory, site }: Deps) {
  function actorOf(request: FastifyRequest): Found | Promise<Found> {
    const token = apiToken(request);
    if (token !== undefined) return isAccessToken(token) ? undefined : memory.find(token, tokens.actor);
    const other = bearer(request.headers.authorization);
    if (other === undefined) return bySession(request);
    return memory.find(other, isAccessToken(other) ? oauth.actor : tokens.actor);
  }

  async function bySession(request: FastifyRequest): Promise<Found> {
    const session = sessionOf(request);
    return session !== undefined && site.isOwn(request) ? signIn.actor(session) : undefined;
  }

  return (request: FastifyRequest): Actor | Promise<Actor> => {
    const actor = actorOf(request);
    return actor instanceof Promise
      ? actor.then((found) => required(found, request))
      : required(actor, request);
  };
}

function required(actor: Found, request: FastifyRequest): Actor {
  if (actor) return actor;
  const expired =
    apiToken(request) === undefined && isAccessToken(bearer(request.headers.authorization) ?? "");
  throw new DomainError(expired ? "access_token_invalid" : "unauthorized");
}
