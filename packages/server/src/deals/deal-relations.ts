import { type Owner, ownersOf } from "../contacts/owners.ts";
import { customFields } from "../fields/custom-view.ts";
import type { FieldDefinition } from "../fields/field-definition.ts";
import type { Actor } from "../lib/actor.ts";
import { type OrganizationBrief, organizationBriefs } from "../organizations/organization-briefs.ts";
import { type PersonBrief, personBriefs } from "../persons/person-briefs.ts";
import { listPipelines, type StoredPipeline } from "../pipelines/pipelines.store.ts";
import { listStages, type StoredStage } from "../pipelines/stages.store.ts";
import type { Db } from "../storage/db.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { type DealWork, workOf } from "./deal-work.store.ts";

/** What a page of deals points at, by id, as far as who asks sees it, and what is going on about them. */
export type DealRelations = {
  users: Map<number, Owner>;
  persons: Map<number, PersonBrief>;
  organizations: Map<number, OrganizationBrief>;
  stages: Map<number, StoredStage>;
  pipelines: Map<number, StoredPipeline>;
  /** The custom fields deals have. */
  fields: readonly FieldDefinition[];
  work: Map<number, DealWork>;
};

const idsOf = (ids: readonly (number | null)[]): number[] => [...new Set(ids)].filter((id) => id !== null);
const byId = <T extends { id: number }>(things: readonly T[]) => new Map(things.map((one) => [one.id, one]));

/** A handful of queries, whatever the number of deals. */
export async function relationsOf(
  db: Db,
  actor: Actor,
  deals: readonly StoredDeal[],
): Promise<DealRelations> {
  const company = actor.company_id;
  const people = deals.flatMap(({ owner_id, creator_user_id }) => [
    { owner_id },
    { owner_id: creator_user_id },
  ]);
  const [users, persons, organizations, stages, pipelines, fields, work] = await Promise.all([
    ownersOf(db, company, people),
    personBriefs(db, actor, idsOf(deals.map(({ person_id }) => person_id))),
    organizationBriefs(db, actor, idsOf(deals.map(({ org_id }) => org_id))),
    listStages(db, company),
    listPipelines(db, company),
    customFields(db, company, "deal"),
    workOf(db, company, idsOf(deals.map(({ id }) => id))),
  ]);
  const where = { stages: byId(stages), pipelines: byId(pipelines) };
  return { users, persons, organizations, ...where, fields, work };
}
