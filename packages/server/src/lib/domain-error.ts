import type { ErrorCode } from "@leadfoyer/contract";

type Options = { info?: string; data?: unknown; retryAfter?: number; cause?: unknown };

/** An expected failure. `info` says what is wrong with this request and how to mend it. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: ErrorCode;
  readonly info: string | undefined;
  /** What the failure is about, where that helps: the thing as it is. */
  readonly data: unknown;

  /** Seconds after which it is worth asking again. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, options: Options = {}) {
    super(options.info ?? code, { cause: options.cause });
    this.code = code;
    this.info = options.info;
    this.data = options.data;
    this.retryAfter = options.retryAfter;
  }
}
