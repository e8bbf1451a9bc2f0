import { DomainError } from "../lib/domain-error.ts";
import { requirePermission } from "../lib/permissions.ts";
import { before } from "../operations/put-back.ts";
import type { UndoableKind } from "../operations/undo-thing.ts";
import { isEditable, requireFilter } from "./filter-commands.ts";
import { type FilterRow, findFilter, insertFilter, removeFilter, updateFilter } from "./filters.store.ts";

export const undoableFilter: UndoableKind<FilterRow> = {
  object: "filter",
  missing: "filter_not_found",
  derived: new Set(["update_time", "last_used_time"]),
  find: (tx, company_id, id) => findFilter(tx, { company_id, sees: null }, Number(id)),
  hanging: async () => [],

  async check({ tx, actor }, { present, next }) {
    const filter = present ? await requireFilter(tx, actor, present.id) : next;
    if (filter && !isEditable(actor, filter)) throw new DomainError("admin_required");
    if (next && next.visible_to > (present?.visible_to ?? next.visible_to))
      requirePermission(actor, "can_share_filters");
  },

  touched: (tx, filter) => ({ ...filter, update_time: Math.max(tx.now, filter.update_time + 1) }),

  async put({ tx, actor: { company_id } }, { present, next }) {
    if (present && !next) return removeFilter(tx, company_id, present.id);
    if (next) await (present ? updateFilter : insertFilter)(tx, company_id, next);
  },

  async tell(db, actor, event) {
    const filter = (await findFilter(db, actor, Number(event.object_id))) ?? before(event);
    return { lead_id: null, name: (filter as Partial<FilterRow>).name ?? null };
  },
};
