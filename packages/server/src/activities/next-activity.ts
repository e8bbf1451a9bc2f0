import { record } from "../events/event-log.ts";
import { findLead, updateLead } from "../leads/leads.store.ts";
import type { Actor } from "../lib/actor.ts";
import type { Tx } from "../storage/db.ts";
import { nextActivityOf } from "./activities.store.ts";

/**
 * Brings `next_activity_id` of leads up to date after something happened to their activities, in the transaction in
 * which it happened. Their `update_time` stays: nobody worked on the leads themselves. What is null or no lead any
 * more is passed over.
 */
export async function followActivities(
  tx: Tx,
  actor: Actor,
  leads: readonly (string | null)[],
): Promise<void> {
  const everything = { company_id: actor.company_id, sees: null };
  for (const id of new Set(leads)) {
    const stored = id === null ? undefined : await findLead(tx, everything, id);
    if (!stored) continue;
    const { lead } = stored;
    const next_activity_id = await nextActivityOf(tx, actor.company_id, lead.id);
    if (next_activity_id === lead.next_activity_id) continue;
    await updateLead(tx, actor.company_id, stored, { ...lead, next_activity_id });
    const previous = { next_activity_id: lead.next_activity_id };
    await record(tx, actor, { object: "lead", objectId: lead.id, action: "change", previous });
  }
}
