import type { Viewer } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Db } from "../storage/db.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { findDeal } from "./deals.store.ts";

/**
 * The deal something is to hang on, archived or not.
 * @throws DomainError `invalid` when who asks sees no such deal, or it is deleted.
 */
export async function requireDeal(db: Db, viewer: Viewer, id: number): Promise<StoredDeal> {
  const deal = await findDeal(db, viewer, id);
  if (deal && !deal.is_deleted) return deal;
  throw new DomainError("invalid", { info: `"deal_id" ${id} is not a deal of this company` });
}

/** Whether who asks sees a deal, deleted or not. */
export const seesDeal = async (db: Db, viewer: Viewer, id: number): Promise<boolean> =>
  (await findDeal(db, viewer, id)) !== undefined;
