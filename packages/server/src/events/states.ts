import { type Db, first } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import { eventsOfThing, type StoredEvent } from "./event-pages.ts";

type Thing = { company: number; object: string; id: string };

/** What a thing was like before and after an event; undefined where it was not there. */
export type Change = { before: object | undefined; after: object | undefined };

/** How many events are undone at a time. */
const PAGE = 200;

const newest = prepare((q, p: Thing) =>
  q
    .selectFrom("events")
    .select("seq")
    .where("company_id", "=", p.company)
    .where("object_id", "=", p.id)
    .where("object", "=", p.object)
    .orderBy("seq", "desc")
    .limit(1),
);

const newestFirst = prepare((q, p: Thing & { from: number; until: number }) =>
  q
    .selectFrom("events")
    .select(["seq", "action", "previous"])
    .where("company_id", "=", p.company)
    .where("object_id", "=", p.id)
    .where("object", "=", p.object)
    .where("seq", ">=", p.from)
    .where("seq", "<=", p.until)
    .orderBy("seq", "desc")
    .limit(PAGE),
);

/**
 * What a thing was like around some of its events. Only the present is stored: the events since are undone on it, one
 * by one, which costs a change nothing when it is made.
 * @param present reads the thing as it is now
 */
export async function changesAt(
  db: Db,
  thing: Thing,
  seqs: readonly number[],
  present: () => Promise<object | undefined>,
): Promise<Map<number, Change>> {
  const wanted = new Set(seqs);
  const from = Math.min(...seqs);
  let { until, state } = await settled(db, thing, present);
  const changes = new Map<number, Change>();
  while (until >= from) {
    const events = await db.all(newestFirst, { ...thing, from, until });
    for (const { seq, action, previous } of events) {
      const after = action === "delete" ? undefined : state;
      const before = undone(action, after, previous);
      if (wanted.has(seq)) changes.set(seq, { before, after });
      state = before;
    }
    until = events.length === PAGE ? (events.at(-1)?.seq ?? 0) - 1 : 0;
  }
  return changes;
}

/**
 * The events of a thing, the latest first, with what it was like around each: read as far as somebody asks.
 * @param present reads the thing as it is now
 */
export async function* changesBackwards(
  db: Db,
  thing: Thing,
  present: () => Promise<object | undefined>,
): AsyncGenerator<Change & { event: StoredEvent }> {
  let { until, state } = await settled(db, thing, present);
  for (let more = true; more; ) {
    const events = await eventsOfThing(db, { ...thing, until, limit: PAGE });
    for (const event of events) {
      const after = event.action === "delete" ? undefined : state;
      const before = undone(event.action, after, event.previous);
      yield { event, before, after };
      state = before;
    }
    until = (events.at(-1)?.seq ?? 0) - 1;
    more = events.length === PAGE;
  }
}

/** The present, and the last event it holds: read until nothing happens in between. */
async function settled(db: Db, thing: Thing, present: () => Promise<object | undefined>) {
  for (;;) {
    const until = (await first(db, newest, thing))?.seq ?? 0;
    const state = await present();
    if (((await first(db, newest, thing))?.seq ?? 0) === until) return { until, state };
  }
}

function undone(action: string, after: object | undefined, previous: string | null): object | undefined {
  if (action === "create") return undefined;
  const members: Record<string, unknown> = JSON.parse(previous ?? "{}");
  if (action === "delete") return members;
  return after && { ...after, ...members };
}
