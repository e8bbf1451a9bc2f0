import { activitiesOf, moveActivities } from "../activities/activity-moves.ts";
import { record } from "../events/event-log.ts";
import { followedDeal, followingBy, undoFollowing } from "../followers/deed-followers.ts";
import type { FollowerRow } from "../followers/followers.store.ts";
import { releaseFollowers, restoreFollowers } from "../followers/lead-followers.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import { requireMayChange } from "../lib/permissions.ts";
import { moveNotes, notesOf } from "../notes/note-moves.ts";
import { deedOf, keep, kept } from "../operations/journal.ts";
import {
  before,
  changedSince,
  type DoneEvent,
  lacking,
  NOTHING,
  type Undone,
} from "../operations/put-back.ts";
import type { Tx } from "../storage/db.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { markDeleted } from "./deal-commands.ts";
import { dealSearch, reindexDeal } from "./deal-search.ts";
import { findDeal, insertDeal, participantsOf, removeDeal, updateDeal } from "./deals.store.ts";
import { followContact } from "./participant-commands.ts";
import { forgetParticipations } from "./participant-log.store.ts";

/** Members that follow from the time. */
const derived: ReadonlySet<string> = new Set(["update_time"]);

/** Puts back what an operation did to a deal: made it, filled it, or deleted it. */
export async function undoDealEvent(tx: Tx, actor: Actor, event: DoneEvent, force: boolean): Promise<Undone> {
  const deal = await findDeal(tx, { company_id: actor.company_id, sees: null }, Number(event.object_id));
  if (event.action === "delete") return undoDelete(tx, actor, event, deal);
  if (!deal) return NOTHING;
  requireMayChange(actor, "deals", { before: deal, next: deal });
  return event.action === "create"
    ? undoCreate(tx, actor, event, { deal, force })
    : undoChange(tx, actor, event, { deal, force });
}

type Scene = { deal: StoredDeal; force: boolean };

const later = (tx: Tx, { update_time }: StoredDeal): number => Math.max(tx.now, (update_time ?? 0) + 1);

/** What was filled is empty again, and who came to follow the deal by that follows it no more. */
async function undoChange(tx: Tx, actor: Actor, event: DoneEvent, { deal, force }: Scene): Promise<Undone> {
  const { wanted, moved } = await lacking(tx, actor, event, { present: deal, derived });
  const { operation } = event;
  const followed = await followingBy(tx, actor, { operation, followed: followedDeal(deal.id) });
  if (Object.keys(wanted).length === 0 && !followed) return NOTHING;
  if (moved.length > 0 && !force) return { changed: false, moved };
  const next: StoredDeal = { ...deal, ...wanted, update_time: later(tx, deal) };
  if (followed) await undoFollowing(tx, actor, event, followed);
  await updateDeal(tx, actor.company_id, next, deal);
  await followContact(tx, actor, { next, before: deal, undoes: event });
  await reindexDeal(tx, actor.company_id, deal, next);
  const previous = differences(deal, next);
  await record(tx, actor, { object: "deal", objectId: deal.id, action: "change", previous });
  return { changed: true, moved };
}

/**
 * The deal is gone as if it had never been, or deleted again where it was brought back. What came to hang on it since
 * goes to the lead it was made of.
 */
async function undoCreate(tx: Tx, actor: Actor, event: DoneEvent, { deal, force }: Scene): Promise<Undone> {
  const company = actor.company_id;
  const from = { deal_id: deal.id };
  const wasDeleted = event.operation !== undefined && (await deedOf(tx, company, event.operation)).undoes;
  const moved = [
    ...(await changedSince(tx, actor, event, { present: deal, derived })),
    ...(await notesOf(tx, company, from)).map(({ id }) => `note ${id}`),
    ...(wasDeleted ? [] : await participantsOf(tx, company, deal)).map((id) => `participant ${id}`),
    ...(await activitiesOf(tx, company, from)).map(({ id }) => `activity ${id}`),
  ];
  if (moved.length > 0 && !force) return { changed: false, moved };
  if (deal.source_lead_id !== null) {
    await moveNotes(tx, actor, from, { lead_id: deal.source_lead_id });
    await moveActivities(tx, actor, from, { lead_id: deal.source_lead_id });
  }
  const followers = await releaseFollowers(tx, { company, object: "deal", item: deal.id });
  await keep(tx, actor, { object: "deal", id: deal.id, rows: followers });
  await (wasDeleted ? markDeleted : removeWhole)(tx, actor, deal);
  return { changed: true, moved };
}

async function removeWhole(tx: Tx, actor: Actor, deal: StoredDeal): Promise<void> {
  const company = actor.company_id;
  await removeDeal(tx, company, deal);
  await forgetParticipations(tx, company, deal.id);
  await dealSearch.unindex(tx, company, deal.id);
  await record(tx, actor, { object: "deal", objectId: deal.id, action: "delete", previous: deal });
}

async function undoDelete(
  tx: Tx,
  actor: Actor,
  event: DoneEvent,
  deal: StoredDeal | undefined,
): Promise<Undone> {
  if (deal && !deal.is_deleted) return NOTHING;
  const company = actor.company_id;
  const old = before(event) as StoredDeal; // a deletion's event holds the whole deal
  const next = { ...old, update_time: later(tx, deal ?? old) };
  if (deal) await updateDeal(tx, company, next, deal);
  else await insertDeal(tx, company, next);
  await followContact(tx, actor, { next, before: deal });
  const { operation } = event;
  const followers = operation && (await kept(tx, actor, operation, { object: "deal", id: next.id }));
  const place = { company, object: "deal", item: next.id } as const;
  await restoreFollowers(tx, place, (followers || []) as FollowerRow[]);
  await dealSearch.indexAt(tx, company, next.id);
  await record(tx, actor, { object: "deal", objectId: next.id, action: "create" });
  return { changed: true, moved: [] };
}
