import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import type { Db, Tx } from "../storage/db.ts";
import { leadsWithLabel, updateLead } from "./leads.store.ts";

/**
 * Takes a label that is going away off up to `limit` leads and answers how many wore it. Their `update_time`
 * stays: nobody worked on them. Archived leads lose it too, or they would answer a label that is gone.
 */
export async function takeLabelOff(tx: Tx, actor: Actor, label: string, limit: number): Promise<number> {
  const wearing = await leadsWithLabel(tx, actor.company_id, label, limit);
  for (const stored of wearing) {
    const { lead } = stored;
    const next = { ...lead, label_ids: lead.label_ids.filter((id) => id !== label) };
    await updateLead(tx, actor.company_id, stored, next);
    const previous = { label_ids: lead.label_ids };
    await record(tx, actor, { object: "lead", objectId: lead.id, action: "change", previous });
  }
  return wearing.length;
}

/** Whether any lead wears a label. */
export const labelIsWorn = async (db: Db, company: number, label: string): Promise<boolean> =>
  (await leadsWithLabel(db, company, label, 1)).length > 0;
