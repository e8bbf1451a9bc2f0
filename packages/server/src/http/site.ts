import type { FastifyRequest } from "fastify";
import { DomainError } from "../lib/domain-error.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * What Foyer is known as, and whether a request comes from its own pages. `publicUrl` is what it was told; without,
 * it goes by the address each request came to.
 */
export function createSite(publicUrl: string | undefined) {
  const told = publicUrl === undefined ? undefined : new URL(publicUrl).origin;

  const addressOf = (request: FastifyRequest): string => told ?? `${request.protocol}://${request.host}`;

  /**
   * Where a browser says an unsafe request comes from. Every browser in use sends `Sec-Fetch-Site` or `Origin` with
   * whatever another site makes it send; a program that sends neither holds no visitor's cookies.
   */
  function originOf(request: FastifyRequest): "own" | "foreign" | "unsaid" {
    const { origin } = request.headers;
    const site = request.headers["sec-fetch-site"];
    if (site !== undefined) return site === "same-origin" ? "own" : "foreign";
    if (origin === undefined) return "unsaid";
    if (!URL.canParse(origin)) return "foreign";
    return new URL(origin).host === request.host || origin === told ? "own" : "foreign";
  }

  return {
    /** Scheme, host and port others reach Foyer at. */
    addressOf,

    /** Whether the visitor's way to Foyer is TLS: cookies may then travel by no other. */
    isSecure: (request: FastifyRequest): boolean =>
      told === undefined ? request.protocol === "https" : told.startsWith("https:"),

    /**
     * Whether a request with a cookie comes from our own pages. A browser sends the cookie along with whatever another
     * site makes it send; only reads may come from there, and none of another site's scripts.
     */
    isOwn(request: FastifyRequest): boolean {
      const origin = originOf(request);
      const byScript = request.headers.origin !== undefined;
      return origin === "own" || (SAFE.has(request.method) && !(byScript && origin === "foreign"));
    },

    /**
     * For what needs no cookie to do harm, such as signing a visitor in to somebody else's account.
     * @throws DomainError `cross_site` when another site made the browser send this
     */
    refuseForeign(request: FastifyRequest): void {
      if (originOf(request) === "foreign") throw new DomainError("cross_site");
    },

    /** Whether another site made the browser send this. */
    isForeign: (request: FastifyRequest): boolean => originOf(request) === "foreign",
  };
}
export type Site = ReturnType<typeof createSite>;
