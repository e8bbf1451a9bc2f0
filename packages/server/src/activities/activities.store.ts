import { type Kysely, sql } from "kysely";
import type { Shape as FilterShape } from "../filters/clause.ts";
import { filteringOf } from "../filters/filtering.ts";
import type { Viewer } from "../lib/actor.ts";
import { idsAmong } from "../storage/among.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepareInsertMany } from "../storage/insert-many.ts";
import { compares, equalTo, idAmong, textAmong } from "../storage/list-conditions.ts";
import { type Engine, prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { prepareList } from "../storage/seek-list.ts";
import { type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";
import { activitySeen } from "../storage/sight-through.ts";
import { prepareUpdate } from "../storage/update-row.ts";
import type { StoredActivity } from "./activity-changes.ts";

type Extra = Pick<
  StoredActivity,
  | "creator_user_id"
  | "update_user_id"
  | "duration"
  | "busy"
  | "marked_as_done_time"
  | "location"
  | "participants"
  | "attendees"
  | "public_description"
  | "priority"
  | "note"
>;

type Row = Omit<Database["activities"], "company_id">;
type Key = { company: number; id: number };
type Values = Row & { company: number };
type Query = Kysely<Database>;

const columns = [
  "id",
  "subject",
  "type",
  "owner_id",
  "lead_id",
  "deal_id",
  "person_id",
  "org_id",
  "due_date",
  "due_time",
  "done",
  "is_deleted",
  "add_time",
  "update_time",
  "extra",
] as const;

const select = prepareByShape((shape: SightShape) => (q: Query, p: Key & SightValues, engine: Engine) => {
  const rows = q
    .selectFrom("activities")
    .select(columns)
    .where("company_id", "=", p.company)
    .where("id", "=", p.id);
  const isSeen = activitySeen(shape, { p, engine });
  return isSeen ? rows.where(isSeen) : rows;
});

const page = prepareList<Row, ActivityCondition, FilterShape>({
  table: "activities",
  shown: (q, _shape, { p }) => q.selectFrom("activities").select(columns).where("company_id", "=", p.company),
  seen: activitySeen,
  filtering: filteringOf("activities"),
  halves: ["is_deleted"],
  indexes: [
    ["is_deleted"],
    ["is_deleted", "owner_id"],
    ["is_deleted", "owner_id", "due_date"],
    ...["person_id", "org_id", "due_date", "add_time", "update_time"].map((column) => ["is_deleted", column]),
    ["lead_id", "is_deleted", "done", "due_date", "due_time"],
    ["deal_id", "is_deleted", "done", "due_date", "due_time"],
  ],
  conditions: {
    is_deleted: equalTo("is_deleted"),
    owner_id: equalTo("owner_id"),
    lead_id: equalTo("lead_id"),
    deal_id: equalTo("deal_id"),
    person_id: equalTo("person_id"),
    org_id: equalTo("org_id"),
    done: equalTo("done"),
    ids: idAmong("ids"),
    others: {
      column: "id",
      is: "other",
      asks: (id, p, { engine }) => sql`${id} not in ${idsAmong(engine, p.others)}`,
    },
    types: textAmong("type", "types", "other"),
    due_from: compares("due_date", ">=", "due_from"),
    due_until: compares("due_date", "<=", "due_until"),
    since: compares("update_time", ">=", "since"),
    until: compares("update_time", "<", "until"),
  },
});

export type ActivityCondition =
  | "is_deleted"
  | "owner_id"
  | "lead_id"
  | "deal_id"
  | "person_id"
  | "org_id"
  | "done"
  | "ids"
  | "others"
  | "types"
  | "due_from"
  | "due_until"
  | "since"
  | "until";

const insert = prepare((q, p: Values) =>
  q.insertInto("activities").values({ company_id: p.company, id: p.id, ...written(p) }),
);

const update = prepareUpdate<Row>("activities", "id", columns);

const insertRows = prepareInsertMany("activities", ["company_id", ...columns]);

const selectOfLead = prepare((q, p: { company: number; lead: string }) =>
  q
    .selectFrom("activities")
    .select(columns)
    .where("company_id", "=", p.company)
    .where("lead_id", "=", p.lead),
);

const selectOfDeal = prepare((q, p: { company: number; deal: number }) =>
  q
    .selectFrom("activities")
    .select(columns)
    .where("company_id", "=", p.company)
    .where("deal_id", "=", p.deal),
);

const selectNext = prepare((q, p: { company: number; lead: string }) =>
  q
    .selectFrom("activities")
    .select("id")
    .where("company_id", "=", p.company)
    .where("lead_id", "=", p.lead)
    .where("is_deleted", "=", 0)
    .where("done", "=", 0)
    .orderBy("due_date")
    .orderBy("due_time")
    .orderBy("id")
    .limit(1),
);

function written(p: Values) {
  return {
    subject: p.subject,
    type: p.type,
    owner_id: p.owner_id,
    lead_id: p.lead_id,
    deal_id: p.deal_id,
    person_id: p.person_id,
    org_id: p.org_id,
    due_date: p.due_date,
    due_time: p.due_time,
    done: p.done,
    is_deleted: p.is_deleted,
    add_time: p.add_time,
    update_time: p.update_time,
    extra: p.extra,
  };
}

const toActivity = ({ extra, ...row }: Row): StoredActivity => ({
  id: row.id,
  subject: row.subject,
  type: row.type,
  owner_id: row.owner_id,
  lead_id: row.lead_id,
  deal_id: row.deal_id || null,
  person_id: row.person_id || null,
  org_id: row.org_id || null,
  due_date: row.due_date,
  due_time: row.due_time || null,
  done: row.done === 1,
  is_deleted: row.is_deleted === 1,
  add_time: row.add_time,
  update_time: row.update_time,
  ...(JSON.parse(extra) as Extra),
});

function toValues(company: number, activity: StoredActivity): Values {
  const { creator_user_id, update_user_id, duration, busy, marked_as_done_time, location, ...more } =
    activity;
  const { participants, attendees, public_description, priority, note, ...row } = more;
  const extra: Extra = {
    ...{ creator_user_id, update_user_id, duration, busy, marked_as_done_time, location },
    ...{ participants, attendees, public_description, priority, note },
  };
  return {
    ...row,
    company,
    deal_id: activity.deal_id ?? 0,
    person_id: activity.person_id ?? 0,
    org_id: activity.org_id ?? 0,
    due_time: activity.due_time ?? "",
    done: activity.done ? 1 : 0,
    is_deleted: activity.is_deleted ? 1 : 0,
    extra: JSON.stringify(extra),
  };
}

/** An activity, deleted or not; undefined for who may not see it. */
export async function findActivity(db: Db, { company_id: company, sees }: Viewer, id: number) {
  const row = await first(db, select(sightShape(sees)), { company, id, ...sightValues(sees) });
  return row && toActivity(row);
}

/** One page of activities, and where the next begins. */
export async function listActivities(
  db: Db,
  list: Parameters<typeof page>[1],
  ways?: Parameters<typeof page>[2],
) {
  const { rows, next } = await page(db, list, ways);
  return { activities: rows.map(toActivity), next };
}

/** Every activity of a deal, deleted or not, in no order. */
export const activitiesOfDeal = async (db: Db, company: number, deal: number): Promise<StoredActivity[]> =>
  (await db.all(selectOfDeal, { company, deal })).map(toActivity);

/** Every activity of a lead, deleted or not, in no order. */
export const activitiesOfLead = async (db: Db, company: number, lead: string): Promise<StoredActivity[]> =>
  (await db.all(selectOfLead, { company, lead })).map(toActivity);

/**
 * The earliest undone activity of a lead, by day, then time, then id. One without a time comes first in its day: an
 * unset value is the least, as in MySQL, on which Pipedrive runs.
 */
export const nextActivityOf = async (db: Db, company: number, lead: string): Promise<number | null> =>
  (await first(db, selectNext, { company, lead }))?.id ?? null;

export const insertActivity = async (tx: Tx, company: number, activity: StoredActivity): Promise<void> =>
  void (await tx.all(insert, toValues(company, activity)));

/** Stores what became of an activity. */
export function updateActivity(
  tx: Tx,
  company: number,
  next: StoredActivity,
  before: StoredActivity,
): Promise<void> {
  const rows = { before: toValues(company, before), next: toValues(company, next) };
  return update(tx, { company, at: next.id }, rows);
}

/** Stores many new activities. Their leads must know of them already. */
export async function insertActivities(
  tx: Tx,
  company_id: number,
  activities: readonly StoredActivity[],
): Promise<void> {
  await insertRows(
    tx,
    activities.map((activity) => ({ ...toValues(company_id, activity), company_id })),
  );
}
