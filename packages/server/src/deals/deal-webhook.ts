import { toWebhookValues } from "../fields/webhook-values.ts";
import { toSecondTime } from "../lib/clock.ts";
import type { WebhookThing } from "../webhooks/webhook-thing.ts";
import { toAudience } from "./deal-audience.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { toFlatDealV1 } from "./deal-v1.ts";
import type { DealService } from "./deals.service.ts";
import { findDeal } from "./deals.store.ts";

const time = (ms: number | null): string | null => (ms === null ? null : toSecondTime(ms));

export const dealWebhook = (deals: DealService): WebhookThing<StoredDeal> => ({
  present: (db, company_id, id) => findDeal(db, { company_id, sees: null }, Number(id)),
  audience: async (_db, _company, deal) => toAudience(deal),

  v2: (deal, fields) => ({
    add_time: toSecondTime(deal.add_time),
    channel: deal.channel,
    channel_id: deal.channel_id,
    close_time: time(deal.close_time),
    creator_user_id: deal.creator_user_id,
    currency: deal.currency,
    custom_fields: toWebhookValues(fields.held("deal").values(), deal.custom),
    expected_close_date: deal.expected_close_date,
    first_won_time: time(deal.first_won_time),
    id: deal.id,
    label_ids: deal.label_ids,
    lost_reason: deal.lost_reason,
    lost_time: time(deal.lost_time),
    org_id: deal.org_id,
    origin: deal.origin,
    origin_id: deal.origin_id,
    owner_id: deal.owner_id,
    person_id: deal.person_id,
    pipeline_id: deal.pipeline_id,
    probability: deal.probability,
    stage_change_time: time(deal.stage_change_time),
    stage_id: deal.stage_id,
    status: deal.status,
    title: deal.title,
    update_time: time(deal.update_time),
    value: deal.value,
    visible_to: `${deal.visible_to}`,
    won_time: time(deal.won_time),
  }),

  v1: async (actor, deal) => toFlatDealV1(actor, deal, await deals.relations(actor, [deal])),
});
