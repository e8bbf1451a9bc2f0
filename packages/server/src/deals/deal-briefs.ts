import type { Actor } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { findDeals } from "./deals.store.ts";

/** A deal as v1 shows it beside what hangs on it. */
export type DealBrief = {
  id: number;
  title: string;
  status: string;
  value: number;
  currency: string;
  stage_id: number;
  pipeline_id: number;
};

/** Deals by id that are seen, deleted or not: one query, whatever their number. */
export async function dealBriefs(
  db: Db,
  actor: Actor,
  ids: readonly number[],
): Promise<Map<number, DealBrief>> {
  const deals = await findDeals(db, actor, ids);
  return new Map(
    deals.map(({ id, title, status, value, currency, stage_id, pipeline_id }) => [
      id,
      { id, title, status, value, currency, stage_id, pipeline_id },
    ]),
  );
}
