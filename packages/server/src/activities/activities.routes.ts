import {
  activityIncludes,
  addActivity,
  deleteActivity,
  getActivities,
  getActivity,
  updateActivity,
} from "@leadfoyer/contract";
import { parseIncludes } from "../contacts/includes.ts";
import type { Serve } from "../http/serve.ts";
import type { ActivityService } from "./activities.service.ts";
import { fromActivityV2, toActivityV2 } from "./activity-v2.ts";

export function activityRoutes(serve: Serve, activities: ActivityService): void {
  serve(getActivities, async ({ actor, query }) => {
    const includes = parseIncludes(query, activityIncludes);
    const { items, next_cursor } = await activities.list(actor, query);
    return { items: items.map((activity) => toActivityV2(activity, includes)), next_cursor };
  });
  serve(addActivity, async ({ actor, body }) =>
    toActivityV2(await activities.add(actor, fromActivityV2(body)), activityIncludes),
  );
  serve(getActivity, async ({ actor, params, query }) => {
    const includes = parseIncludes(query, activityIncludes);
    return toActivityV2(await activities.get(actor, params.id), includes);
  });
  serve(updateActivity, async ({ actor, params, body }) =>
    toActivityV2(await activities.change(actor, params.id, fromActivityV2(body)), activityIncludes),
  );
  serve(deleteActivity, ({ actor, params }) => activities.remove(actor, params.id));
}
