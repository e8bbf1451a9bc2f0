import { latestEvent } from "../events/event-log.ts";
import type { Db } from "../storage/db.ts";
import { type EventRow, states, upcomingEvents, waitingDeliveries } from "./deliveries.store.ts";
import { watchedBy } from "./subscriptions.ts";
import type { Subscription } from "./webhooks.store.ts";
import type { createWindow, Delivery } from "./window.ts";

/** Open deliveries of one webhook in memory; the log holds the rest. */
export const WINDOW = 500;

type About = {
  webhook: Subscription;
  window: ReturnType<typeof createWindow>;
  /** The events whose outcome is not in the database yet. */
  unwritten: () => ReadonlySet<number>;
};

/** Reads the log for a webhook, as far ahead as its window is wide. */
export function createIntake(db: Db, { webhook, window, unwritten }: About) {
  const watched = watchedBy(webhook);
  const key = { company: webhook.company_id, webhook: webhook.id };
  let seen = webhook.position;
  let replays: number | undefined;

  /** Deliveries behind `seen`: what failed before this process began, and what is to be sent again. */
  async function takeReplays(asked: number): Promise<void> {
    if (replays === asked) return;
    const known = unwritten(); // before the read, so that what is written meanwhile is not taken for open
    const rows = await waitingDeliveries(db, { ...key, until: seen, limit: WINDOW });
    const fresh = rows.filter(({ seq }) => !known.has(seq) && !window.has(seq));
    window.put(fresh.map((event) => toDelivery(event, true)));
    if (rows.length < WINDOW) replays = asked;
  }

  async function takeNew(): Promise<void> {
    const latest = await latestEvent(db, key.company);
    while (seen < latest && window.size < WINDOW) {
      const page = { ...key, after: seen, until: latest, limit: WINDOW };
      const events = await upcomingEvents(db, watched, page);
      seen = events.length === WINDOW ? (events.at(-1)?.seq ?? latest) : latest;
      window.put(events.filter(isOpen).map((event) => toDelivery(event, false)));
    }
  }

  return {
    /** Everything up to here is settled. */
    position: (): number => (window.firstUnsettled() ?? seen + 1) - 1,

    /** Fills the window when half of it is free. `asked` is how often a replay was asked for. */
    async fill(asked: number): Promise<void> {
      if (window.size > WINDOW / 2 || watched.objects.length === 0) return;
      await takeReplays(asked);
      await takeNew();
    },
  };
}

const isOpen = ({ state }: EventRow): boolean => state === null || state === states.pending;

const toDelivery = (event: EventRow, isReplay: boolean): Delivery => ({
  event,
  attempts: event.attempts ?? 0,
  due: event.next_time ?? 0,
  running: false,
  isReplay,
});
