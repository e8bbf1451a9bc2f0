import { DomainError } from "../lib/domain-error.ts";
import { before } from "../operations/put-back.ts";
import type { UndoableKind } from "../operations/undo-thing.ts";
import type { Tx } from "../storage/db.ts";
import { findActivity, updateActivity } from "./activities.store.ts";
import type { StoredActivity } from "./activity-changes.ts";
import { requireActivityReferences } from "./activity-rules.ts";
import { followActivities } from "./next-activity.ts";

/** Whoever changed one of these may not see it any more, and may still take that back. */
const hiding = ["owner_id", "lead_id", "deal_id", "person_id", "org_id"];

const find = (tx: Tx, company_id: number, id: number) => findActivity(tx, { company_id, sees: null }, id);

export const undoableActivity: UndoableKind<StoredActivity> = {
  object: "activity",
  missing: "activity_not_found",
  derived: new Set(["update_time", "update_user_id"]),
  find: (tx, company, id) => find(tx, company, Number(id)),
  hanging: async () => [],

  async check({ tx, actor }, { present, next }, { event, alone }) {
    if (!alone) return;
    const hidden = hiding.some((member) => member in before(event));
    if (present && !hidden && !(await findActivity(tx, actor, present.id)))
      throw new DomainError("activity_not_found");
    if (next) await requireActivityReferences(tx, actor, next, await find(tx, actor.company_id, next.id));
  },

  touched: (tx, activity, event) => {
    const { update_user_id = activity.update_user_id } = before(event) as Partial<StoredActivity>;
    const update_time = Math.max(tx.now, activity.update_time + 1);
    return { ...activity, update_user_id, update_time };
  },

  async put({ tx, actor }, { present, next }) {
    const { company_id: company } = actor;
    const kept = next ?? (present && { ...present, is_deleted: true, update_time: later(tx.now, present) });
    const stored = present ?? (kept && (await find(tx, company, kept.id)));
    if (kept && stored) await updateActivity(tx, company, kept, stored);
    await followActivities(tx, actor, [present?.lead_id ?? null, next?.lead_id ?? null]);
  },

  async tell(db, actor, { object_id }) {
    const activity = await findActivity(db, actor, Number(object_id));
    return activity && { lead_id: activity.lead_id, name: activity.subject };
  },
};

const later = (now: number, { update_time }: StoredActivity): number => Math.max(now, update_time + 1);
