import type { BulkChange, ConvertLead, Lead, LeadUpdate, Refusal } from "@leadfoyer/contract";
import { convertLeadIn } from "../conversions/convert-lead.ts";
import { record } from "../events/event-log.ts";
import { requireLeadLabels } from "../labels/label-rules.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireMayChange, requirePermission } from "../lib/permissions.ts";
import type { Tally } from "../operations/operations.store.ts";
import { stageFor } from "../pipelines/stage-rules.ts";
import type { Db, Tx } from "../storage/db.ts";
import { requireActiveUser } from "../users/user-rules.ts";
import { changedLead } from "./lead-changes.ts";
import { removeLeadIn } from "./lead-removal.ts";
import { findLeads, type StoredLead, updateLead } from "./leads.store.ts";

/** What is to become of each lead. */
export type BulkAction =
  | { action: "change"; change: BulkChange }
  | { action: "delete" }
  | { action: "convert"; to: ConvertLead };

/** A lead, whether anything would become of it, and what would change where it is a change. */
export type Planned = { stored: StoredLead; acts: boolean; change?: ReturnType<typeof changedLead> };

/**
 * @throws DomainError `invalid` for an owner or a label that is none, `permission_missing` for who may not delete
 */
export async function requireBulk(db: Db, actor: Actor, action: BulkAction): Promise<void> {
  requirePermission(actor, "can_bulk_edit_items");
  if (action.action === "delete") return requirePermission(actor, "can_delete_leads");
  if (action.action === "convert") {
    requirePermission(actor, "can_add_deals");
    return void (await stageFor(db, actor.company_id, action.to));
  }
  const { owner_id, label_ids = [], add_label_ids = [] } = action.change;
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
    try {
      return planned(actor, stored, { action, now });
    } catch (error) {
      if (error instanceof DomainError) return { refusal: { id, reason: error.code } };
      throw error;
    }
  });
}

function planned(
  actor: Actor,
  stored: StoredLead,
  { action, now }: { action: BulkAction; now: number },
): Planned {
  const { lead } = stored;
  if (action.action !== "change") {
    if (action.action === "convert") requireMayChange(actor, "leads", { before: lead, next: lead });
    return { stored, acts: true };
  }
  const change = changedLead(lead, updateOf(lead, action.change), now);
  if (change) requireMayChange(actor, "leads", { before: lead, next: change.next });
  return { stored, change, acts: change !== undefined };
}

function updateOf(lead: Lead, { label_ids, add_label_ids = [], remove_label_ids = [], ...rest }: BulkChange) {
  const gone = new Set(remove_label_ids.map((id) => id.toLowerCase()));
  const left = (label_ids ?? lead.label_ids).filter((id) => !gone.has(id.toLowerCase()));
  return { ...rest, label_ids: [...left, ...add_label_ids] } satisfies LeadUpdate;
}

/** Does what is to be done to some leads, and tells of those it cannot be done to. */
export async function runBulk(
  tx: Tx,
  actor: Actor & { operation: number },
  ids: readonly string[],
  action: BulkAction,
): Promise<Tally> {
  const outcomes = await planBulk(tx, actor, { ids, action, now: tx.now });
  const refusals = outcomes.flatMap((one) => ("refusal" in one ? [one.refusal] : []));
  const acting = outcomes.filter((one) => "acts" in one && one.acts) as Planned[]; // refusals have no such member
  for (const one of acting) await act(tx, actor, one, action);
  return { done: ids.length, changed: acting.length, refusals };
}

async function act(
  tx: Tx,
  actor: Actor & { operation: number },
  { stored, change }: Planned,
  action: BulkAction,
): Promise<void> {
  if (action.action === "delete") return removeLeadIn(tx, actor, stored);
  if (action.action === "convert")
    return void (await convertLeadIn(tx, actor, stored, { ...action.to, parent: actor.operation }));
  if (!change) return;
  const { next, previous } = change;
  await updateLead(tx, actor.company_id, stored, next);
  await record(tx, actor, { object: "lead", objectId: next.id, action: "change", previous });
}
