import type { Db } from "../storage/db.ts";
import { viewersOfThing } from "../webhooks/thing-viewers.ts";
import type { AnySeen } from "../webhooks/webhook-thing.ts";
import { eventsAfter, type StoredEvent } from "./event-pages.ts";
import { changesAt } from "./states.ts";

type Viewers = ReadonlySet<number> | undefined;

/** An event with the users who may see what it is about; undefined for everyone. */
export type Seen = { event: StoredEvent; viewers: () => Promise<Viewers> };

/** Events read at a time. */
export const PAGE = 200;

/**
 * Reads the log for everyone who listens. Those who are at its end ask for the same: one read answers them all, until
 * something new is written.
 */
export function createSharedReader(db: Db, things: Record<string, AnySeen>) {
  const pages = new Map<string, Promise<Seen[]>>();

  async function page(company: number, after: number): Promise<Seen[]> {
    const events = await eventsAfter(db, { company, after, limit: PAGE });
    return events.map((event) => ({ event, viewers: once(() => viewersOfEvent(company, event)) }));
  }

  /** Whoever saw a thing before or after a change hears of it: what goes out of sight has to leave the page. */
  async function viewersOfEvent(
    company: number,
    { object, object_id: id, seq }: StoredEvent,
  ): Promise<Viewers> {
    const thing = things[object];
    if (!thing) return undefined;
    const changes = await changesAt(db, { company, object, id }, [seq], () => thing.present(db, company, id));
    const { before, after } = changes.get(seq) ?? {};
    const states = [before, after].filter((state) => state !== undefined);
    const seenBy = await Promise.all(states.map((state) => viewersOfThing(db, company, thing, state)));
    return seenBy.includes(undefined) ? undefined : new Set(seenBy.flatMap((users) => users ?? []));
  }

  return {
    /** A company's events after one of them, in order. */
    read(company: number, after: number): Promise<Seen[]> {
      const key = `${company} ${after}`;
      const known = pages.get(key) ?? page(company, after);
      pages.set(key, known);
      known.catch(() => pages.delete(key));
      return known;
    },

    /** What was read of a company may be out of date. */
    forget(company: number): void {
      for (const key of pages.keys()) if (key.startsWith(`${company} `)) pages.delete(key);
    },
  };
}

/** The answer of the first call, for every call. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= work());
}
