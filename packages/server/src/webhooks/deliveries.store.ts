import type { Kysely, SelectQueryBuilder } from "kysely";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";

export const states = { pending: 0, delivered: 1, failed: 2 } as const;
export type State = (typeof states)[keyof typeof states];

/** An event as a webhook meets it, with what became of it so far. */
export type EventRow = {
  seq: number;
  user_id: number;
  object: string;
  object_id: string;
  action: string;
  source: string | null;
  operation_id: number | null;
  add_time: number;
  state: State | null;
  attempts: number | null;
  next_time: number | null;
};

export type DeliveryRow = EventRow & {
  http_status: number | null;
  error: string | null;
  duration_ms: number | null;
  last_time: number | null;
};

export type Outcome = Omit<Database["webhook_deliveries"], "company_id" | "webhook_id">;

type Webhook = { company: number; webhook: number };
/** Which events a webhook watches: JSON of `{ objects, action }`. */
export type Watched = { objects: readonly string[]; action: string | undefined };

type Page = Webhook & { after: number; until: number; since: number; before: number; limit: number };

const columns = [
  "events.seq",
  "events.user_id",
  "events.object",
  "events.object_id",
  "events.action",
  "events.source",
  "events.operation_id",
  "events.add_time",
  "webhook_deliveries.state",
  "webhook_deliveries.attempts",
  "webhook_deliveries.next_time",
] as const;

function watchedEvents(q: Kysely<Database>, p: Page, shape: string) {
  const { objects, action }: Watched = JSON.parse(shape);
  let rows = q
    .selectFrom("events")
    .leftJoin("webhook_deliveries", (join) =>
      join
        .onRef("webhook_deliveries.company_id", "=", "events.company_id")
        .onRef("webhook_deliveries.event_seq", "=", "events.seq")
        .on("webhook_deliveries.webhook_id", "=", p.webhook),
    )
    .where("events.company_id", "=", p.company)
    .where("events.seq", ">", p.after)
    .where("events.object", "in", [...objects]);
  if (action) rows = rows.where("events.action", "=", action);
  return rows;
}

const upcoming = prepareByShape(
  (shape: string) => (q, p: Page) =>
    watchedEvents(q, p, shape)
      .select(columns)
      .where("events.seq", "<=", p.until)
      .orderBy("events.seq")
      .limit(p.limit),
);

const within = prepareByShape(
  (shape: string) => (q, p: Page) =>
    watchedEvents(q, p, shape)
      .select("events.seq")
      .where("events.add_time", ">=", p.since)
      .where("events.add_time", "<=", p.before)
      .orderBy("events.seq")
      .limit(p.limit),
);

// biome-ignore lint/suspicious/noExplicitAny: what is selected differs, which Kysely's types cannot follow
type Rows = SelectQueryBuilder<Database, "events" | "webhook_deliveries", any>;

const deliveries = (q: Kysely<Database>, p: Webhook): Rows =>
  q
    .selectFrom("webhook_deliveries")
    .innerJoin("events", (join) =>
      join
        .onRef("events.company_id", "=", "webhook_deliveries.company_id")
        .onRef("events.seq", "=", "webhook_deliveries.event_seq"),
    )
    .where("webhook_deliveries.company_id", "=", p.company)
    .where("webhook_deliveries.webhook_id", "=", p.webhook) as Rows;

const details = ["http_status", "error", "duration_ms", "last_time"] as const;

const waiting = prepare((q, p: Webhook & { until: number; limit: number }) =>
  deliveries(q, p)
    .select(columns)
    .where("state", "=", states.pending)
    .where("event_seq", "<=", p.until)
    .orderBy("event_seq")
    .limit(p.limit)
    .$castTo<EventRow>(),
);

const log = prepareByShape(
  (shape: "any" | "state") => (q, p: Webhook & { until: number; state: State; limit: number }) => {
    const rows = deliveries(q, p)
      .select([...columns, ...details])
      .where("event_seq", "<=", p.until)
      .orderBy("event_seq", "desc")
      .limit(p.limit)
      .$castTo<DeliveryRow>();
    return shape === "state" ? rows.where("state", "=", p.state) : rows;
  },
);

const one = prepare((q, p: Webhook & { seq: number }) =>
  deliveries(q, p)
    .select([...columns, ...details])
    .where("event_seq", "=", p.seq)
    .$castTo<DeliveryRow>(),
);

const put = prepare((q, p: Webhook & Outcome) =>
  q
    .insertInto("webhook_deliveries")
    .values({
      company_id: p.company,
      webhook_id: p.webhook,
      event_seq: p.event_seq,
      state: p.state,
      attempts: p.attempts,
      http_status: p.http_status,
      error: p.error,
      duration_ms: p.duration_ms,
      last_time: p.last_time,
      next_time: p.next_time,
    })
    .onConflict((conflict) =>
      conflict.columns(["company_id", "webhook_id", "event_seq"]).doUpdateSet((eb) => ({
        state: eb.ref("excluded.state"),
        attempts: eb.ref("excluded.attempts"),
        http_status: eb.ref("excluded.http_status"),
        error: eb.ref("excluded.error"),
        duration_ms: eb.ref("excluded.duration_ms"),
        last_time: eb.ref("excluded.last_time"),
        next_time: eb.ref("excluded.next_time"),
      })),
    ),
);

const prune = prepare((q, p: Webhook & { before: number; limit: number }) =>
  q
    .deleteFrom("webhook_deliveries")
    .where("company_id", "=", p.company)
    .where("webhook_id", "=", p.webhook)
    .where("state", "<>", states.pending)
    .where("last_time", "<", p.before)
    .where("event_seq", "in", (eb) =>
      eb
        .selectFrom("webhook_deliveries as oldest")
        .select("oldest.event_seq")
        .where("oldest.company_id", "=", p.company)
        .where("oldest.webhook_id", "=", p.webhook)
        .orderBy("oldest.event_seq")
        .limit(p.limit),
    )
    .returning("event_seq"),
);

/** Events after `after`, up to `until`, that a webhook watches, in order. */
export const upcomingEvents = (
  db: Db,
  watched: Watched,
  page: Webhook & { after: number; until: number; limit: number },
): Promise<EventRow[]> => db.all(upcoming(JSON.stringify(watched)), { ...page, since: 0, before: 0 });

/** The numbers of events after `after` within a span of time that a webhook watches. */
export const eventsWithin = async (
  db: Db,
  watched: Watched,
  page: Webhook & { after: number; since: number; before: number; limit: number },
): Promise<number[]> =>
  (await db.all(within(JSON.stringify(watched)), { ...page, until: 0 })).map(({ seq }) => seq);

/** Deliveries to be tried (again), up to an event. */
export const waitingDeliveries = (
  db: Db,
  page: Webhook & { until: number; limit: number },
): Promise<EventRow[]> => db.all(waiting, page);

/** Deliveries up to an event, the newest first. */
export const listDeliveries = (
  db: Db,
  page: Webhook & { until: number; state: State | undefined; limit: number },
): Promise<DeliveryRow[]> =>
  db.all(log(page.state === undefined ? "any" : "state"), { ...page, state: page.state ?? states.pending });

export const findDelivery = (
  db: Db,
  company: number,
  webhook: number,
  seq: number,
): Promise<DeliveryRow | undefined> => first(db, one, { company, webhook, seq });

export const putDelivery = async (tx: Tx, webhook: Webhook, outcome: Outcome): Promise<void> =>
  void (await tx.all(put, { ...webhook, ...outcome }));

/** Forgets up to `limit` of the oldest deliveries last tried before a time. Answers how many went. */
export const pruneDeliveries = async (
  tx: Tx,
  webhook: Webhook,
  before: number,
  limit: number,
): Promise<number> => (await tx.all(prune, { ...webhook, before, limit })).length;
