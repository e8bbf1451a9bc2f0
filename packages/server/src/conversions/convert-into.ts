import type { Lead } from "@leadfoyer/contract";
import type { StoredDeal } from "../deals/deal-changes.ts";
import { dealSearch } from "../deals/deal-search.ts";
import { findDeal, updateDeal } from "../deals/deals.store.ts";
import { followContact, take } from "../deals/participant-commands.ts";
import { record } from "../events/event-log.ts";
import { fromFlat } from "../fields/custom-values.ts";
import { fieldSet } from "../fields/fields.store.ts";
import { followedDeal, keepFollowing } from "../followers/deed-followers.ts";
import { customOf } from "../leads/lead-values.ts";
import { findLead, type StoredLead } from "../leads/leads.store.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireMayChange } from "../lib/permissions.ts";
import { beginOperation } from "../operations/journal.ts";
import type { Db, Tx } from "../storage/db.ts";
import { remember } from "./conversion-record.ts";
import type { ConversionRow } from "./conversions.store.ts";
import { handOver } from "./convert-lead.ts";
import { dealLabelsLike } from "./labels-by-name.ts";

type Pair = { lead_id: string; deal_id: number };

/**
 * A lead, a deal, and the deal as the lead would fill it: only what holds nothing is filled, labels are added.
 * @throws DomainError `lead_not_found`, `deal_not_found`, `deal_archived`, `deal_closed`, `permission_missing`
 */
export async function filling(
  db: Db,
  actor: Actor,
  { lead_id, deal_id }: Pair,
): Promise<{ stored: StoredLead; deal: StoredDeal; next: StoredDeal }> {
  const stored = await findLead(db, actor, lead_id);
  if (!stored) throw new DomainError("lead_not_found");
  const deal = await findDeal(db, actor, deal_id);
  if (!deal || deal.is_deleted) throw new DomainError("deal_not_found");
  if (deal.is_archived) throw new DomainError("deal_archived");
  if (deal.status !== "open") throw new DomainError("deal_closed");
  const { lead } = stored;
  requireMayChange(actor, "leads", { before: lead, next: lead });
  requireMayChange(actor, "deals", { before: deal, next: deal });
  return { stored, deal, next: await filled(db, actor.company_id, deal, lead) };
}

async function filled(db: Db, company: number, deal: StoredDeal, lead: Lead): Promise<StoredDeal> {
  const held = [...(await fieldSet(db, company)).held("deal").values()];
  const labels = await dealLabelsLike(db, company, lead.label_ids);
  const isSourced = deal.channel !== null || deal.channel_id !== null;
  return {
    ...deal,
    ...(deal.value === 0 && lead.value && { value: lead.value.amount, currency: lead.value.currency }),
    person_id: deal.person_id ?? lead.person_id,
    org_id: deal.org_id ?? lead.organization_id,
    expected_close_date: deal.expected_close_date ?? lead.expected_close_date,
    ...(!isSourced && { channel: lead.channel, channel_id: lead.channel_id }),
    source_lead_id: deal.source_lead_id ?? lead.id,
    label_ids: [...new Set([...deal.label_ids, ...labels])],
    custom: { ...fromFlat(held, customOf(lead)), ...deal.custom },
  };
}

/** The person of a lead, where the deal has another one: they are to take part in it. */
export const otherPerson = ({ person_id }: Lead, next: StoredDeal): number | null =>
  person_id === next.person_id ? null : person_id;

/** Converts a lead into a deal that is there, within a transaction that may do more. */
export async function convertInto(tx: Tx, actor: Actor, pair: Pair): Promise<ConversionRow> {
  const { stored, deal, next } = await filling(tx, actor, pair);
  const { lead } = stored;
  const what = { lead_id: lead.id, title: lead.title, deal_id: deal.id };
  const converting = await beginOperation(tx, actor, { kind: "conversion", what, total: 1 });
  const changed = { ...next, update_time: Math.max(tx.now, (deal.update_time ?? 0) + 1) };
  await updateDeal(tx, actor.company_id, changed, deal);
  await followContact(tx, actor, { next: changed, before: deal });
  const previous = differences(deal, changed);
  await record(tx, converting, { object: "deal", objectId: deal.id, action: "change", previous });
  const person = otherPerson(lead, changed);
  if (person !== null) await take(tx, converting, { deal: deal.id, person });
  const shared = await handOver(tx, converting, stored, deal.id);
  await keepFollowing(tx, converting, followedDeal(deal.id), shared);
  await dealSearch.indexAt(tx, actor.company_id, deal.id); // with the notes it has now
  return remember(tx, converting, { source: "lead", source_id: lead.id, target_id: `${deal.id}` });
}
