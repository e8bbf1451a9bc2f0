import { ConnectionError, TimeoutError, toApiError } from "./errors.ts";

/** A JSON body: `data`, and what stands beside it. */
export type Body = Record<string, unknown>;
/** A successful answer. Its stream has been read. */
export type Answer = { body: Body; response: Response };

export type Attempt = {
  /** `GET /v1/leads`, for errors. */
  name: string;
  url: string;
  init: RequestInit;
  timeoutMs: number;
  signal: AbortSignal | undefined;
  fetch: typeof globalThis.fetch;
};

/**
 * Sends once and reads the whole answer.
 * @throws ApiError, TimeoutError, ConnectionError, or the signal's reason.
 */
export async function attempt({ name, url, init, timeoutMs, signal, fetch }: Attempt): Promise<Answer> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const stop = () => controller.abort(signal?.reason);
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  signal?.addEventListener("abort", stop);
  try {
    const response = await fetch(url, { ...init, signal: controller.signal });
    return toAnswer(name, response, await response.text());
  } catch (cause) {
    if (cause instanceof Error && "status" in cause) throw cause;
    if (signal?.aborted) throw signal.reason;
    if (controller.signal.aborted)
      throw new TimeoutError(`${name} took longer than ${timeoutMs} ms`, { cause });
    throw new ConnectionError(`${name} got no whole answer: ${reasonOf(cause)}`, { cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

function toAnswer(call: string, response: Response, text: string): Answer {
  const body = parse(text);
  const isBody = typeof body === "object" && body !== null;
  if (response.ok && isBody && (body as Body).success !== false) return { body: body as Body, response };
  throw toApiError({ status: response.status, headers: response.headers, body, call });
}

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text; // HTML from a front door, or an answer cut short
  }
}

/** Node's fetch hides why behind "fetch failed". */
function reasonOf(cause: unknown): string {
  const error = cause as { message?: string; cause?: { message?: string; code?: string } };
  return error.cause?.message || error.cause?.code || String(error.message ?? cause);
}
