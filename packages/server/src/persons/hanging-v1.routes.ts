import {
  getDealActivities,
  getDealPersons,
  getOrganizationActivities,
  getOrganizationPersons,
  getPersonActivities,
  type HangingActivitiesQuery,
} from "@leadfoyer/contract";
import type { ActivityService } from "../activities/activities.service.ts";
import { activitiesV1 } from "../activities/activity-v1.ts";
import type { DealService } from "../deals/deals.service.ts";
import type { Serve } from "../http/serve.ts";
import type { Actor } from "../lib/actor.ts";
import type { OffsetQuery } from "../lib/paging.ts";
import type { OrganizationService } from "../organizations/organizations.service.ts";
import { personsV1 } from "./person-v1.ts";
import type { PersonService } from "./persons.service.ts";

type Services = {
  deals: DealService;
  persons: PersonService;
  organizations: OrganizationService;
  activities: ActivityService;
};

/** What hangs on one deal, person or organization. Whoever does not see that is told there is none. */
export function hangingV1Routes(serve: Serve, { deals, persons, organizations, activities }: Services): void {
  async function tasks(
    actor: Actor,
    hangs: Parameters<typeof activities.listOf>[1],
    query: HangingActivitiesQuery,
  ) {
    const { items, ...page } = await activities.listOf(actor, hangs, query);
    return { ...page, ...activitiesV1(actor, items, await activities.relations(actor, items)) };
  }

  async function people(actor: Actor, hangs: { deal_id: number } | { org_id: number }, query: OffsetQuery) {
    const { items, ...page } = await persons.listOf(actor, hangs, query);
    return { ...page, ...personsV1(actor, items, await persons.relations(actor, items)) };
  }

  serve(getDealActivities, async ({ actor, params, query }) => {
    const { id } = await deals.get(actor, params.id);
    return tasks(actor, { deal_id: id }, query);
  });
  serve(getPersonActivities, async ({ actor, params, query }) => {
    const { id } = await persons.get(actor, params.id);
    return tasks(actor, { person_id: id }, query);
  });
  serve(getOrganizationActivities, async ({ actor, params, query }) => {
    const { id } = await organizations.get(actor, params.id);
    return tasks(actor, { org_id: id }, query);
  });
  serve(getDealPersons, async ({ actor, params, query }) => {
    const { id } = await deals.get(actor, params.id);
    return people(actor, { deal_id: id }, query);
  });
  serve(getOrganizationPersons, async ({ actor, params, query }) => {
    const { id } = await organizations.get(actor, params.id);
    return people(actor, { org_id: id }, query);
  });
}
