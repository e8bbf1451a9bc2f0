import type { Viewer } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Db } from "../storage/db.ts";
import { seesPerson } from "./persons.store.ts";

/**
 * `key` is the member that names the person.
 * @throws DomainError `invalid` when who asks sees no such person, or it is deleted.
 */
export async function requirePerson(db: Db, viewer: Viewer, id: number, key = "person_id"): Promise<void> {
  if (await seesPerson(db, viewer, id)) return;
  throw new DomainError("invalid", { info: `"${key}" ${id} is not a person of this company` });
}
