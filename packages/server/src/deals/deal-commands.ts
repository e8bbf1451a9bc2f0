import { requireCurrency } from "../currencies/currencies.ts";
import { record } from "../events/event-log.ts";
import { requireOptions } from "../fields/option-rules.ts";
import { withValues } from "../fields/write-values.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireMayChange, requirePermission } from "../lib/permissions.ts";
import { requireOrganization } from "../organizations/organization-rules.ts";
import { requirePerson } from "../persons/person-rules.ts";
import { stageFor } from "../pipelines/stage-rules.ts";
import type { StoredStage } from "../pipelines/stages.store.ts";
import { defaultVisibility } from "../roles/role-settings.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import { requireActiveUser } from "../users/user-rules.ts";
import { findUser } from "../users/users.store.ts";
import { changedDeal, type GivenDeal, newDeal, type StoredDeal } from "./deal-changes.ts";
import { dealSearch, reindexDeal } from "./deal-search.ts";
import { findDeal, insertDeal, updateDeal } from "./deals.store.ts";
import { followContact } from "./participant-commands.ts";

/** Adds a deal within a transaction that may do more. */
async function addDealIn(tx: Tx, actor: Actor, input: GivenDeal): Promise<StoredDeal> {
  requirePermission(actor, "can_add_deals");
  const { company_id } = actor;
  const user = await findUser(tx, company_id, actor.user_id);
  const stage = await stageFor(tx, company_id, input);
  const visible_to = input.visible_to ?? (await defaultVisibility(tx, actor, "deal"));
  const written = await withValues({ tx, actor, entity: "deal" }, input);
  const deal = newDeal(actor, written, {
    ...{ id: await nextId(tx, company_id, "deal"), stage, visible_to, now: tx.now },
    ...{ currency: user?.default_currency ?? "EUR", zone: user?.timezone ?? "UTC" },
  });
  await requireReferences(tx, actor, deal);
  await insertDeal(tx, company_id, deal);
  await followContact(tx, actor, { next: deal });
  await dealSearch.indexNew(tx, company_id, [deal]);
  await record(tx, actor, { object: "deal", objectId: deal.id, action: "create" });
  return deal;
}

export const addDeal = command("deals.add", addDealIn);

type Change = { id: number; input: GivenDeal };

export const changeDeal = command(
  "deals.change",
  async (tx, actor: Actor, { id, input }: Change): Promise<StoredDeal> => {
    const deal = await findDeal(tx, actor, id);
    if (!deal || (deal.is_deleted && input.is_deleted !== false)) throw new DomainError("deal_not_found");
    const { won_time, lost_time, close_time } = input;
    if (won_time || lost_time || close_time) requirePermission(actor, "can_edit_deals_closed_date");
    const stage = await newStage(tx, actor, deal, input);
    const written = await withValues({ tx, actor, entity: "deal" }, input, deal.custom);
    const zone = (await findUser(tx, actor.company_id, actor.user_id))?.timezone ?? "UTC";
    const change = changedDeal(deal, written, { stage, zone, now: tx.now });
    if (!change) return deal;
    const { next, previous } = change;
    if (next.is_deleted) requirePermission(actor, "can_delete_deals");
    requireMayChange(actor, "deals", { before: deal, next });
    await requireReferences(tx, actor, next, deal);
    await updateDeal(tx, actor.company_id, next, deal);
    await followContact(tx, actor, { next, before: deal });
    await reindexDeal(tx, actor.company_id, deal, next);
    const happening = next.is_deleted
      ? ({ action: "delete", previous: deal } as const)
      : ({ action: "change", previous } as const);
    await record(tx, actor, { object: "deal", objectId: id, ...happening });
    return next;
  },
);

/** All of them, or none when one is not there. */
export const deleteDeals = command("deals.remove", async (tx, actor: Actor, ids: number[]): Promise<void> => {
  for (const id of ids) await removeDealIn(tx, actor, id);
});

/** Marks a deal as deleted within a transaction that may do more. */
async function removeDealIn(tx: Tx, actor: Actor, id: number): Promise<void> {
  const deal = await findDeal(tx, actor, id);
  if (!deal || deal.is_deleted) throw new DomainError("deal_not_found");
  requirePermission(actor, "can_delete_deals");
  await markDeleted(tx, actor, deal);
}

/** The same of a deal at hand, for whoever may have it gone: deleted, merged, made a lead. */
export async function markDeleted(tx: Tx, actor: Actor, deal: StoredDeal): Promise<void> {
  const update_time = Math.max(tx.now, (deal.update_time ?? 0) + 1);
  await updateDeal(tx, actor.company_id, { ...deal, is_deleted: true, update_time }, deal);
  await dealSearch.unindex(tx, actor.company_id, deal.id);
  await record(tx, actor, { object: "deal", objectId: deal.id, action: "delete", previous: deal });
}

/** The stage a deal goes to; undefined when it stays. A pipeline it is in already leaves it where it is. */
async function newStage(
  tx: Tx,
  { company_id }: Actor,
  deal: StoredDeal,
  { stage_id, pipeline_id }: GivenDeal,
): Promise<StoredStage | undefined> {
  const goes =
    stage_id === undefined
      ? pipeline_id !== undefined && pipeline_id !== deal.pipeline_id
      : stage_id !== deal.stage_id;
  return goes ? stageFor(tx, company_id, { stage_id, pipeline_id }) : undefined;
}

/** What a deal newly points at must exist in its company and be seen by who points. What it pointed at before is left alone. */
async function requireReferences(tx: Tx, actor: Actor, deal: StoredDeal, before?: StoredDeal): Promise<void> {
  const { company_id } = actor;
  const { owner_id, person_id, org_id, channel, currency } = deal;
  if (owner_id !== before?.owner_id) await requireActiveUser(tx, company_id, owner_id);
  if (person_id !== null && person_id !== before?.person_id) await requirePerson(tx, actor, person_id);
  if (org_id !== null && org_id !== before?.org_id) await requireOrganization(tx, actor, org_id, "org_id");
  const fresh = deal.label_ids.filter((id) => !before?.label_ids.includes(id));
  await requireOptions(tx, company_id, { thing: "deal", key: "label_ids" }, fresh);
  if (channel !== null && channel !== before?.channel)
    await requireOptions(tx, company_id, { thing: "deal", key: "channel" }, [channel]);
  if (currency !== before?.currency) requireCurrency(currency, "currency");
}
