import { record } from "../events/event-log.ts";
import type { StoredEvent } from "../events/event-pages.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import { before, lacking, NOTHING, type Undone } from "../operations/put-back.ts";
import type { Tx } from "../storage/db.ts";
import { findActivity, updateActivity } from "./activities.store.ts";
import type { StoredActivity } from "./activity-changes.ts";
import { followActivities } from "./next-activity.ts";

/** Members that follow from the time and from who was last. */
const derived: ReadonlySet<string> = new Set(["update_time", "update_user_id"]);

/** Puts back what an operation did to an activity: took it off its lead, or put it on another. */
export async function undoActivityEvent(
  tx: Tx,
  actor: Actor,
  event: StoredEvent,
  force: boolean,
): Promise<Undone> {
  const company = actor.company_id;
  const id = Number(event.object_id);
  const activity = await findActivity(tx, { company_id: company, sees: null }, id);
  if (!activity || event.action !== "change") return NOTHING;
  const { wanted, moved } = await lacking(tx, actor, event, { present: activity, derived });
  if (Object.keys(wanted).length === 0) return NOTHING;
  if (moved.length > 0 && !force) return { changed: false, moved: [`activity ${id}`] };
  const { update_user_id = activity.update_user_id } = before(event) as Partial<StoredActivity>;
  const update_time = Math.max(tx.now, activity.update_time + 1);
  const next = { ...activity, ...wanted, update_user_id, update_time };
  await updateActivity(tx, company, next, activity);
  const previous = differences(activity, next);
  await record(tx, actor, { object: "activity", objectId: id, action: "change", previous });
  await followActivities(tx, actor, [activity.lead_id, next.lead_id]);
  return { changed: true, moved: moved.length > 0 ? [`activity ${id}`] : [] };
}
