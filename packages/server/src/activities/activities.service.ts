import { record } from "../events/event-log.ts";
import type { FilterService } from "../filters/filters.service.ts";
import type { Actor } from "../lib/actor.ts";
import { parseIds } from "../lib/csv.ts";
import { DomainError } from "../lib/domain-error.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { findActivity, insertActivity, updateActivity } from "./activities.store.ts";
import {
  type ActivityInput,
  changedActivity,
  newActivity,
  type StoredActivity,
  touched,
} from "./activity-changes.ts";
import { createActivityLists } from "./activity-lists.ts";
import { relationsOf } from "./activity-relations.ts";
import { refuseAbsent, requireActivityReferences, requireActivityType } from "./activity-rules.ts";
import { followActivities } from "./next-activity.ts";

const MAX_IDS = 100;

const addActivity = command(
  "activities.add",
  async (tx, actor: Actor, input: ActivityInput): Promise<StoredActivity> => {
    refuseAbsent(input);
    const type = await requireActivityType(tx, actor, input.type);
    const draft = newActivity(actor, input, { id: 0, now: tx.now, type }); // refused before an id is spent
    await requireActivityReferences(tx, actor, draft);
    const activity = { ...draft, id: await nextId(tx, actor.company_id, "activity") };
    await insertActivity(tx, actor.company_id, activity);
    await record(tx, actor, { object: "activity", objectId: activity.id, action: "create" });
    await followActivities(tx, actor, [activity.lead_id]);
    return activity;
  },
);

type Change = { id: number; input: ActivityInput };

const changeActivity = command(
  "activities.change",
  async (tx, actor: Actor, { id, input }: Change): Promise<StoredActivity> => {
    const activity = await requireLive(tx, actor, id);
    refuseAbsent(input);
    const change = changedActivity(actor, activity, input, tx.now);
    if (!change) return activity;
    const { next, previous } = change;
    if (next.type !== activity.type) await requireActivityType(tx, actor, next.type);
    await requireActivityReferences(tx, actor, next, activity);
    await updateActivity(tx, actor.company_id, next, activity);
    await record(tx, actor, { object: "activity", objectId: id, action: "change", previous });
    await followActivities(tx, actor, [activity.lead_id, next.lead_id]);
    return next;
  },
);

const deleteActivities = command(
  "activities.remove",
  async (tx, actor: Actor, ids: number[]): Promise<void> => {
    const activities: StoredActivity[] = [];
    for (const id of ids) activities.push(await requireLive(tx, actor, id));
    for (const activity of activities) {
      const next = touched(actor, { ...activity, is_deleted: true }, tx.now);
      await updateActivity(tx, actor.company_id, next, activity);
      const { id: objectId } = activity;
      await record(tx, actor, { object: "activity", objectId, action: "delete", previous: activity });
    }
    await followActivities(
      tx,
      actor,
      activities.map(({ lead_id }) => lead_id),
    );
  },
);

async function requireLive(tx: Tx, actor: Actor, id: number): Promise<StoredActivity> {
  const activity = await findActivity(tx, actor, id);
  if (!activity || activity.is_deleted) throw new DomainError("activity_not_found");
  return activity;
}

/** Activities: what is to be done about leads and contacts, and what was. */
export function createActivityService({ storage, filters }: { storage: Storage; filters: FilterService }) {
  return {
    ...createActivityLists({ storage, filters }),

    /** One activity, deleted or not. */
    async get(actor: Actor, id: number): Promise<StoredActivity> {
      const activity = await findActivity(storage.db, actor, id);
      if (!activity) throw new DomainError("activity_not_found");
      return activity;
    },

    /** What activities point at. */
    relations: (actor: Actor, activities: readonly StoredActivity[]) =>
      relationsOf(storage.db, actor, activities),

    add: (actor: Actor, input: ActivityInput) => storage.run(addActivity, actor, input),
    change: (actor: Actor, id: number, input: ActivityInput) =>
      storage.run(changeActivity, actor, { id, input }),

    async remove(actor: Actor, id: number): Promise<{ id: number }> {
      await storage.run(deleteActivities, actor, [id]);
      return { id };
    },

    /** All of them, or none when one is not there. */
    async removeMany(actor: Actor, text: string): Promise<{ id: number[] }> {
      const ids = parseIds(text, { key: "ids", max: MAX_IDS });
      await storage.run(deleteActivities, actor, ids);
      return { id: ids };
    },
  };
}
export type ActivityService = ReturnType<typeof createActivityService>;
