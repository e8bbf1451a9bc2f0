import type { FastifyReply, FastifyRequest } from "fastify";
import { DomainError } from "../lib/domain-error.ts";

const COOKIE = "foyer_session";
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** The session cookie's value, if any. */
export function sessionOf(request: FastifyRequest): string | undefined {
  const cookies = request.headers.cookie?.split(";") ?? [];
  const found = cookies.map((cookie) => cookie.trim()).find((cookie) => cookie.startsWith(`${COOKIE}=`));
  return found?.slice(COOKIE.length + 1) || undefined;
}

/** Has the browser keep a session for so many milliseconds; an empty session ends it. */
export function setSession(
  request: FastifyRequest,
  reply: FastifyReply,
  session: string,
  maxAgeMs = 0,
): void {
  const secure = request.protocol === "https" ? "; Secure" : "";
  const age = Math.floor(maxAgeMs / 1_000);
  reply.header("set-cookie", `${COOKIE}=${session}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`);
}

/**
 * Where a browser says an unsafe request comes from. Every browser in use sends `Sec-Fetch-Site` or `Origin` with
 * whatever another site makes it send; a program that sends neither holds no visitor's cookies.
 */
function originOf(request: FastifyRequest): "own" | "foreign" | "unsaid" {
  const { origin } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" ? "own" : "foreign";
  if (origin === undefined) return "unsaid";
  return URL.canParse(origin) && new URL(origin).host === request.host ? "own" : "foreign";
}

/**
 * Whether a request with a cookie comes from our own pages. A browser sends the cookie along with whatever another
 * site makes it send; only reads may come from there.
 */
export const isSameSite = (request: FastifyRequest): boolean =>
  SAFE.has(request.method) || originOf(request) === "own";

/**
 * For what needs no cookie to do harm, such as signing a visitor in to somebody else's account.
 * @throws DomainError `cross_site` when another site made the browser send this
 */
export function refuseForeign(request: FastifyRequest): void {
  if (originOf(request) === "foreign") throw new DomainError("cross_site");
}
