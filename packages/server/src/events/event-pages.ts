import type { Db } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

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

/** A company's events after one of them, in order. */
export const eventsAfter = (
  db: Db,
  page: { company: number; after: number; limit: number },
): Promise<StoredEvent[]> => db.all(after, page);

/** The events of a thing up to one of them, the latest first. */
export const eventsOfThing = (
  db: Db,
  page: { company: number; object: string; id: string; until: number; limit: number },
): Promise<StoredEvent[]> => db.all(ofThing, page);
