import type { BulkChange, Lead, LeadUpdate, Refusal } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import { requireLeadLabels } from "../labels/label-rules.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireMayChange, requirePermission } from "../lib/permissions.ts";
import type { Tally } from "../operations/operations.store.ts";
import type { Db, Tx } from "../storage/db.ts";
import { requireActiveUser } from "../users/user-rules.ts";
import { changedLead } from "./lead-changes.ts";
import { removeLeadIn } from "./lead-removal.ts";
import { findLeads, type StoredLead, updateLead } from "./leads.store.ts";

/** What is to become of each lead: a change; undefined: it is deleted. */
export type BulkAction = BulkChange | undefined;

/** A lead and what would change of it: nothing, or all, since it is to be deleted, where there is no change. */
export type Planned = { stored: StoredLead; change?: ReturnType<typeof changedLead> };

/**
 * @throws DomainError `invalid` for an owner or a label that is none, `permission_missing` for who may not delete
 */
export async function requireBulk(db: Db, actor: Actor, action: BulkAction): Promise<void> {
  requirePermission(actor, "can_bulk_edit_items");
  if (!action) return requirePermission(actor, "can_delete_leads");
  const { owner_id, label_ids = [], add_label_ids = [] } = action;
  if (owner_id !== undefined) await requireActiveUser(db, actor.company_id, owner_id);
  await requireLeadLabels(db, actor.company_id, [...label_ids, ...add_label_ids]);
}

/** What would become of some leads, as far as the actor sees them. */
export async function planBulk(
  db: Db,
  actor: Actor,
  { ids, action, now }: { ids: readonly string[]; action: BulkAction; now: number },
): Promise<({ refusal: Refusal } | Planned)[]> {
  const found = await findLeads(db, actor, ids);
  return ids.map((id) => {
    const stored = found.get(id);
    if (!stored) return { refusal: { id, reason: "lead_not_found" } };
    if (!action) return { stored };
    try {
      return { stored, change: planned(actor, stored.lead, { action, now }) };
    } catch (error) {
      if (error instanceof DomainError) return { refusal: { id, reason: error.code } };
      throw error;
    }
  });
}

function planned(actor: Actor, lead: Lead, { action, now }: { action: BulkChange; now: number }) {
  const change = changedLead(lead, updateOf(lead, action), now);
  if (change) requireMayChange(actor, "leads", { before: lead, next: change.next });
  return change;
}

function updateOf(lead: Lead, { label_ids, add_label_ids = [], remove_label_ids = [], ...rest }: BulkChange) {
  const gone = new Set(remove_label_ids.map((id) => id.toLowerCase()));
  const left = (label_ids ?? lead.label_ids).filter((id) => !gone.has(id.toLowerCase()));
  return { ...rest, label_ids: [...left, ...add_label_ids] } satisfies LeadUpdate;
}

/** Changes or deletes some leads, and tells of those that cannot be. */
export async function runBulk(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  action: BulkAction,
): Promise<Tally> {
  await requireBulk(tx, actor, action);
  const outcomes = await planBulk(tx, actor, { ids, action, now: tx.now });
  const refusals = outcomes.flatMap((one) => ("refusal" in one ? [one.refusal] : []));
  let changed = 0;
  for (const one of outcomes) {
    if ("refusal" in one || (action && !one.change)) continue;
    changed += 1;
    if (one.change) await store(tx, actor, one.stored, one.change);
    else await removeLeadIn(tx, actor, one.stored);
  }
  return { done: ids.length, changed, refusals };
}

async function store(
  tx: Tx,
  actor: Actor,
  stored: StoredLead,
  { next, previous }: NonNullable<ReturnType<typeof changedLead>>,
): Promise<void> {
  await updateLead(tx, actor.company_id, stored, next);
  await record(tx, actor, { object: "lead", objectId: next.id, action: "change", previous });
}
