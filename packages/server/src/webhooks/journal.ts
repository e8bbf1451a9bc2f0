import type { FastifyBaseLogger } from "fastify";
import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import type { Storage } from "../storage/open.ts";
import type { Attempted } from "./attempt.ts";
import { type Outcome, states } from "./deliveries.store.ts";
import { expireWebhook, settleDeliveries } from "./webhook-commands.ts";
import type { Progress, Subscription } from "./webhooks.store.ts";
import type { Delivery } from "./window.ts";

/** Waits before attempts 2, 3 and 4. Source, as for ban and removal: Pipedrive's guide. */
const RETRY_MS = [3_000, 30_000, 150_000] as const;
const BAN_AFTER = 10;
const BAN_MS = 30 * 60 * 1_000;
const EXPIRE_MS = 3 * 24 * 60 * 60 * 1_000;
/** How many events may pass a webhook that watches none of them before its position is written down. */
const LAZY = 5_000;

type Deps = { storage: Storage; clock: Clock; logger: FastifyBaseLogger };
type About = { webhook: Subscription; actor: Actor; position: () => number };

/**
 * What became of a webhook's deliveries, on its way into the database. One settlement is written at a time, and what
 * happens meanwhile goes with the next; what a crash loses here is sent again.
 */
export function createJournal({ storage, clock, logger }: Deps, { webhook, actor, position }: About) {
  const unwritten = new Map<number, Outcome>();
  let progress: Progress = toProgress(webhook);
  let writing: Promise<void> | undefined;

  const settled = () => Math.max(position(), progress.position);
  const isDue = () => unwritten.size > 0 || settled() - progress.position > LAZY;
  const isExpired = () => clock() - (progress.failing_since ?? Number.POSITIVE_INFINITY) >= EXPIRE_MS;

  async function writeAll(): Promise<void> {
    while (isDue()) {
      const outcomes = [...unwritten.values()];
      progress = { ...progress, position: settled() };
      await storage.run(settleDeliveries, actor, { webhook: webhook.id, progress, outcomes });
      for (const outcome of outcomes)
        if (unwritten.get(outcome.event_seq) === outcome) unwritten.delete(outcome.event_seq);
    }
    if (isExpired()) await storage.run(expireWebhook, actor, webhook.id);
  }

  function write(): void {
    if (!isDue()) return;
    writing ??= writeAll()
      .catch((error: unknown) =>
        logger.error({ err: error, webhook: webhook.id }, "deliveries are not written"),
      )
      .finally(() => (writing = undefined));
  }

  return {
    get unwritten() {
      return unwritten.size;
    },
    /** The events whose outcome is not in the database yet. */
    pending: (): ReadonlySet<number> => new Set(unwritten.keys()),
    isBanned: (now: number): boolean => (progress.banned_until ?? 0) > now,
    liftBan(): void {
      progress = { ...progress, banned_until: null };
    },
    write,

    /** Notes an attempt. Answers when the next is due; undefined when there will be none. */
    note(delivery: Delivery, attempted: Exclude<Attempted, { skipped: true }>): number | undefined {
      const { ok, skipped: _, ...details } = attempted;
      const now = clock();
      const wait = ok ? undefined : RETRY_MS[delivery.attempts - 1];
      const state = ok ? states.delivered : wait === undefined ? states.failed : states.pending;
      const next_time = wait === undefined ? null : now + wait;
      const { attempts, event } = delivery;
      const outcome = { event_seq: event.seq, state, attempts, ...details, last_time: now, next_time };
      unwritten.set(event.seq, outcome);
      progress = {
        ...progress,
        ...afterAttempt(progress, attempts, { ok, now }),
        last_delivery_time: now,
        last_http_status: attempted.http_status,
      };
      write();
      return next_time ?? undefined;
    },

    /** Notes a replay of what the webhook's user may not see any more. */
    noteSkipped(seq: number): void {
      unwritten.set(seq, { ...outOfSight, event_seq: seq, last_time: clock() });
      write();
    },

    settled: async (): Promise<void> => writing,
    isWriting: (): boolean => writing !== undefined,
  };
}

const outOfSight = {
  state: states.failed,
  attempts: 0,
  http_status: null,
  error: "the webhook's user may not see it",
  duration_ms: null,
  next_time: null,
};

/** How a webhook fares after an attempt. Only first attempts count towards a ban; any success forgives all. */
function afterAttempt(
  { first_failures, banned_until, failing_since }: Progress,
  attempt: number,
  { ok, now }: { ok: boolean; now: number },
): Pick<Progress, "first_failures" | "banned_until" | "failing_since"> {
  if (ok) return { first_failures: 0, banned_until: null, failing_since: null };
  const failures = first_failures + (attempt === 1 ? 1 : 0);
  const since = failing_since ?? now;
  if (failures < BAN_AFTER) return { first_failures: failures, banned_until, failing_since: since };
  return { first_failures: 0, banned_until: now + BAN_MS, failing_since: since };
}

const toProgress = (row: Subscription): Progress => ({
  position: row.position,
  first_failures: row.first_failures,
  banned_until: row.banned_until,
  failing_since: row.failing_since,
  last_delivery_time: row.last_delivery_time,
  last_http_status: row.last_http_status,
});
