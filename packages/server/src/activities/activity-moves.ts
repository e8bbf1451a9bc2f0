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

/** How many activities a lead has, deleted ones aside. */
export const countActivities = async (db: Db, company: number, lead: string): Promise<number> =>
  (await activitiesOfLead(db, company, lead)).filter(({ is_deleted }) => !is_deleted).length;

/** Moves every activity, done or not, from a lead or a deal that goes away to another. */
export async function moveActivities(tx: Tx, actor: Actor, from: Holder, to: Holder): Promise<void> {
  const leads = new Set<string | null>();
  for (const activity of await activitiesOf(tx, actor.company_id, from)) {
    const next = touched(actor, { ...activity, ...gone(from), ...to }, tx.now);
    await updateActivity(tx, actor.company_id, next, activity);
    const previous = differences(activity, next);
    await record(tx, actor, { object: "activity", objectId: activity.id, action: "change", previous });
    for (const { lead_id } of [activity, next]) leads.add(lead_id);
  }
  if ("lead_id" in from) leads.delete(from.lead_id);
  await followActivities(tx, actor, [...leads]);
}

const gone = (from: Holder) => ("lead_id" in from ? { lead_id: null } : { deal_id: null });
