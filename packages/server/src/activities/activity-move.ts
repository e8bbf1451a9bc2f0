import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import type { Db, Tx } from "../storage/db.ts";
import { activitiesOfLead, updateActivity } from "./activities.store.ts";
import { touched } from "./activity-changes.ts";

/** Makes the activities of a lead those of another, which does not yet know its next one. */
export async function moveActivities(
  tx: Tx,
  actor: Actor,
  { from, to }: { from: string; to: string },
): Promise<void> {
  for (const activity of await activitiesOfLead(tx, actor.company_id, from)) {
    const next = touched(actor, { ...activity, lead_id: to }, tx.now);
    await updateActivity(tx, actor.company_id, next, activity);
    const previous = differences(activity, next);
    await record(tx, actor, { object: "activity", objectId: activity.id, action: "change", previous });
  }
}

/** How many activities a lead has, deleted ones aside. */
export const countActivities = async (db: Db, company: number, lead: string): Promise<number> =>
  (await activitiesOfLead(db, company, lead)).filter(({ is_deleted }) => !is_deleted).length;
