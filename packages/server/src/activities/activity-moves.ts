import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import type { Db, Tx } from "../storage/db.ts";
import { activitiesOfDeal, activitiesOfLead, updateActivity } from "./activities.store.ts";
import { type StoredActivity, touched } from "./activity-changes.ts";
import { followActivities } from "./next-activity.ts";

type Holder = { lead_id: string } | { deal_id: number };

export const activitiesOf = (db: Db, company: number, holder: Holder): Promise<StoredActivity[]> =>
  "lead_id" in holder
    ? activitiesOfLead(db, company, holder.lead_id)
    : activitiesOfDeal(db, company, holder.deal_id);

/** Moves every activity, done or not, from a lead that goes away to a deal, or to a lead from a deal. */
export async function moveActivities(tx: Tx, actor: Actor, from: Holder, to: Holder): Promise<void> {
  for (const activity of await activitiesOf(tx, actor.company_id, from)) {
    const next = touched(actor, { ...activity, lead_id: null, deal_id: null, ...to }, tx.now);
    await updateActivity(tx, actor.company_id, next, activity);
    const previous = differences(activity, next);
    await record(tx, actor, { object: "activity", objectId: activity.id, action: "change", previous });
  }
  if ("lead_id" in to) await followActivities(tx, actor, [to.lead_id]);
}
