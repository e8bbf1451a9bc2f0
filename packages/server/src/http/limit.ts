import type { FastifyReply, FastifyRequest } from "fastify";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Judgement, LimitService } from "../limits/limits.service.ts";
import { secretOf } from "./authenticate.ts";
import { messagePage, show } from "./page.ts";
import { en } from "./page-words-en.ts";
import type { RouteConfig } from "./route-config.ts";

/** Whether the request may go on; otherwise it is answered or thrown. */
export type Limit = (request: FastifyRequest, reply: FastifyReply, actor: Actor) => Promise<boolean>;

/**
 * Holds API calls to simulated limits and says so in the headers Pipedrive sends. Foyer's own paths and signed-in
 * browsers are not Pipedrive's, and free.
 */
export function createLimit(limits: LimitService): Limit {
  return async (request, reply, actor) => {
    const token = secretOf(request);
    if (token === undefined || request.url.startsWith("/foyer/")) return true;
    const { cost = 0, isSearch = false } = request.routeOptions.config as RouteConfig;
    const judgement = await limits.judge({ actor, token, cost, isSearch });
    sayLimits(reply, judgement);
    sayRequestsLeft(request, reply, judgement, cost);
    const { outcome, retryAfter } = judgement;
    if (outcome === "wait") throw new DomainError("rate_limited", { retryAfter });
    if (outcome === "spent") throw new DomainError("budget_spent", { retryAfter });
    if (outcome === "pass") return true;
    show(reply.status(403).header("retry-after", retryAfter), SHUT_OUT);
    return false;
  };
}

/** Who does not stop meets Pipedrive's front door, which speaks no JSON. */
const SHUT_OUT = messagePage(
  "Access denied",
  "You are being rate limited: too many requests came after the answer 429.",
  en,
);

function sayLimits(reply: FastifyReply, { burst, daily }: Judgement): void {
  reply
    .header("x-ratelimit-limit", burst.limit)
    .header("x-ratelimit-remaining", burst.remaining)
    .header("x-ratelimit-reset", Math.max(1, Math.ceil(burst.resetMs / 1_000)));
  if (daily)
    reply
      .header("x-daily-ratelimit-token-limit", daily.limit)
      .header("x-daily-ratelimit-token-remaining", daily.remaining);
}

/** Pipedrive tells writers who use an API token how many such requests are left today. */
function sayRequestsLeft(
  request: FastifyRequest,
  reply: FastifyReply,
  { daily }: Judgement,
  cost: number,
): void {
  const isWrite = request.method === "POST" || request.method === "PUT";
  if (isWrite && daily && request.headers.authorization === undefined)
    reply.header("x-daily-requests-left", Math.floor(daily.remaining / Math.max(1, cost)));
}
