/** The same symbol in every realm and every copy of this package, where `instanceof` would not recognise an error. */
const BRAND = Symbol.for("@leadfoyer/client/error");

/** What every error of this client is. `kind` is stable and survives minification. */
export class FoyerError extends Error {
  override name = "FoyerError";
  readonly kind: string = "foyer";
  readonly [BRAND] = true;
}

/** No answer came: the host is unknown or refused, or the connection broke, also in the middle of an answer. */
export class ConnectionError extends FoyerError {
  override name = "ConnectionError";
  override readonly kind = "connection";
}

/** No whole answer came within `timeoutMs`. Whether a write was carried out is not known. */
export class TimeoutError extends FoyerError {
  override name = "TimeoutError";
  override readonly kind = "timeout";
}

/** The daily budget given to this client is spent: the call was not sent. */
export class BudgetError extends FoyerError {
  override name = "BudgetError";
  override readonly kind = "budget";
}

/** What an error keeps of the answer it was made from. */
export type Failure = { status: number; headers: Headers; body: unknown; call: string };

/**
 * The server answered, and not with success: a status of 300 or more, `success: false`, or a body that is not JSON.
 * `body` is the parsed body, or its text where it is not JSON, or `undefined` where it is empty.
 */
export class ApiError extends FoyerError {
  override name = "ApiError";
  override readonly kind = "api";
  readonly status: number;
  /** The server's own code, such as `ERR_SCHEMA_VALIDATION_FAILED`, if it sent one. */
  readonly code: string | undefined;
  readonly body: unknown;
  readonly headers: Headers;
  /** To be named when asking for help: `x-correlation-id` or `x-request-id`. */
  readonly requestId: string | undefined;
  /** Seconds to wait before another try, from `retry-after` or the rate headers, if the server named any. */
  readonly retryAfter: number | undefined;

  constructor({ status, headers, body, call }: Failure) {
    super(`${call} answered ${status}${describe(body)}`);
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.code = codeOf(body);
    this.requestId = headers.get("x-correlation-id") ?? headers.get("x-request-id") ?? undefined;
    this.retryAfter = secondsToWait(headers, status);
  }
}

/** 400: the input was refused. `body.error_info` says what to mend. */
export class BadRequestError extends ApiError {
  override name = "BadRequestError";
}
/** 401: no credential, or one that is not valid (any more). */
export class UnauthorizedError extends ApiError {
  override name = "UnauthorizedError";
}
/** 403: a scope or a permission is missing, or a front door turned the caller away (then the body is often HTML). */
export class ForbiddenError extends ApiError {
  override name = "ForbiddenError";
}
/** 404: nothing there, or nothing this caller may see. */
export class NotFoundError extends ApiError {
  override name = "NotFoundError";
}
/** 429, after the retries. `retryAfter` says how long the server wants to be left alone. */
export class RateLimitError extends ApiError {
  override name = "RateLimitError";
}

const classes: Record<number, typeof ApiError> = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  429: RateLimitError,
};

/** The error of an answer, in the narrowest class there is for its status. */
export function toApiError(failure: Failure): ApiError {
  return new (classes[failure.status] ?? ApiError)(failure);
}

/** Whether this client threw it, also across realms (workers, iframes, jest) and copies of the package. */
export const isFoyerError = (error: unknown): error is FoyerError =>
  typeof error === "object" && error !== null && (error as { [BRAND]?: true })[BRAND] === true;

/** Whether the server answered with an error; with `status`, whether with that one. */
export const isApiError = (error: unknown, status?: number): error is ApiError =>
  isFoyerError(error) &&
  error.kind === "api" &&
  (status ?? (error as ApiError).status) === (error as ApiError).status;

/** Whether something is not there (404). */
export const isNotFound = (error: unknown): error is NotFoundError => isApiError(error, 404);

/** Whether the server said that there were too many requests (429). */
export const isRateLimited = (error: unknown): error is RateLimitError => isApiError(error, 429);

/** Whether no whole answer came: then it is not known whether a write was carried out. */
export const isNoAnswer = (error: unknown): error is TimeoutError | ConnectionError =>
  isFoyerError(error) && (error.kind === "timeout" || error.kind === "connection");

/** Longest piece of a body that is not JSON put into a message, in characters. */
const EXCERPT = 120;

function describe(body: unknown): string {
  if (body === undefined) return " with an empty body";
  if (typeof body === "string") return ` with a body that is not JSON: ${body.slice(0, EXCERPT)}`;
  const said = ["message", "error", "error_info"].map((key) => text(member(body, key)));
  // The webhooks service names the parameters at fault.
  said.push(...Object.entries(Object(member(body, "errors"))).map(([key, faults]) => `${key}: ${faults}`));
  const lines = said.filter((line) => line !== undefined && !line.startsWith("Please check developers"));
  return lines.length > 0 ? `: ${lines.join(": ")}` : "";
}

const member = (body: unknown, key: string): unknown =>
  typeof body === "object" && body !== null ? (body as Record<string, unknown>)[key] : undefined;

/** v2 has codes; OAuth's stand in `error`, where others have a sentence. */
const codeOf = (body: unknown): string | undefined =>
  text(member(body, "code")) ?? /^[a-z]+(_[a-z]+)+$/.exec(String(member(body, "error")))?.[0];

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** Seconds or a date in `retry-after`; on a 429 without it, the seconds in `x-ratelimit-reset`. */
function secondsToWait(headers: Headers, status: number): number | undefined {
  const after = headers.get("retry-after");
  if (after) {
    const seconds = Number(after);
    const until = Number.isNaN(seconds) ? (Date.parse(after) - Date.now()) / 1_000 : seconds;
    if (Number.isFinite(until)) return Math.max(0, until);
  }
  const reset = Number(headers.get("x-ratelimit-reset") ?? Number.NaN);
  return status === 429 && reset >= 0 ? reset : undefined;
}
