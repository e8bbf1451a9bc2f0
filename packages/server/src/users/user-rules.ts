import { DomainError } from "../lib/domain-error.ts";
import type { Db } from "../storage/db.ts";
import { findUser } from "./users.store.ts";

/** @throws DomainError `invalid` when the user is not an active one of the company. */
export async function requireActiveUser(db: Db, company: number, id: number): Promise<void> {
  const user = await findUser(db, company, id);
  if (!user) throw new DomainError("invalid", { info: `"owner_id" ${id} is not a user of this company` });
  if (!user.active) throw new DomainError("invalid", { info: `"owner_id" ${id} is a deactivated user` });
}
