import type { Change } from "../events/states.ts";
import type { EventRow } from "./deliveries.store.ts";

/** An event on its way to a webhook. */
export type Delivery = {
  event: EventRow;
  /** Attempts made. */
  attempts: number;
  /** When it may be tried: 0 at once. */
  due: number;
  running: boolean;
  /** Whether it was settled before and is sent again: then it does not hold the webhook's position back. */
  isReplay: boolean;
  /** What it tells, once worked out. */
  change?: Change;
};

/** The deliveries of a webhook that are open, a bounded part of all there may be, in the order of their events. */
export function createWindow() {
  const open = new Map<number, Delivery>();
  let ordered: Delivery[] = [];

  const isOpen = (delivery: Delivery): boolean => open.get(delivery.event.seq) === delivery;

  /** The first open delivery of each thing, unless it is under way. */
  function* heads(): Iterable<Delivery> {
    const ahead = new Set<string>();
    for (const delivery of ordered.filter(isOpen)) {
      const thing = `${delivery.event.object} ${delivery.event.object_id}`;
      if (!ahead.has(thing) && !delivery.running) yield delivery;
      ahead.add(thing);
    }
  }

  return {
    get size() {
      return open.size;
    },
    has: (seq: number) => open.has(seq),

    put(deliveries: readonly Delivery[]): void {
      for (const delivery of deliveries) open.set(delivery.event.seq, delivery);
      ordered = [...open.values()].sort((a, b) => a.event.seq - b.event.seq);
    },

    settle(delivery: Delivery): void {
      open.delete(delivery.event.seq);
      if (ordered.length > 2 * open.size) ordered = ordered.filter(({ event }) => open.has(event.seq));
    },

    /** The first event that is not settled for the first time, if any. */
    firstUnsettled: (): number | undefined => ordered.find((one) => !one.isReplay && isOpen(one))?.event.seq,

    /** Up to `count` deliveries to start now, and when the next comes due. Events of one thing go one after the other. */
    startable(now: number, count: number): { ready: Delivery[]; next: number | undefined } {
      const ready: Delivery[] = [];
      let next = Number.POSITIVE_INFINITY;
      for (const delivery of heads()) {
        if (ready.length === count) break;
        if (delivery.due <= now) ready.push(delivery);
        else next = Math.min(next, delivery.due);
      }
      return { ready, next: Number.isFinite(next) ? next : undefined };
    },

    /** Open deliveries of the same thing that have not been worked out, this one first. */
    alike: ({ event: { object, object_id } }: Delivery): Delivery[] =>
      ordered.filter(
        (one) =>
          one.event.object === object &&
          one.event.object_id === object_id &&
          one.change === undefined &&
          isOpen(one),
      ),
  };
}
