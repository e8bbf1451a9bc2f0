import type { ErrorCode } from "@leadfoyer/contract";
import { DomainError } from "../lib/domain-error.ts";
import type { Call } from "./command.ts";
import type { Db } from "./db.ts";

/** What became of a call. Plain data, so that it can cross from the writer thread. */
export type Outcome =
  | { done?: unknown }
  | { refused: ErrorCode; info?: string | undefined; data?: unknown }
  | { failed: string };

/** A batch that is committed: one outcome per call in order. With `onDisk`, it survives a crash only from then on. */
export type Committed = { outcomes: Outcome[]; onDisk?: Promise<void> };

/** Runs calls in one transaction. */
export type Executor = {
  execute(calls: readonly Call[]): Promise<Committed>;
  /** How many batches it takes at once, to carry them out one after the other. */
  readonly depth: number;
  close(): Promise<void>;
};

/** Being the one process that does something. */
export type Claim = {
  /** Whether it still holds: on PostgreSQL it is lost with its connection. */
  held(): boolean;
  release(): Promise<void>;
};

/**
 * An open database: how it is read, how commands run on it, how a process becomes the only one, where what may
 * vanish is shared, how reading ends.
 */
export type OpenEngine = {
  db: Db;
  executor: Executor;
  claim(): Promise<Claim | undefined>;
  scratch(): Db;
  close(): Promise<void>;
};

/** What a command threw, as an outcome. */
export function toOutcome(error: unknown): Outcome {
  if (error instanceof DomainError) return { refused: error.code, info: error.info, data: error.data };
  return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** The value of an outcome, or its error thrown again. What a command answered nothing, JSON leaves out. */
export function fromOutcome(outcome: Outcome): unknown {
  if ("refused" in outcome) {
    const { info, data } = outcome;
    throw new DomainError(outcome.refused, { ...(info !== undefined && { info }), data });
  }
  if ("failed" in outcome) throw new Error(`A write failed: ${outcome.failed}`);
  return outcome.done;
}
