import { DomainError } from "../lib/domain-error.ts";
import type { Db } from "../storage/db.ts";
import { findPerson } from "./persons.store.ts";

/** @throws DomainError `invalid` when there is no such person, or it is deleted. */
export async function requirePerson(db: Db, company: number, id: number): Promise<void> {
  const person = await findPerson(db, company, id);
  if (person && !person.is_deleted) return;
  throw new DomainError("invalid", { info: `"person_id" ${id} is not a person of this company` });
}
