import type { Storage } from "../storage/open.ts";
import { latestEvent } from "./event-log.ts";

/** How often the log is looked at for what another process wrote. */
const POLL_MS = 1_000;

/**
 * Tells that a company's log has grown: at once after a commit of this process, within a second after another's.
 * However many listen, a company's log is looked at once.
 */
export function createEventWatch(storage: Storage) {
  const companies = new Map<number, { seq: number; listeners: Set<() => void> }>();
  let timer: NodeJS.Timeout | undefined;

  const tell = (company: number): void => {
    for (const listener of companies.get(company)?.listeners ?? []) listener();
  };
  const forget = storage.onCommit((committed) => {
    for (const company of committed) tell(company);
  });

  async function poll(): Promise<void> {
    for (const [company, known] of companies) {
      const seq = await latestEvent(storage.db, company);
      if (seq > known.seq) tell(company);
      known.seq = seq;
    }
  }

  function schedule(): void {
    timer ??= setTimeout(async () => {
      await poll().catch(() => undefined); // the database is away: the next look finds what this one missed
      timer = undefined;
      if (companies.size > 0) schedule();
    }, POLL_MS).unref();
  }

  return {
    /** Calls `listener` whenever the company's log may have grown, until the answer is called. */
    watch(company: number, listener: () => void): () => void {
      const known = companies.get(company) ?? { seq: 0, listeners: new Set() };
      companies.set(company, known);
      known.listeners.add(listener);
      schedule();
      return () => {
        known.listeners.delete(listener);
        if (known.listeners.size === 0) companies.delete(company);
      };
    },

    close(): void {
      clearTimeout(timer);
      companies.clear();
      forget();
    },
  };
}
export type EventWatch = ReturnType<typeof createEventWatch>;
