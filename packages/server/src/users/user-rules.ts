import { DomainError } from "../lib/domain-error.ts";
import type { Db } from "../storage/db.ts";
import { findUser } from "./users.store.ts";

/**
 * `key` is the member that names the user.
 * @throws DomainError `invalid` when the user is not an active one of the company.
 */
export async function requireActiveUser(
  db: Db,
  company: number,
  id: number,
  key = "owner_id",
): Promise<void> {
  const user = await findUser(db, company, id);
  if (!user) throw new DomainError("invalid", { info: `"${key}" ${id} is not a user of this company` });
  if (!user.active) throw new DomainError("invalid", { info: `"${key}" ${id} is a deactivated user` });
}

/** The currency amounts of a user are in unless another is named. */
export const defaultCurrency = async (db: Db, company: number, id: number): Promise<string> =>
  (await findUser(db, company, id))?.default_currency ?? "EUR";
