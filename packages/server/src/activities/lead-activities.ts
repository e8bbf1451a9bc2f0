import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import type { Tx } from "../storage/db.ts";
import { activitiesOfLead, updateActivity } from "./activities.store.ts";
import { touched } from "./activity-changes.ts";

/** Takes the activities off a lead that is going away: what was to be done stays on its owner's list. */
export async function releaseActivities(tx: Tx, actor: Actor, lead: string): Promise<void> {
  for (const activity of await activitiesOfLead(tx, actor.company_id, lead)) {
    const next = touched(actor, { ...activity, lead_id: null }, tx.now);
    await updateActivity(tx, actor.company_id, next, activity);
    const previous = differences(activity, next);
    await record(tx, actor, { object: "activity", objectId: activity.id, action: "change", previous });
  }
}
