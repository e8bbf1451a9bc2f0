import type { Lead } from "@leadfoyer/contract";
import { countActivities } from "../activities/activity-moves.ts";
import { record } from "../events/event-log.ts";
import type { StoredEvent } from "../events/event-pages.ts";
import { fromFlat, toFlat } from "../fields/custom-values.ts";
import { fieldSet } from "../fields/fields.store.ts";
import type { FollowerRow } from "../followers/followers.store.ts";
import { restoreFollowers } from "../followers/lead-followers.ts";
import { knownLabels } from "../labels/label-rules.ts";
import type { Actor } from "../lib/actor.ts";
import { toMsTime } from "../lib/clock.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireMayChange, requirePermission } from "../lib/permissions.ts";
import { countNotes } from "../notes/note-moves.ts";
import { kept } from "../operations/journal.ts";
import {
  before,
  changedSince,
  type DoneEvent,
  lacking,
  NOTHING,
  type Undone,
} from "../operations/put-back.ts";
import type { Tx } from "../storage/db.ts";
import { removeLeadIn } from "./lead-removal.ts";
import { indexNewLeads, reindexLead } from "./lead-search.ts";
import { customOf, withCustom } from "./lead-values.ts";
import { findLead, insertLeadAt, updateLead } from "./leads.store.ts";
import { findMerged } from "./merged-leads.store.ts";

/** Members that follow from others, or from the time. */
const derived: ReadonlySet<string> = new Set(["update_time", "next_activity_id"]);

/** Of a new lead, that it was looked at too. */
const passing: ReadonlySet<string> = new Set([...derived, "was_seen"]);

const find = (tx: Tx, { company_id }: Actor, id: string) => findLead(tx, { company_id, sees: null }, id);

/** Puts back what an event did to a lead. */
export function undoLeadEvent(tx: Tx, actor: Actor, event: DoneEvent, force: boolean): Promise<Undone> {
  if (event.action === "create") return undoCreate(tx, actor, event, force);
  return event.action === "delete" ? undoDelete(tx, actor, event) : undoChange(tx, actor, event, force);
}

async function undoChange(tx: Tx, actor: Actor, event: StoredEvent, force: boolean): Promise<Undone> {
  const stored = await find(tx, actor, event.object_id);
  if (!stored) return { changed: false, moved: [], reason: "lead_not_found" };
  const { wanted, moved } = await lacking(tx, actor, event, { present: stored.lead, derived });
  if (Object.keys(wanted).length === 0) return NOTHING;
  if (!(await mayPutBack(tx, actor, event))) return { changed: false, moved: [], reason: "lead_not_found" };
  const next = await holdable(tx, actor, {
    ...withoutUnset({ ...stored.lead, ...wanted }),
    update_time: later(tx, stored.lead),
  });
  requireMayChange(actor, "leads", { before: next, next });
  if (moved.length > 0 && !force) return { changed: false, moved };
  await updateLead(tx, actor.company_id, stored, next);
  await reindexLead(tx, actor.company_id, stored, next);
  const previous = differences(stored.lead, next);
  await record(tx, actor, { object: "lead", objectId: next.id, action: "change", previous });
  return { changed: true, moved };
}

/** Whoever gave a lead away sees it no more, and may still take that back. */
async function mayPutBack(tx: Tx, actor: Actor, event: StoredEvent): Promise<boolean> {
  if (actor.sees === null) return true;
  const hidden = Object.keys(before(event)).some((key) => key === "owner_id" || key === "visible_to");
  return hidden || (await findLead(tx, actor, event.object_id)) !== undefined;
}

async function undoDelete(
  tx: Tx,
  actor: Actor,
  { object_id, operation, ...event }: DoneEvent,
): Promise<Undone> {
  if (await find(tx, actor, object_id)) return NOTHING;
  const company = actor.company_id;
  const old = before({ object_id, ...event }) as Lead; // a deletion's event holds the whole lead
  const lead = await holdable(tx, actor, { ...old, next_activity_id: null, update_time: later(tx, old) });
  const rows = operation && (await kept(tx, actor, operation, { object: "lead", id: object_id }));
  const { seq, followers } = (rows || { seq: 0, followers: [] }) as { seq: number; followers: FollowerRow[] };
  const place = await insertLeadAt(tx, company, { seq, lead });
  await restoreFollowers(tx, { company, object: "lead", item: place }, followers);
  await indexNewLeads(tx, company, [{ seq: place, lead }]);
  await record(tx, actor, { object: "lead", objectId: lead.id, action: "create" });
  return { changed: true, moved: [] };
}

async function undoCreate(tx: Tx, actor: Actor, event: DoneEvent, force: boolean): Promise<Undone> {
  const stored = await find(tx, actor, event.object_id);
  if (!stored) return mergedAway(tx, actor, event);
  const changed = await changedSince(tx, actor, event, { present: stored.lead, derived: passing });
  const moved = event.isFirst ? [...changed, ...(await hanging(tx, actor, stored.lead))] : changed;
  if (moved.length > 0 && !force) return { changed: false, moved };
  if (event.isFirst) await requireMayTakeBack(tx, actor, stored.lead, moved);
  await removeLeadIn(tx, actor, stored);
  return { changed: true, moved };
}

/** What came to hang on a lead since it was added. */
async function hanging(tx: Tx, { company_id: company }: Actor, { id }: Lead): Promise<string[]> {
  const [notes, activities] = [await countNotes(tx, company, id), await countActivities(tx, company, id)];
  return [...(notes > 0 ? ["notes"] : []), ...(activities > 0 ? ["activities"] : [])];
}

/**
 * Whoever added a lead may take that back. To take with it what was done to it since, they must be permitted to delete.
 * @throws DomainError `lead_not_found`, `permission_missing`
 */
async function requireMayTakeBack(tx: Tx, actor: Actor, lead: Lead, moved: readonly string[]): Promise<void> {
  if (!(await findLead(tx, actor, lead.id))) throw new DomainError("lead_not_found");
  requireMayChange(actor, "leads", { before: lead, next: lead });
  if (moved.length > 0) requirePermission(actor, "can_delete_leads");
}

/** What is gone needs no undoing, unless it goes on in another lead. */
async function mergedAway(
  tx: Tx,
  { company_id: company }: Actor,
  { object_id: id }: StoredEvent,
): Promise<Undone> {
  const merged = await findMerged(tx, { company, id });
  return merged ? { changed: false, moved: [`merged into ${merged.into_id}`] } : NOTHING;
}

/** A moment later than the last change, as with any other. */
const later = (tx: Tx, { update_time }: Lead): string =>
  toMsTime(Math.max(tx.now, Date.parse(update_time) + 1));

/** Custom fields that hold nothing are not there. */
const withoutUnset = (lead: Lead): Lead => {
  const custom = Object.entries(customOf(lead)).filter(([, value]) => value !== null);
  return withCustom(lead, Object.fromEntries(custom));
};

/** A lead without the labels and custom fields that are gone by now, its fields in their order. */
async function holdable(tx: Tx, { company_id }: Actor, lead: Lead): Promise<Lead> {
  const label_ids = await knownLabels(tx, company_id, lead.label_ids);
  const custom = customOf(lead);
  if (Object.keys(custom).length === 0) return { ...lead, label_ids };
  const held = [...(await fieldSet(tx, company_id)).held("deal").values()];
  return withCustom({ ...lead, label_ids }, toFlat(held, fromFlat(held, custom)));
}
