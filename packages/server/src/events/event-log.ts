import type { Actor } from "../lib/actor.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

const insert = prepare(
  (
    q,
    p: {
      company: number;
      user: number;
      object: string;
      objectId: string;
      action: string;
      previous: string | null;
      source: string | null;
      now: number;
    },
  ) =>
    q.insertInto("events").values({
      company_id: p.company,
      user_id: p.user,
      object: p.object,
      object_id: p.objectId,
      action: p.action,
      previous: p.previous,
      add_time: p.now,
      source: p.source,
    }),
);

const latest = prepare((q, p: { company: number }) =>
  q.selectFrom("events").select("seq").where("company_id", "=", p.company).orderBy("seq", "desc").limit(1),
);

type Happening = {
  object:
    | "lead"
    | "lead_label"
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
    | "deal_participant";
  objectId: string | number;
  action: "create" | "change" | "delete";
  /** Every changed member as it was: webhooks, history and undo work out by it what the thing was like before. */
  previous?: object;
};

/** Writes down what happened, in the transaction in which it happens. */
export async function record(
  tx: Tx,
  actor: Actor,
  { object, objectId, action, previous }: Happening,
): Promise<void> {
  await tx.all(insert, {
    company: actor.company_id,
    user: actor.user_id,
    object,
    objectId: String(objectId),
    action,
    previous: previous ? JSON.stringify(previous) : null,
    source: actor.via ?? null,
    now: tx.now,
  });
}

/** The number of a company's last event: as long as it stands, nothing has changed. */
export async function latestEvent(db: Db, company: number): Promise<number> {
  return (await first(db, latest, { company }))?.seq ?? 0;
}
