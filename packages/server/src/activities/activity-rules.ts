import { requireDeal } from "../deals/deal-rules.ts";
import { requireKnownLead } from "../leads/lead-rules.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireOrganization } from "../organizations/organization-rules.ts";
import { requirePerson } from "../persons/person-rules.ts";
import type { Tx } from "../storage/db.ts";
import { requireActiveUser } from "../users/user-rules.ts";
import type { ActivityInput, StoredActivity } from "./activity-changes.ts";
import { findTypeByKey, listTypes, type StoredType } from "./activity-types.store.ts";

/**
 * The type an activity is to have: the first one unless it is named.
 * @throws DomainError `invalid` when there is no such type, or it is deleted.
 */
export async function requireActivityType(tx: Tx, { company_id }: Actor, key?: string): Promise<StoredType> {
  const type = key
    ? await findTypeByKey(tx, company_id, key)
    : (await listTypes(tx, company_id)).find(({ is_active }) => is_active === 1);
  if (type?.is_active === 1) return type;
  throw new DomainError("invalid", { info: `"type" ${key ?? ""} is not an activity type of this company` });
}

/**
 * What an activity newly points at must exist in its company. What it pointed at before is left alone.
 * @throws DomainError `invalid`
 */
export async function requireActivityReferences(
  tx: Tx,
  actor: Actor,
  activity: StoredActivity,
  before?: StoredActivity,
): Promise<void> {
  const { owner_id, lead_id, deal_id, org_id } = activity;
  if (owner_id !== before?.owner_id) await requireActiveUser(tx, actor.company_id, owner_id);
  if (lead_id !== null && lead_id !== before?.lead_id) await requireKnownLead(tx, actor, lead_id);
  if (deal_id !== null && deal_id !== before?.deal_id) await requireDeal(tx, actor, deal_id);
  if (org_id !== null && org_id !== before?.org_id) await requireOrganization(tx, actor, org_id, "org_id");
  await requirePeople(tx, actor, activity, before);
}

async function requirePeople(tx: Tx, actor: Actor, activity: StoredActivity, before?: StoredActivity) {
  const persons = new Set(before && personsOf(before));
  for (const id of personsOf(activity)) if (!persons.has(id)) await requirePerson(tx, actor, id);
  const users = new Set(before && usersOf(before));
  for (const id of usersOf(activity)) {
    if (!users.has(id)) await requireActiveUser(tx, actor.company_id, id, "user_id");
  }
}

const usersOf = ({ attendees }: StoredActivity): Set<number> =>
  new Set(attendees.flatMap(({ user_id }) => user_id ?? []));

const personsOf = ({ participants, attendees }: StoredActivity): Set<number> =>
  new Set([...participants, ...attendees].flatMap(({ person_id }) => person_id ?? []));

/**
 * There are no projects to hang an activity on.
 * @throws DomainError `invalid`
 */
export function refuseAbsent({ project_id }: ActivityInput): void {
  if (project_id)
    throw new DomainError("invalid", { info: `"project_id" ${project_id} is not a project of this company` });
}
