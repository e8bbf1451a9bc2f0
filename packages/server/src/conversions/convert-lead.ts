import type { ConvertLead, Lead } from "@leadfoyer/contract";
import { moveActivities } from "../activities/activity-moves.ts";
import { newDeal, type StoredDeal } from "../deals/deal-changes.ts";
import { dealSearch } from "../deals/deal-search.ts";
import { insertDeal } from "../deals/deals.store.ts";
import { followContact } from "../deals/participant-commands.ts";
import { record } from "../events/event-log.ts";
import { fromFlat } from "../fields/custom-values.ts";
import { fieldSet } from "../fields/fields.store.ts";
import { type Shared, shareFollowers } from "../followers/lead-followers.ts";
import { removeLeadIn } from "../leads/lead-removal.ts";
import { customOf } from "../leads/lead-values.ts";
import type { StoredLead } from "../leads/leads.store.ts";
import type { Actor } from "../lib/actor.ts";
import { requireMayChange, requirePermission } from "../lib/permissions.ts";
import { moveNotes } from "../notes/note-moves.ts";
import { beginOperation } from "../operations/journal.ts";
import { stageFor } from "../pipelines/stage-rules.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import { findUser } from "../users/users.store.ts";
import { remember } from "./conversion-record.ts";
import type { ConversionRow } from "./conversions.store.ts";
import { dealLabelsLike } from "./labels-by-name.ts";

/**
 * Makes a lead a deal, within a transaction that may do more: the deal takes over all that the lead is and all that
 * hangs on it, and the lead is gone. Archived leads too. What a lead pointed at it keeps, whoever sees that.
 * @throws DomainError `invalid` for a stage or a pipeline that is none, `permission_missing`
 */
export async function convertLeadIn(
  tx: Tx,
  actor: Actor,
  stored: StoredLead,
  to: ConvertLead & { parent?: number },
): Promise<ConversionRow> {
  const { lead } = stored;
  requirePermission(actor, "can_add_deals");
  requireMayChange(actor, "leads", { before: lead, next: lead });
  const deal = await dealOf(tx, actor, lead, to);
  const what = { lead_id: lead.id, title: lead.title, deal_id: deal.id };
  const parent = to.parent === undefined ? {} : { parent: to.parent };
  const converting = await beginOperation(tx, actor, { kind: "conversion", what, total: 1, ...parent });
  await insertDeal(tx, actor.company_id, deal);
  await followContact(tx, actor, { next: deal });
  await record(tx, converting, { object: "deal", objectId: deal.id, action: "create" });
  await handOver(tx, converting, stored, deal.id);
  await dealSearch.indexAt(tx, actor.company_id, deal.id); // with the notes it has now
  return remember(tx, converting, { source: "lead", source_id: lead.id, target_id: `${deal.id}` });
}

/** Gives a deal all that hangs on a lead, and takes the lead away. Answers who follows the deal by that, or did already. */
export async function handOver(tx: Tx, actor: Actor, stored: StoredLead, deal_id: number): Promise<Shared> {
  const from = { lead_id: stored.lead.id };
  await moveNotes(tx, actor, from, { deal_id });
  await moveActivities(tx, actor, from, { deal_id });
  const company = actor.company_id;
  const followed = { company, object: "lead", item: stored.seq } as const;
  const followers = await shareFollowers(tx, followed, { company, object: "deal", item: deal_id });
  await removeLeadIn(tx, actor, stored);
  return followers;
}

async function dealOf(tx: Tx, actor: Actor, lead: Lead, to: ConvertLead): Promise<StoredDeal> {
  const { company_id: company } = actor;
  const stage = await stageFor(tx, company, to);
  const user = await findUser(tx, company, actor.user_id);
  const { title, owner_id, person_id, organization_id, expected_close_date, channel, channel_id } = lead;
  const held = [...(await fieldSet(tx, company)).held("deal").values()];
  const taken = {
    ...{ title, owner_id, person_id, org_id: organization_id, expected_close_date, channel, channel_id },
    ...{ origin: lead.origin, origin_id: lead.origin_id, source_lead_id: lead.id },
    ...(lead.value && { value: lead.value.amount, currency: lead.value.currency }),
    label_ids: await dealLabelsLike(tx, company, lead.label_ids),
    custom: fromFlat(held, customOf(lead)),
  };
  return newDeal(actor, taken, {
    ...{ id: await nextId(tx, company, "deal"), stage, now: tx.now },
    ...{ currency: user?.default_currency ?? "EUR", zone: user?.timezone ?? "UTC" },
    visible_to: Number(lead.visible_to) as StoredDeal["visible_to"], // the same four in both
  });
}
