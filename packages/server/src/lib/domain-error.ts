import type { ErrorCode } from "@leadfoyer/contract";

/** An expected failure. `info` says what is wrong with this request and how to mend it. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: ErrorCode;
  readonly info: string | undefined;

  constructor(code: ErrorCode, options: { info?: string; cause?: unknown } = {}) {
    super(options.info ?? code, { cause: options.cause });
    this.code = code;
    this.info = options.info;
  }
}
