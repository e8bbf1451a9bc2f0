import type { RateLimit } from "./gate.ts";
import type { OAuth, OAuthOptions } from "./oauth.ts";

/** A value, or a function that gives it anew for every request. */
export type Provided<T> = T | (() => T | Promise<T>);

type Credentials = {
  /** An API token, sent as `x-api-token`. */
  token: Provided<string>;
  /** An OAuth access token that somebody else keeps fresh. */
  accessToken: Provided<string>;
  /** OAuth with refresh; see `createOAuth`. */
  oauth: OAuth | OAuthOptions;
  /** The browser's own session cookie, for pages served by Foyer. */
  credentials: "session";
};
type Only<Name extends keyof Credentials> = Pick<Credentials, Name> & {
  [Other in Exclude<keyof Credentials, Name>]?: never;
};

/** Who asks: exactly one of these, or nothing for calls that need nobody. */
export type Credential =
  | Only<"token">
  | Only<"accessToken">
  | Only<"oauth">
  | Only<"credentials">
  | { [None in keyof Credentials]?: never };

export type Budget = {
  /** Requests within `windowMs`, over all calls of this client. Pipedrive allows an API token 20 to 120 in 2 s. */
  requests?: number;
  /** @default 2_000 */
  windowMs?: number;
  /** Of these, searches. Pipedrive allows 10 in 2 s. */
  searches?: number;
  /** Tokens a day (UTC), counted by each call's cost. A call beyond it throws `BudgetError` without being sent. */
  dailyTokens?: number;
};

export type ClientOptions = Credential & {
  /**
   * The server's address, with or without `/v1` or `/api/v1`. Empty in a page that the server itself serves.
   * @default "https://api.pipedrive.com"
   */
  baseUrl?: string;
  /** Milliseconds an attempt may take, up to the last byte of the answer. @default 30_000 */
  timeoutMs?: number;
  /** Attempts after the first. @default 2 */
  retries?: number;
  /** First pause between attempts in milliseconds; it doubles, and half of it is chance. @default 500 */
  backoffMs?: number;
  /** Longest wait the server may ask for, in milliseconds: above it the call rejects at once. @default 60_000 */
  maxWaitMs?: number;
  /** Gives every write to Foyer an idempotency key of its own, so that it is retried too. @default false */
  idempotent?: boolean;
  /** Keeps below these limits by waiting, so that the server need not refuse. */
  budget?: Budget;
  /** Told of every 429, before the wait. */
  onRateLimit?: (limit: RateLimit) => void;
  /** Sent with every request. */
  headers?: Record<string, string>;
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
};

/** What one call may ask for. */
export type CallOptions = {
  /** Ends the call, also while it waits for a retry; it then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** As the client's, for this call. */
  timeoutMs?: number;
  /** As the client's, for this call. */
  retries?: number;
  /**
   * Makes a write happen once however often it is sent: Foyer keeps the answer for 24 hours and gives it again; another
   * input under the same key is refused with 422. With it, a write is retried like a read. 1 to 255 printable ASCII
   * characters without spaces. Never sent to Pipedrive, which knows no such key.
   */
  idempotencyKey?: string;
  /** Sent with this call. */
  headers?: Record<string, string>;
};
