import type { Actor } from "../lib/actor.ts";
import { createBell } from "../lib/bell.ts";
import { type Clock, toMsTime } from "../lib/clock.ts";
import type { Storage } from "../storage/open.ts";
import type { AnySeen } from "../webhooks/webhook-thing.ts";
import { latestEvent } from "./event-log.ts";
import { eventsAfter, latestEventBefore, type StoredEvent } from "./event-pages.ts";
import { hears } from "./live-kinds.ts";
import { createSharedReader, PAGE, type Seen } from "./shared-reader.ts";
import type { EventWatch } from "./watch.ts";

/** A sign of life for proxies that close what is silent, in milliseconds. */
const HEARTBEAT_MS = 15_000;
/** A stream ends after so long, and its page comes back with what it may see by then. */
const LIFETIME_MS = 5 * 60 * 1_000;
/** Whoever missed more than this begins anew instead, which is less work by then. */
const MAX_MISSED = 1_000;
/** Longest that a change is dated before it can be read, in milliseconds: it waits for the disk, or for other changes. */
const UNSEEN_MS = 5_000;

/** What an open page is told: enough to know what to fetch again. */
export type LiveMessage =
  | { type: "event"; id: number; data: object }
  /** Where the stream stands; `reset`: more was missed than can be told. */
  | { type: "ready" | "reset" | "heartbeat"; id: number };

/** What a page knows: the last event it was told of, or else for how many milliseconds it has been reading. */
export type Known = { last: number | undefined; lookBackMs: number | undefined };

type Deps = { storage: Storage; clock: Clock; watch: EventWatch; things: Record<string, AnySeen> };

/** What happens, as it happens, for open pages. A company's log is read once, however many pages are open. */
export function createLiveService({ storage, clock, watch, things }: Deps) {
  const { db } = storage;
  const reader = createSharedReader(db, things);
  const open = new Set<AbortController>();

  async function* told(actor: Actor, seen: readonly Seen[]): AsyncGenerator<LiveMessage> {
    for (const { event, viewers } of seen) {
      if (!isMeantFor(actor, event)) continue;
      const users = actor.sees === null ? undefined : await viewers();
      if (!users || users.has(actor.user_id)) yield { type: "event", id: event.seq, data: toData(event) };
    }
  }

  /** The event after which a page goes on. */
  async function lastSeen(company: number, { last, lookBackMs }: Known, latest: number): Promise<number> {
    if (last !== undefined) return Math.min(last, latest);
    if (lookBackMs === undefined) return latest;
    const span = Math.min(lookBackMs, LIFETIME_MS) + UNSEEN_MS;
    return latestEventBefore(db, company, clock() - span);
  }

  /** Where a page goes on that knows so much. */
  async function beginOf(actor: Actor, known: Known) {
    const latest = await latestEvent(db, actor.company_id);
    const last = await lastSeen(actor.company_id, known, latest);
    const missed = await eventsAfter(db, { company: actor.company_id, after: last, limit: MAX_MISSED + 1 });
    return missed.length > MAX_MISSED
      ? ({ at: latest, type: "reset" } as const)
      : ({ at: last, type: "ready" } as const);
  }

  /** Everything the actor may see from now on, or after what is known. Ends when `signal` says so, and after a while. */
  async function* follow(actor: Actor, known: Known, signal: AbortSignal) {
    const ending = new AbortController();
    open.add(ending);
    const bell = createBell();
    const company = actor.company_id;
    const unwatch = watch.watch(company, () => {
      reader.forget(company);
      bell.ring();
    });
    const isOver = AbortSignal.any([signal, ending.signal, AbortSignal.timeout(LIFETIME_MS)]);
    isOver.addEventListener("abort", bell.ring);
    try {
      const begin = await beginOf(actor, known);
      let { at } = begin;
      yield { type: begin.type, id: at } satisfies LiveMessage;
      while (!isOver.aborted) {
        const seen = await reader.read(company, at);
        yield* told(actor, seen);
        at = seen.at(-1)?.event.seq ?? at;
        if (seen.length < PAGE && !(await bell.rings(HEARTBEAT_MS))) {
          yield { type: "heartbeat", id: at } satisfies LiveMessage;
        }
      }
    } finally {
      open.delete(ending);
      unwatch();
      reader.forget(company);
    }
  }

  return {
    follow,
    /** Ends every stream. */
    close(): void {
      for (const ending of open) ending.abort();
    },
  };
}
export type LiveService = ReturnType<typeof createLiveService>;

/** How far an operation has come is told to whoever began it. That one began only gives its events a number. */
const isMeantFor = (actor: Actor, { object, action, user_id }: StoredEvent): boolean =>
  hears(actor, object) && (object !== "operation" || (action === "change" && user_id === actor.user_id));

function toData({ seq, object, object_id, action, user_id, add_time, previous }: StoredEvent) {
  const before = action === "change" && previous !== null ? JSON.parse(previous) : {};
  return {
    id: seq,
    kind: object,
    entity_id: object_id,
    action,
    user_id,
    time: toMsTime(add_time),
    changed: Object.keys(before),
    previous_update_time: before.update_time,
  };
}
