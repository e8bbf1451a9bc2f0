import { type Kysely, sql } from "kysely";
import { idsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { type Engine, prepare } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";

type Values = { company: number; ids: string };

const countNotes = prepare((q, p: Values, engine) =>
  q
    .selectFrom("notes")
    .select((eb) => ["deal_id", eb.fn.countAll<number>().as("count")])
    .where("company_id", "=", p.company)
    .where("deal_id", "in", idsAmong(engine, p.ids))
    .groupBy("deal_id"),
);

const countFollowers = prepare((q, p: Values, engine) =>
  q
    .selectFrom("followers")
    .select((eb) => ["item_id as deal_id", eb.fn.countAll<number>().as("count")])
    .where("company_id", "=", p.company)
    .where("object", "=", "deal")
    .where("item_id", "in", idsAmong(engine, p.ids))
    .groupBy("item_id"),
);

const countParticipants = prepare((q, p: Values, engine) =>
  q
    .selectFrom("deal_participants")
    .select((eb) => ["deal_id", eb.fn.countAll<number>().as("count")])
    .where("company_id", "=", p.company)
    .where("deal_id", "in", idsAmong(engine, p.ids))
    .groupBy("deal_id"),
);

/** The first undone activity of each deal and the last done one, with how many there are of either. */
const selectActivities = prepare((q: Kysely<Database>, p: Values, engine: Engine) =>
  q
    .selectFrom(
      q
        .selectFrom("activities")
        .select(["deal_id", "id", "done", "subject", "type", "due_date", "due_time", "extra"])
        .select([
          sql<number>`row_number() over (partition by deal_id, done order by due_date, due_time, id)`.as(
            "place",
          ),
          sql<number>`count(*) over (partition by deal_id, done)`.as("count"),
        ])
        .where("company_id", "=", p.company)
        .where("deal_id", "in", idsAmong(engine, p.ids))
        .where("is_deleted", "=", 0)
        .as("ranked"),
    )
    .selectAll()
    .where(sql<boolean>`place = case when done = 1 then "count" else 1 end`),
);

/** An activity as a deal tells of it. */
type Told = {
  id: number;
  due_date: string;
  /** HH:MM:SS, as `duration`. */
  due_time: string | null;
  subject: string;
  type: string;
  duration: string | null;
  note: string | null;
};

/** What is going on about a deal. */
export type DealWork = {
  notes: number;
  followers: number;
  participants: number;
  done: number;
  undone: number;
  next: Told | undefined;
  last: Told | undefined;
};

export const idle: DealWork = {
  ...{ notes: 0, followers: 0, participants: 0, done: 0, undone: 0 },
  ...{ next: undefined, last: undefined },
};

/** What is going on about deals, by id: four queries, whatever their number. A deal of which nothing is known may be missing. */
export async function workOf(
  db: Db,
  company: number,
  ids: readonly number[],
): Promise<Map<number, DealWork>> {
  const work = new Map<number, DealWork>();
  if (ids.length === 0) return work;
  const values = { company, ids: JSON.stringify(ids) };
  const note = (id: number, more: Partial<DealWork>) => work.set(id, { ...(work.get(id) ?? idle), ...more });
  for (const [key, query] of Object.entries(counts)) {
    for (const { deal_id, count } of await db.all(query, values)) note(deal_id, { [key]: Number(count) });
  }
  for (const { deal_id, done, count, ...row } of await db.all(selectActivities, values)) {
    const told = toTold(row);
    note(deal_id, done === 1 ? { done: Number(count), last: told } : { undone: Number(count), next: told });
  }
  return work;
}

const counts = { notes: countNotes, followers: countFollowers, participants: countParticipants };

type Row = Pick<Database["activities"], "id" | "subject" | "type" | "due_date" | "due_time" | "extra">;

function toTold({ id, subject, type, due_date, due_time, extra }: Row): Told {
  const { duration, note }: Pick<Told, "duration" | "note"> = JSON.parse(extra);
  return { id, subject, type, due_date, due_time: due_time || null, duration, note };
}
