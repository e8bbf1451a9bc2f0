import type { Db } from "../storage/db.ts";
import { type Audience, administrators } from "../webhooks/webhook-thing.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { findDeal } from "./deals.store.ts";

export const toAudience = ({ id, owner_id, visible_to }: StoredDeal): Audience => ({
  table: "deals",
  item: id,
  owner: owner_id,
  to: visible_to,
});

/** Who may see a deal, deleted or not. */
export async function dealAudience(db: Db, company_id: number, id: number): Promise<Audience> {
  const deal = await findDeal(db, { company_id, sees: null }, id);
  return deal ? toAudience(deal) : administrators("deals");
}
