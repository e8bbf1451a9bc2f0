import { closeSync, fdatasync, openSync } from "node:fs";
import { promisify } from "node:util";

const toDisk = promisify(fdatasync);

/** Puts what a writer committed on the disk. */
export type LogFlush = { flush(): Promise<void>; close(): void };

/**
 * Flushes the write-ahead log of a SQLite file from a thread of the system's, so that a writer that leaves it to this
 * carries out the next batch meanwhile. When the disk refuses, nobody knows any more what it holds (the system forgets
 * what it failed to write), so that the process ends rather than go on.
 */
export function createLogFlush(file: string): LogFlush {
  let log: number | undefined;

  return {
    flush() {
      log ??= openSync(`${file}-wal`, "r+"); // there from the first commit on, until the last connection closes
      return toDisk(log).catch(endProcess);
    },
    close() {
      if (log !== undefined) closeSync(log);
    },
  };
}

function endProcess(error: unknown): Promise<never> {
  queueMicrotask(() => {
    throw error;
  });
  return new Promise(() => {});
}
