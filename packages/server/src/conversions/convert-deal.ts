import type { Lead } from "@leadfoyer/contract";
import { moveActivities } from "../activities/activity-moves.ts";
import type { StoredDeal } from "../deals/deal-changes.ts";
import { markDeleted } from "../deals/deal-commands.ts";
import { record } from "../events/event-log.ts";
import { toFlat } from "../fields/custom-values.ts";
import { fieldSet } from "../fields/fields.store.ts";
import { releaseFollowers, shareFollowers } from "../followers/lead-followers.ts";
import { newLead } from "../leads/lead-changes.ts";
import { indexNewLeads } from "../leads/lead-search.ts";
import { withCustom } from "../leads/lead-values.ts";
import { insertLead } from "../leads/leads.store.ts";
import type { Actor } from "../lib/actor.ts";
import { requireMayChange, requirePermission } from "../lib/permissions.ts";
import { createUuidV1 } from "../lib/uuid.ts";
import { moveNotes } from "../notes/note-moves.ts";
import { beginOperation, keep } from "../operations/journal.ts";
import type { Tx } from "../storage/db.ts";
import { remember } from "./conversion-record.ts";
import type { ConversionRow } from "./conversions.store.ts";
import { leadLabelsLike } from "./labels-by-name.ts";

const nextLeadId = createUuidV1();

/**
 * Makes a deal a lead, within a transaction that may do more: the deal is marked as deleted, what hangs on it moves.
 * @throws DomainError `invalid` for a deal with neither person nor organization, `permission_missing`
 */
export async function convertDealIn(tx: Tx, actor: Actor, deal: StoredDeal): Promise<ConversionRow> {
  requirePermission(actor, "can_convert_deals_to_leads");
  requireMayChange(actor, "deals", { before: deal, next: deal });
  const { company_id } = actor;
  const lead = await leadOf(tx, actor, deal);
  const what = { deal_id: deal.id, title: deal.title, lead_id: lead.id };
  const converting = await beginOperation(tx, actor, { kind: "conversion", what, total: 1 });
  const { seq } = await insertLead(tx, company_id, lead);
  await indexNewLeads(tx, company_id, [{ seq, lead }]);
  await record(tx, converting, { object: "lead", objectId: lead.id, action: "create" });
  await moveNotes(tx, converting, { deal_id: deal.id }, { lead_id: lead.id });
  await moveActivities(tx, converting, { deal_id: deal.id }, { lead_id: lead.id });
  const followed = { company: company_id, object: "deal", item: deal.id } as const;
  await shareFollowers(tx, followed, { company: company_id, object: "lead", item: seq });
  const followers = await releaseFollowers(tx, followed);
  await keep(tx, converting, { object: "deal", id: deal.id, rows: followers });
  await markDeleted(tx, converting, deal);
  return remember(tx, converting, { source: "deal", source_id: `${deal.id}`, target_id: lead.id });
}

/** Of no value is what has 0, since a deal always has one. Whoever converts it has seen it. */
async function leadOf(tx: Tx, actor: Actor, deal: StoredDeal): Promise<Lead> {
  const { title, owner_id, person_id, org_id, expected_close_date, channel, channel_id } = deal;
  const held = [...(await fieldSet(tx, actor.company_id)).held("deal").values()];
  const taken = {
    ...{ title, owner_id, person_id, organization_id: org_id, expected_close_date, channel, channel_id },
    label_ids: await leadLabelsLike(tx, actor.company_id, deal.label_ids),
    value: deal.value === 0 ? null : { amount: deal.value, currency: deal.currency },
    visible_to: `${deal.visible_to}` as const,
    was_seen: true,
  };
  const lead = newLead(actor, taken, { id: nextLeadId(tx.now), now: tx.now });
  const { origin, origin_id } = deal;
  const from = { source_name: "Deal", source_deal_id: deal.id, origin, origin_id };
  return withCustom({ ...lead, ...from }, toFlat(held, deal.custom));
}
