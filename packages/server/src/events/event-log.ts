import type { Actor } from "../lib/actor.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

type Row = {
  company: number;
  user: number;
  object: string;
  objectId: string;
  action: string;
  previous: string | null;
  source: string | null;
  operation: number | null;
  now: number;
};

const values = (p: Row) => ({
  company_id: p.company,
  user_id: p.user,
  object: p.object,
  object_id: p.objectId,
  action: p.action,
  previous: p.previous,
  add_time: p.now,
  source: p.source,
  operation_id: p.operation,
});

const insert = prepare((q, p: Row) => q.insertInto("events").values(values(p)));

const insertNumbered = prepare((q, p: Row) => q.insertInto("events").values(values(p)).returning("seq"));

const latest = prepare((q, p: { company: number }) =>
  q.selectFrom("events").select("seq").where("company_id", "=", p.company).orderBy("seq", "desc").limit(1),
);

type Happening = {
  object:
    | "lead"
    | "lead_label"
    | "lead_merge"
    | "lead_following"
    | "person"
    | "organization"
    | "user"
    | "company"
    | "role"
    | "permission_set"
    | "follower"
    | "filter"
    | "field"
    | "note"
    | "note_comment"
    | "webhook"
    | "activity"
    | "activity_type"
    | "pipeline"
    | "stage"
    | "deal"
    | "deal_participant"
    | "operation";
  objectId: string | number;
  action: "create" | "change" | "delete";
  /** Every changed member as it was: webhooks, history and undo work out by it what the thing was like before. */
  previous?: object;
};

/** Writes down what happened, in the transaction in which it happens. */
export async function record(tx: Tx, actor: Actor, happening: Happening): Promise<void> {
  await tx.all(insert, toRow(tx, actor, happening));
}

/** The same of what has no number before: the event's own becomes its id. */
export async function recordNumbered(
  tx: Tx,
  actor: Actor,
  happening: Omit<Happening, "objectId">,
): Promise<number> {
  return (await first(tx, insertNumbered, toRow(tx, actor, { ...happening, objectId: "" })))?.seq ?? 0;
}

const toRow = (tx: Tx, actor: Actor, { object, objectId, action, previous }: Happening): Row => ({
  company: actor.company_id,
  user: actor.user_id,
  object,
  objectId: String(objectId),
  action,
  previous: previous ? JSON.stringify(previous) : null,
  source: actor.via ?? null,
  operation: actor.operation ?? null,
  now: tx.now,
});

/** The same as {@link latestEvent}, without waiting; undefined where the engine cannot. */
export const latestEventAtOnce = ({ valueAtOnce }: Db, company: number): number | undefined =>
  valueAtOnce && (valueAtOnce(latest, { company }) ?? 0);

/** The number of a company's last event: as long as it stands, nothing has changed. */
export async function latestEvent(db: Db, company: number): Promise<number> {
  return (await first(db, latest, { company }))?.seq ?? 0;
}
