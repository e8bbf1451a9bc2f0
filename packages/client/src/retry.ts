import { type ApiError, isApiError, isNoAnswer, isRateLimited } from "./errors.ts";

/** Status codes of a server in trouble, after which a request that does no harm twice is sent again. */
const PASSING = new Set([408, 500, 502, 503, 504]);

export type RetryRules = {
  /** Attempts after the first. */
  retries: number;
  backoffMs: number;
  maxWaitMs: number;
  /** Whether sending the request twice does no harm. */
  isSafe: boolean;
};

/** Milliseconds until the next attempt after `tries` that went before this one; undefined when there is none. */
export function waitAfter(error: unknown, tries: number, rules: RetryRules): number | undefined {
  if (tries >= rules.retries || !mayRetry(error, rules.isSafe)) return undefined;
  const backoffMs = rules.backoffMs * 2 ** tries * (0.5 + Math.random() / 2);
  const askedMs = ((error as ApiError).retryAfter ?? 0) * 1_000;
  return askedMs > rules.maxWaitMs ? undefined : Math.max(backoffMs, askedMs);
}

function mayRetry(error: unknown, isSafe: boolean): boolean {
  // A request over the limit was turned away before anything was done.
  if (isRateLimited(error)) return true;
  // A status below 300 that is an error is a body cut short, or a front door's page.
  return (
    isSafe && (isNoAnswer(error) || (isApiError(error) && (PASSING.has(error.status) || error.status < 300)))
  );
}
