import { type Owner, ownersOf } from "../contacts/owners.ts";
import { type DealBrief, dealBriefs } from "../deals/deal-briefs.ts";
import { leadTitles } from "../leads/lead-titles.ts";
import type { Actor } from "../lib/actor.ts";
import { type OrganizationBrief, organizationBriefs } from "../organizations/organization-briefs.ts";
import { type PersonBrief, personBriefs } from "../persons/person-briefs.ts";
import type { Db } from "../storage/db.ts";
import type { StoredActivity } from "./activity-changes.ts";

/** What a page of activities points at, by id, as far as who asks sees it. */
export type ActivityRelations = {
  users: Map<number, Owner>;
  persons: Map<number, PersonBrief>;
  organizations: Map<number, OrganizationBrief>;
  leads: Map<string, string>;
  deals: Map<number, DealBrief>;
};

const idsOf = <T>(ids: readonly (T | null)[]): T[] => [...new Set(ids)].filter((id) => id !== null);

/** A handful of queries, whatever the number of activities. */
export async function relationsOf(
  db: Db,
  actor: Actor,
  activities: readonly StoredActivity[],
): Promise<ActivityRelations> {
  const [users, persons, organizations, leads, deals] = await Promise.all([
    ownersOf(db, actor.company_id, activities),
    personBriefs(db, actor, idsOf(activities.map(({ person_id }) => person_id))),
    organizationBriefs(db, actor, idsOf(activities.map(({ org_id }) => org_id))),
    leadTitles(db, actor, idsOf(activities.map(({ lead_id }) => lead_id))),
    dealBriefs(db, actor, idsOf(activities.map(({ deal_id }) => deal_id))),
  ]);
  return { users, persons, organizations, leads, deals };
}
