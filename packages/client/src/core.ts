import { addressOf, isPipedrive, rootOf } from "./address.ts";
import { type Answer, attempt } from "./attempt.ts";
import { type Authority, createAuthority } from "./credential.ts";
import type { Parsed } from "./endpoint-line.ts";
import { ConnectionError, FoyerError, isApiError, isRateLimited, toApiError } from "./errors.ts";
import { createGate, rateLimitOf } from "./gate.ts";
import type { CallOptions, ClientOptions } from "./options.ts";
import { pause } from "./pause.ts";
import { randomKey } from "./random-key.ts";
import { waitAfter } from "./retry.ts";

/** A path into which nothing was put where an id belongs, as programs without types happen to. */
const NO_ID = /\/(undefined|null)?(\/|$)/;

/** One call, before it is addressed. */
export type Wanted = {
  line: Pick<Parsed, "method" | "name" | "cost">;
  path: string;
  query?: object | undefined;
  body?: unknown;
  options?: CallOptions | undefined;
};

/** A call as it is sent, however often. */
type Sent = Wanted & { options: CallOptions; key: string | undefined };

export type Core = ReturnType<typeof createCore>;

/** Sends calls: says who asks, keeps the budget, retries, and turns what goes wrong into errors. */
export function createCore(options: ClientOptions, known?: Authority) {
  const { fetch = (...request) => globalThis.fetch(...request) } = options;
  const baseRoot = rootOf(options.baseUrl);
  const gate = createGate(options.budget ?? {});
  const authority = known ?? createAuthority(options, baseRoot);

  async function send(sent: Sent, renewed = false): Promise<Answer> {
    const { line, path, query } = sent;
    const { signal, timeoutMs = options.timeoutMs ?? 30_000 } = sent.options;
    const { headers, root = baseRoot } = await authority.prepare();
    const init = toInit(sent, { ...headers, ...options.headers });
    if (authority.mode) init.credentials = authority.mode;
    try {
      await gate.enter(line.name, line.cost, signal);
      return await attempt({
        name: line.name,
        url: addressOf(root, path, query),
        init,
        timeoutMs,
        signal,
        fetch,
      });
    } catch (error) {
      if (!renewed && isApiError(error, 401) && (await authority.renew?.(headers))) return send(sent, true);
      throw error;
    }
  }

  /** Milliseconds until the next attempt; undefined when there is none. */
  function toWait(error: unknown, tries: number, { line, options: call, key }: Sent): number | undefined {
    const waitMs = waitAfter(error, tries, {
      retries: call.retries ?? options.retries ?? 2,
      backoffMs: options.backoffMs ?? 500,
      maxWaitMs: options.maxWaitMs ?? 60_000,
      isSafe: line.method === "GET" || key !== undefined,
    });
    if (isRateLimited(error)) {
      options.onRateLimit?.(rateLimitOf(line.name, error.headers, waitMs));
      gate.close(waitMs ?? 0);
    }
    return waitMs;
  }

  /** Pipedrive knows no idempotency keys, so there none makes a write safe. */
  function keyOf(wanted: Wanted): string | undefined {
    if (wanted.line.method === "GET" || isPipedrive(baseRoot)) return undefined;
    return wanted.options?.idempotencyKey ?? (options.idempotent ? randomKey() : undefined);
  }

  async function request(wanted: Wanted): Promise<Answer> {
    if (NO_ID.test(wanted.path))
      throw new FoyerError(`${wanted.line.name}: there is no id, but "${wanted.path}"`);
    const sent = { ...wanted, options: wanted.options ?? {}, key: keyOf(wanted) };
    for (let tries = 0; ; tries += 1) {
      try {
        return await send(sent);
      } catch (error) {
        const waitMs = toWait(error, tries, sent);
        if (waitMs === undefined) throw error;
        await pause(waitMs, sent.options.signal);
      }
    }
  }

  return {
    request,
    /** Where something is that a browser fetches by itself. */
    addressOf: (path: string, query: object) => addressOf(baseRoot, path, query),
    open: opener(options, authority, { fetch, baseRoot }),
    oauth: authority.oauth,
    spentToday: gate.spentToday,
  };
}

type Ground = { fetch: typeof globalThis.fetch; baseRoot: string };

/** Opens what is read as it comes: no retries, no time limit, since only the reader knows when it has waited too long. */
const opener =
  (options: ClientOptions, authority: Authority, { fetch, baseRoot }: Ground) =>
  async (path: string, query: object, signal: AbortSignal | null): Promise<Response> => {
    const { headers, root = baseRoot } = await authority.prepare();
    const init: RequestInit = { headers: { ...headers, ...options.headers }, signal };
    if (authority.mode) init.credentials = authority.mode;
    const call = `GET ${path}`;
    const response = await fetch(addressOf(root, path, query), init).catch((cause) => {
      throw new ConnectionError(`${call} got no answer`, { cause });
    });
    if (response.ok) return response;
    throw toApiError({
      status: response.status,
      headers: response.headers,
      body: await response.text(),
      call,
    });
  };

function toInit({ line, body, options, key }: Sent, shared: Record<string, string>): RequestInit {
  const headers: Record<string, string> = { accept: "application/json", ...shared, ...options.headers };
  if (key !== undefined) headers["idempotency-key"] = key;
  if (body === undefined) return { method: line.method, headers };
  headers["content-type"] = "application/json";
  return { method: line.method, headers, body: JSON.stringify(body) };
}
