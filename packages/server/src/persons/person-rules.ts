import { requireOptions } from "../fields/option-rules.ts";
import type { Actor, Viewer } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireOrganization } from "../organizations/organization-rules.ts";
import type { Db, Tx } from "../storage/db.ts";
import { requireActiveUser } from "../users/user-rules.ts";
import type { StoredPerson } from "./person-changes.ts";
import { seesPerson } from "./persons.store.ts";

/**
 * `key` is the member that names the person.
 * @throws DomainError `invalid` when who asks sees no such person, or it is deleted.
 */
export async function requirePerson(db: Db, viewer: Viewer, id: number, key = "person_id"): Promise<void> {
  if (await seesPerson(db, viewer, id)) return;
  throw new DomainError("invalid", { info: `"${key}" ${id} is not a person of this company` });
}

/** What a person newly points at must exist in its company and be seen by who points. What it pointed at before is left alone. */
export async function requirePersonReferences(
  tx: Tx,
  actor: Actor,
  { owner_id, org_id, label_ids }: StoredPerson,
  before?: StoredPerson,
): Promise<void> {
  const fresh = label_ids.filter((id) => !before?.label_ids.includes(id));
  await requireOptions(tx, actor.company_id, { thing: "person", key: "label_ids" }, fresh);
  if (owner_id !== before?.owner_id) await requireActiveUser(tx, actor.company_id, owner_id);
  if (org_id !== null && org_id !== before?.org_id) await requireOrganization(tx, actor, org_id, "org_id");
}
