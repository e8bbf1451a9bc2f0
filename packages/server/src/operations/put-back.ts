import { eventsOfThingAfter, type StoredEvent } from "../events/event-pages.ts";
import { changesAt } from "../events/states.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import type { Tx } from "../storage/db.ts";

/** Events read at a time. */
const PAGE = 100;

type Members = Record<string, unknown>;

/**
 * What became of an attempt to undo one event. `moved`: the members that were changed since, which is why nothing was
 * done unless it was forced.
 */
export type Undone = { changed: boolean; moved: readonly string[]; reason?: string };

/**
 * An event to undo, and the operation it belongs to. `alone`: it is a deed of its own rather than a part of what was
 * done to leads. `isFirst`: what it added was not there before, rather than brought back.
 */
export type DoneEvent = StoredEvent & { operation: number | undefined; alone?: boolean; isFirst?: boolean };

export const NOTHING: Undone = { changed: false, moved: [] };

/** The members an event changed as they were before it. */
export const before = (event: StoredEvent): Members => JSON.parse(event.previous ?? "{}");

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/**
 * What `present` lacks to be as it was before an event, and which of that somebody changed since: whatever is not as
 * the event left it. Members of `derived` follow from others and are left alone.
 */
export async function lacking(
  tx: Tx,
  { company_id: company }: Actor,
  event: StoredEvent,
  { present, derived }: { present: object; derived: ReadonlySet<string> },
): Promise<{ wanted: Members; moved: string[] }> {
  const now = present as Members; // members by name
  const wanted = Object.entries(before(event)).filter(
    ([key, value]) => !derived.has(key) && !same(now[key], value),
  );
  if (wanted.length === 0) return { wanted: {}, moved: [] };
  const left = await leftBy(tx, company, event, { keys: wanted.map(([key]) => key), now });
  return {
    wanted: Object.fromEntries(wanted),
    moved: wanted.map(([key]) => key).filter((key) => !same(now[key], left.get(key))),
  };
}

/** What members were right after an event: as they are, unless a later event says what they were before it. */
async function leftBy(
  tx: Tx,
  company: number,
  { object, object_id: id, seq }: StoredEvent,
  { keys, now }: { keys: readonly string[]; now: Members },
): Promise<Map<string, unknown>> {
  const left = new Map<string, unknown>();
  const open = new Set(keys);
  for (let after = seq, more = true; more && open.size > 0; ) {
    const later = await eventsOfThingAfter(tx, { company, object, id, after, limit: PAGE });
    for (const one of later) settle(JSON.parse(one.previous ?? "{}"), open, left);
    after = later.at(-1)?.seq ?? after;
    more = later.length === PAGE;
  }
  for (const key of open) left.set(key, now[key]);
  return left;
}

function settle(previous: Members, open: Set<string>, left: Map<string, unknown>): void {
  for (const key of open) {
    if (!(key in previous)) continue;
    left.set(key, previous[key]);
    open.delete(key);
  }
}

/** Members of a thing that are not as the event that made it left them, those that follow from others aside. */
export async function changedSince(
  tx: Tx,
  { company_id: company }: Actor,
  { object, object_id: id, seq }: StoredEvent,
  { present, derived }: { present: object; derived: ReadonlySet<string> },
): Promise<string[]> {
  const made = (await changesAt(tx, { company, object, id }, [seq], async () => present)).get(seq)?.after;
  return Object.keys(differences(made ?? {}, present)).filter((key) => !derived.has(key));
}
