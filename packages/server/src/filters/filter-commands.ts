import type { FilterConditionsInput, FilterCreate, FilterType, FilterUpdate } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import { fieldSet } from "../fields/fields.store.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requirePermission } from "../lib/permissions.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Db, Tx } from "../storage/db.ts";
import { checkConditions } from "./filter-checks.ts";
import {
  type FilterRow,
  findFilter,
  insertFilter,
  markFilterUsed,
  removeFilter,
  updateFilter,
} from "./filters.store.ts";

/** A filter is its maker's alone until shared. */
const PRIVATE = 1;

export const addFilter = command(
  "filters.add",
  async (tx, actor: Actor, input: FilterCreate): Promise<FilterRow> => {
    const { name, type, visible_to = PRIVATE } = input;
    if (Number(visible_to) !== PRIVATE) requirePermission(actor, "can_share_filters");
    const conditions = await checked(tx, actor, type, input.conditions);
    const id = await nextId(tx, actor.company_id, "filter");
    const times = { add_time: tx.now, update_time: tx.now };
    const row = {
      id,
      name,
      type,
      owner_id: actor.user_id,
      visible_to: Number(visible_to),
      conditions,
      ...times,
      last_used_time: null,
    };
    await insertFilter(tx, actor.company_id, row);
    await record(tx, actor, { object: "filter", objectId: id, action: "create" });
    return row;
  },
);

/** Notes that a list was chosen by a filter. Nothing of the filter itself changes, so no event tells of it. */
export const noteUse = command(
  "filters.used",
  (tx, actor: Actor, id: number): Promise<void> => markFilterUsed(tx, actor.company_id, id, tx.now),
);

type Change = { id: number; input: FilterUpdate };

export const changeFilter = command(
  "filters.change",
  async (tx, actor: Actor, { id, input }: Change): Promise<FilterRow> => {
    const filter = await requireEditable(tx, actor, id);
    const { name = filter.name, visible_to = filter.visible_to, conditions } = input;
    if (Number(visible_to) > filter.visible_to) requirePermission(actor, "can_share_filters");
    const type = filter.type as FilterType; // only what the contract knows is ever stored
    const wanted = {
      ...filter,
      name,
      visible_to: Number(visible_to),
      conditions: conditions ? await checked(tx, actor, type, conditions) : filter.conditions,
    };
    if (Object.keys(differences(filter, wanted)).length === 0) return filter;
    const next = { ...wanted, update_time: tx.now };
    await updateFilter(tx, actor.company_id, next);
    const previous = differences(filter, next);
    await record(tx, actor, { object: "filter", objectId: id, action: "change", previous });
    return next;
  },
);

/** Removes all of them or, when one may not be removed, none. */
export const deleteFilters = command(
  "filters.remove",
  async (tx, actor: Actor, ids: number[]): Promise<void> => {
    const filters: FilterRow[] = [];
    for (const id of ids) filters.push(await requireEditable(tx, actor, id));
    for (const filter of filters) {
      await removeFilter(tx, actor.company_id, filter.id);
      await record(tx, actor, { object: "filter", objectId: filter.id, action: "delete", previous: filter });
    }
  },
);

async function checked(
  tx: Tx,
  { company_id }: Actor,
  type: FilterType,
  conditions: FilterConditionsInput,
): Promise<string> {
  const fields = await fieldSet(tx, company_id);
  return JSON.stringify(await checkConditions(tx, company_id, { type, conditions, fields }));
}

/** @throws DomainError `filter_not_found` when there is none, or none the caller may see. */
export async function requireFilter(db: Db, actor: Actor, id: number): Promise<FilterRow> {
  const filter = await findFilter(db, actor, id);
  if (!filter) throw new DomainError("filter_not_found");
  return filter;
}

export const isEditable = (actor: Actor, { owner_id }: FilterRow): boolean =>
  actor.is_admin || owner_id === actor.user_id;

async function requireEditable(tx: Tx, actor: Actor, id: number): Promise<FilterRow> {
  const filter = await requireFilter(tx, actor, id);
  if (isEditable(actor, filter)) return filter;
  throw new DomainError("admin_required", { info: "Only its owner or an administrator changes a filter." });
}
