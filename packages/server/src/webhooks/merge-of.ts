import { findOperation } from "../operations/operations.store.ts";
import type { Db } from "../storage/db.ts";
import type { EventRow } from "./deliveries.store.ts";

/** What an event says of the merge it is a part of: what became of a thing that is gone, or what came to one that stays. */
export type Merged = { merged_to_id: string } | { merged_from_id: string };

type What = { id?: string; loser_ids?: string[]; deal_id?: number; merged_deal_ids?: number[] };

/** Undefined for what is no part of a merge. Of several that came to one, the first. */
export async function mergeOf(
  db: Db,
  company: number,
  { object, object_id, action, operation_id }: EventRow,
): Promise<Merged | undefined> {
  if (operation_id === null || (object !== "lead" && object !== "deal")) return undefined;
  const operation = await findOperation(db, company, operation_id);
  if (operation?.kind !== "merge") return undefined;
  const { id, loser_ids, deal_id, merged_deal_ids } = JSON.parse(operation.what) as What; // as merges write it
  const [to, from] = object === "lead" ? [id, loser_ids] : [deal_id, merged_deal_ids];
  const losers = (from ?? []).map(String);
  if (action === "delete" && losers.includes(object_id)) return { merged_to_id: `${to}` };
  return object_id === `${to}` && losers[0] !== undefined ? { merged_from_id: losers[0] } : undefined;
}
