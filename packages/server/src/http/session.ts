import type { FastifyRequest } from "fastify";

const COOKIE = "foyer_session";
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** The session cookie's value, if any. */
export function sessionOf(request: FastifyRequest): string | undefined {
  const cookies = request.headers.cookie?.split(";") ?? [];
  const found = cookies.map((cookie) => cookie.trim()).find((cookie) => cookie.startsWith(`${COOKIE}=`));
  return found?.slice(COOKIE.length + 1) || undefined;
}

/** A `Set-Cookie` that keeps a session, or ends it when `session` is empty. */
export function sessionCookie(
  session: string,
  { maxAgeMs, secure }: { maxAgeMs: number; secure: boolean },
): string {
  const age = session === "" ? 0 : Math.floor(maxAgeMs / 1_000);
  return `${COOKIE}=${session}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure ? "; Secure" : ""}`;
}

/**
 * Whether a request with a cookie comes from our own pages. A browser sends the cookie along with whatever another
 * site makes it send; only reads may come from there.
 */
export function isSameSite(request: FastifyRequest): boolean {
  if (SAFE.has(request.method)) return true;
  const { origin, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
