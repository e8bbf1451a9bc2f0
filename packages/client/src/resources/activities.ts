import type * as contract from "@leadfoyer/contract";
import { call } from "../call.ts";
import type { Core } from "../core.ts";
import { list } from "../list.ts";

/** Activities, as v2 has them. */
export const activities = (core: Core) => ({
  /** Activities, of a lead or a contact if wanted. */
  list: list<typeof contract.getActivities>(core, "GET /api/v2/activities? 10 cursor"),
  /** Adds an activity, due today unless it says otherwise. */
  add: call<typeof contract.addActivity>(core, "POST /api/v2/activities! 5"),
  /** Reads an activity, deleted or not. */
  get: call<typeof contract.getActivity>(core, "GET /api/v2/activities/{id}? 1"),
  /** Changes the properties given. */
  update: call<typeof contract.updateActivity>(core, "PATCH /api/v2/activities/{id}! 5"),
  /** Deletes an activity. */
  delete: call<typeof contract.deleteActivity>(core, "DELETE /api/v2/activities/{id} 3"),
  /** Deletes several activities. */
  deleteMany: call<typeof contract.deleteActivities>(core, "DELETE /v1/activities? 10"),
});

/** The kinds of activities there are. */
export const activityTypes = (core: Core) => ({
  /** All types, deleted ones included. */
  list: list<typeof contract.getActivityTypes>(core, "GET /v1/activityTypes 20 all"),
  /** Adds a type. */
  add: call<typeof contract.addActivityType>(core, "POST /v1/activityTypes! 10"),
  /** Changes name, icon, colour or place. */
  update: call<typeof contract.updateActivityType>(core, "PUT /v1/activityTypes/{id}! 10"),
  /** Deletes a type; its activities stay. */
  delete: call<typeof contract.deleteActivityType>(core, "DELETE /v1/activityTypes/{id} 6"),
  /** Deletes several types. */
  deleteMany: call<typeof contract.deleteActivityTypes>(core, "DELETE /v1/activityTypes? 10"),
});
