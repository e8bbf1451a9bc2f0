import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requirePermission } from "../lib/permissions.ts";
import { stageFor } from "../pipelines/stage-rules.ts";
import { findStage } from "../pipelines/stages.store.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import { findUser } from "../users/users.store.ts";
import { newDeal, type StoredDeal } from "./deal-changes.ts";
import { dealSearch } from "./deal-search.ts";
import { findDeal, insertDeal } from "./deals.store.ts";
import { followContact, shareParticipants } from "./participant-commands.ts";

/**
 * Adds an open deal like another: all that was said of it, whoever sees what it points at, and who takes part in it.
 * What was done about the other stays there.
 */
export const copyDeal = command("deals.copy", async (tx, actor: Actor, id: number): Promise<StoredDeal> => {
  const { company_id } = actor;
  const model = await findDeal(tx, actor, id);
  if (!model || model.is_deleted) throw new DomainError("deal_not_found");
  requirePermission(actor, "can_add_deals");
  const deal = await like(tx, actor, model);
  await insertDeal(tx, company_id, deal);
  await followContact(tx, actor, { next: deal });
  await record(tx, actor, { object: "deal", objectId: deal.id, action: "create" });
  await shareParticipants(tx, actor, { from: id, to: deal.id });
  await dealSearch.indexNew(tx, company_id, [deal]);
  return deal;
});

async function like(tx: Tx, actor: Actor, model: StoredDeal): Promise<StoredDeal> {
  const company = actor.company_id;
  const known = await findStage(tx, company, model.stage_id);
  const stage = known && !known.is_deleted ? known : await stageFor(tx, company, {});
  const user = await findUser(tx, company, actor.user_id);
  const owner = await findUser(tx, company, model.owner_id);
  const { title, value, currency, person_id, org_id, label_ids, probability, visible_to, custom } = model;
  const { expected_close_date, channel, channel_id } = model;
  const said = {
    ...{ title, value, currency, person_id, org_id, label_ids, probability, visible_to, custom },
    ...{ expected_close_date, channel, channel_id },
    owner_id: owner?.active === 1 ? model.owner_id : actor.user_id,
  };
  const id = await nextId(tx, company, "deal");
  return newDeal(actor, said, {
    id,
    stage,
    visible_to,
    currency,
    zone: user?.timezone ?? "UTC",
    now: tx.now,
  });
}
