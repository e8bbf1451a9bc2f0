import {
  addActivityType,
  deleteActivityType,
  deleteActivityTypes,
  getActivityTypes,
  updateActivityType,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { ActivityTypeService } from "./activity-types.service.ts";

export function activityTypeRoutes(serve: Serve, types: ActivityTypeService): void {
  serve(getActivityTypes, ({ actor }) => types.list(actor));
  serve(addActivityType, ({ actor, body }) => types.add(actor, body));
  serve(updateActivityType, ({ actor, params, body }) => types.change(actor, params.id, body));
  serve(deleteActivityType, ({ actor, params }) => types.remove(actor, params.id));
  serve(deleteActivityTypes, ({ actor, query }) => types.removeMany(actor, query.ids));
}
