import { sql } from "kysely";
import { type Db, first } from "../storage/db.ts";
import { type Engine, prepare } from "../storage/prepared.ts";

/** An event as it is kept. */
export type StoredEvent = {
  seq: number;
  user_id: number;
  object: string;
  object_id: string;
  action: string;
  previous: string | null;
  source: string | null;
  add_time: number;
};

const columns = [
  "seq",
  "user_id",
  "object",
  "object_id",
  "action",
  "previous",
  "source",
  "add_time",
] as const;

const after = prepare((q, p: { company: number; after: number; limit: number }) =>
  q
    .selectFrom("events")
    .select(columns)
    .where("company_id", "=", p.company)
    .where("seq", ">", p.after)
    .orderBy("seq")
    .limit(p.limit),
);

const latestBefore = prepare((q, p: { company: number; time: number }) =>
  q
    .selectFrom("events")
    .select("seq")
    .where("company_id", "=", p.company)
    .where("add_time", "<", p.time)
    .orderBy("seq", "desc")
    .limit(1),
);

const ofThing = prepare(
  (q, p: { company: number; object: string; id: string; until: number; limit: number }) =>
    q
      .selectFrom("events")
      .select(columns)
      .where("company_id", "=", p.company)
      .where("object_id", "=", p.id)
      .where("object", "=", p.object)
      .where("seq", "<=", p.until)
      .orderBy("seq", "desc")
      .limit(p.limit),
);

const ofThingAfter = prepare(
  (q, p: { company: number; object: string; id: string; after: number; limit: number }) =>
    q
      .selectFrom("events")
      .select(["seq", "action", "previous", "operation_id"])
      .where("company_id", "=", p.company)
      .where("object_id", "=", p.id)
      .where("object", "=", p.object)
      .where("seq", ">", p.after)
      .orderBy("seq")
      .limit(p.limit),
);

const one = prepare((q, p: { company: number; seq: number }) =>
  q
    .selectFrom("events")
    .select([...columns, "operation_id"])
    .where("company_id", "=", p.company)
    .where("seq", "=", p.seq),
);

const ofOperation = prepare((q, p: { company: number; operation: number; before: number; limit: number }) =>
  q
    .selectFrom("events")
    .select(columns)
    .where("company_id", "=", p.company)
    .where("operation_id", "=", p.operation)
    .where("seq", "<", p.before)
    .orderBy("seq", "desc")
    .limit(p.limit),
);

/**
 * What people do to single things: what only follows from something else leaves `update_time` alone. What programs add
 * is not among it, which they do by the thousand and take away as they added it. As the index in part has it.
 */
const isDeed = (engine: Engine) =>
  sql<boolean>`object in ('lead', 'person', 'organization', 'note', 'note_comment', 'activity', 'lead_label', 'filter')
    and (action = 'delete' or (action = 'create' and source = 'app')
      or (action = 'change' and ${sql.raw(engine === "sqlite" ? "instr" : "strpos")}(previous, '"update_time":') > 0))`;

const deedsOf = prepare(
  (q, p: { company: number; user: number; until: number; since: number; limit: number }, engine) =>
    q
      .selectFrom("events")
      .select(columns)
      .where("company_id", "=", p.company)
      .where("user_id", "=", p.user)
      .where("seq", "<=", p.until)
      .where("add_time", ">=", p.since)
      .where("operation_id", "is", null)
      .where(isDeed(engine))
      .orderBy("seq", "desc")
      .limit(p.limit),
);

/** The events of a thing after one of them, in order. */
export const eventsOfThingAfter = (
  db: Db,
  page: { company: number; object: string; id: string; after: number; limit: number },
): Promise<(Pick<StoredEvent, "seq" | "action" | "previous"> & { operation_id: number | null })[]> =>
  db.all(ofThingAfter, page);

export const findEvent = (
  db: Db,
  company: number,
  seq: number,
): Promise<(StoredEvent & { operation_id: number | null }) | undefined> => first(db, one, { company, seq });

/** The events of an operation before one of them, the latest first. */
export const eventsOfOperation = (
  db: Db,
  page: { company: number; operation: number; before: number; limit: number },
): Promise<StoredEvent[]> => db.all(ofOperation, page);

/** What a user did to single things, the latest first. */
export const deedsBy = (
  db: Db,
  page: { company: number; user: number; until: number; since: number; limit: number },
): Promise<StoredEvent[]> => db.all(deedsOf, page);

/** A company's events after one of them, in order. */
export const eventsAfter = (
  db: Db,
  page: { company: number; after: number; limit: number },
): Promise<StoredEvent[]> => db.all(after, page);

/** The number of a company's last event before a moment, in milliseconds since 1970; 0 where there is none. */
export const latestEventBefore = async (db: Db, company: number, time: number): Promise<number> =>
  (await first(db, latestBefore, { company, time }))?.seq ?? 0;

/** The events of a thing up to one of them, the latest first. */
export const eventsOfThing = (
  db: Db,
  page: { company: number; object: string; id: string; until: number; limit: number },
): Promise<StoredEvent[]> => db.all(ofThing, page);
