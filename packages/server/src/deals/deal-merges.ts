import { moveActivities } from "../activities/activity-moves.ts";
import { record } from "../events/event-log.ts";
import { followedDeal, keepFollowing } from "../followers/deed-followers.ts";
import { releaseFollowers, shareFollowers } from "../followers/lead-followers.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireMayChange, requirePermission } from "../lib/permissions.ts";
import { moveNotes } from "../notes/note-moves.ts";
import { beginOperation, keep } from "../operations/journal.ts";
import { command } from "../storage/command.ts";
import type { Tx } from "../storage/db.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { markDeleted } from "./deal-commands.ts";
import { dealSearch } from "./deal-search.ts";
import { findDeal, updateDeal } from "./deals.store.ts";
import { followContact, shareParticipants } from "./participant-commands.ts";

type Pair = { id: number; merge_with_id: number };

/**
 * Merges a deal into another, which stays: what that holds stays as it is, what it lacks it takes over, and what hangs
 * on either hangs on it. Source: https://pipedrive.readme.io/docs/merging-two-deals.
 * @throws DomainError `deal_not_found`, `deal_archived`, `permission_missing`, `invalid`
 */
export const mergeDeals = command(
  "deals.merge",
  async (tx, actor: Actor, { id, merge_with_id }: Pair): Promise<StoredDeal> => {
    const { company_id: company } = actor;
    if (id === merge_with_id) throw new DomainError("invalid", { info: '"merge_with_id" is the same deal' });
    requirePermission(actor, "can_merge_deals");
    const [loser, winner] = [await requireLive(tx, actor, id), await requireLive(tx, actor, merge_with_id)];
    if (winner.is_archived) throw new DomainError("deal_archived");
    const what = { deal_id: winner.id, title: winner.title, merged_deal_ids: [id] };
    const merging = await beginOperation(tx, actor, { kind: "merge", what, total: 2 });
    const next = await fill(tx, merging, winner, loser);
    await shareParticipants(tx, merging, { from: id, to: winner.id });
    await moveNotes(tx, merging, { deal_id: id }, { deal_id: winner.id });
    await moveActivities(tx, merging, { deal_id: id }, { deal_id: winner.id });
    const [from, to] = [place(company, id), place(company, winner.id)];
    await keepFollowing(tx, merging, followedDeal(winner.id), await shareFollowers(tx, from, to));
    await keep(tx, merging, { object: "deal", id, rows: await releaseFollowers(tx, from) });
    await markDeleted(tx, merging, loser);
    await dealSearch.indexAt(tx, company, winner.id); // with the notes it has now
    return next;
  },
);

const place = (company: number, item: number) => ({ company, object: "deal", item }) as const;

async function requireLive(tx: Tx, actor: Actor, id: number): Promise<StoredDeal> {
  const deal = await findDeal(tx, actor, id);
  if (!deal || deal.is_deleted) throw new DomainError("deal_not_found");
  requireMayChange(actor, "deals", { before: deal, next: deal });
  return deal;
}

/** Whoever follows the deal by a merge must be let go again with it, so it is changed even where it lacks nothing. */
async function fill(tx: Tx, actor: Actor, winner: StoredDeal, loser: StoredDeal): Promise<StoredDeal> {
  const update_time = Math.max(tx.now, (winner.update_time ?? 0) + 1);
  const next = { ...filled(winner, loser), update_time };
  await updateDeal(tx, actor.company_id, next, winner);
  await followContact(tx, actor, { next, before: winner });
  const previous = differences(winner, next);
  await record(tx, actor, { object: "deal", objectId: winner.id, action: "change", previous });
  return next;
}

/** Only what holds nothing is filled; labels come together. */
const filled = (winner: StoredDeal, loser: StoredDeal): StoredDeal => ({
  ...winner,
  ...(winner.value === 0 && { value: loser.value, currency: loser.currency }),
  person_id: winner.person_id ?? loser.person_id,
  org_id: winner.org_id ?? loser.org_id,
  expected_close_date: winner.expected_close_date ?? loser.expected_close_date,
  probability: winner.probability ?? loser.probability,
  channel: winner.channel ?? loser.channel,
  channel_id: winner.channel_id ?? loser.channel_id,
  source_lead_id: winner.source_lead_id ?? loser.source_lead_id,
  label_ids: [...new Set([...winner.label_ids, ...loser.label_ids])],
  custom: { ...loser.custom, ...winner.custom },
});
