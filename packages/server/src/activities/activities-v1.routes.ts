import {
  addActivityV1,
  deleteActivities,
  deleteActivityV1,
  getActivitiesCollection,
  getActivitiesV1,
  getActivityV1,
  updateActivityV1,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { Actor } from "../lib/actor.ts";
import type { ActivityService } from "./activities.service.ts";
import type { StoredActivity } from "./activity-changes.ts";
import { activitiesV1, activityV1, fromActivityV1, toActivityBriefV1 } from "./activity-v1.ts";

export function activityV1Routes(serve: Serve, activities: ActivityService): void {
  const show = async (actor: Actor, activity: StoredActivity) =>
    activityV1(actor, activity, await activities.relations(actor, [activity]));

  serve(getActivitiesV1, async ({ actor, query }) => {
    const { items, ...page } = await activities.listByPosition(actor, query);
    return { ...page, ...activitiesV1(actor, items, await activities.relations(actor, items)) };
  });
  serve(getActivitiesCollection, async ({ actor, query }) => {
    const { items, next_cursor } = await activities.collection(actor, query);
    return { items: items.map((activity) => toActivityBriefV1(actor, activity)), next_cursor };
  });
  serve(addActivityV1, async ({ actor, body }) =>
    show(actor, await activities.add(actor, fromActivityV1(body))),
  );
  serve(getActivityV1, async ({ actor, params }) => show(actor, await activities.get(actor, params.id)));
  serve(updateActivityV1, async ({ actor, params, body }) =>
    show(actor, await activities.change(actor, params.id, fromActivityV1(body))),
  );
  serve(deleteActivityV1, ({ actor, params }) => activities.remove(actor, params.id));
  serve(deleteActivities, ({ actor, query }) => activities.removeMany(actor, query.ids));
}
