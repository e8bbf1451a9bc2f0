import type { ErrorCode } from "@leadfoyer/contract";

type Options = { info?: string; retryAfter?: number; cause?: unknown };

/** An expected failure. `info` says what is wrong with this request and how to mend it. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: ErrorCode;
  readonly info: string | undefined;

  /** Seconds after which it is worth asking again. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, options: Options = {}) {
    super(options.info ?? code, { cause: options.cause });
    this.code = code;
    this.info = options.info;
    this.retryAfter = options.retryAfter;
  }
}
