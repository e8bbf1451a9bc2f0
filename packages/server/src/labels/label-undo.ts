import type { LeadLabel } from "@leadfoyer/contract";
import { labelIsWorn } from "../leads/lead-labels.ts";
import type { Actor } from "../lib/actor.ts";
import { toMsTime } from "../lib/clock.ts";
import { requirePermission } from "../lib/permissions.ts";
import { keep, kept } from "../operations/journal.ts";
import { before } from "../operations/put-back.ts";
import type { UndoableKind } from "../operations/undo-thing.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import { findLabel, insertLabel, placeOfLabel, removeLabel, updateLabel } from "./labels.store.ts";

/** Takes a label away that nobody wears, as a part of an operation in which it can come back to its place. */
export async function removeLabelIn(tx: Tx, actor: Actor, id: string): Promise<void> {
  const seq = await placeOfLabel(tx, actor.company_id, id);
  await keep(tx, actor, { object: "lead_label", id, rows: { seq } });
  await removeLabel(tx, actor.company_id, id);
}

async function placeIn(tx: Tx, actor: Actor, id: string, operation: number | undefined): Promise<number> {
  const rows = operation && (await kept(tx, actor, operation, { object: "lead_label", id }));
  return (rows as { seq?: number } | undefined)?.seq ?? nextId(tx, actor.company_id, "lead_label");
}

export const undoableLabel: UndoableKind<LeadLabel> = {
  object: "lead_label",
  missing: "lead_label_not_found",
  derived: new Set(["update_time"]),
  find: findLabel,
  hanging: async (tx, company, { id }) => ((await labelIsWorn(tx, company, id)) ? ["leads"] : []),
  check: async ({ actor }) => requirePermission(actor, "can_modify_labels"),
  touched: (tx, label) => ({
    ...label,
    update_time: toMsTime(Math.max(tx.now, Date.parse(label.update_time) + 1)),
  }),

  async put({ tx, actor }, { present, next }, { operation }) {
    if (present && !next) return removeLabelIn(tx, actor, present.id);
    if (!next) return;
    if (present) return updateLabel(tx, actor.company_id, next);
    await insertLabel(tx, actor.company_id, await placeIn(tx, actor, next.id, operation), next);
  },

  async tell(db, { company_id }, event) {
    const label = (await findLabel(db, company_id, event.object_id)) ?? before(event);
    return { lead_id: null, name: (label as Partial<LeadLabel>).name ?? null };
  },
};
