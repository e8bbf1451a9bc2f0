import type { Deal, DealInclude, DealUpdate } from "@leadfoyer/contract";
import type { CustomView } from "../fields/custom-view.ts";
import { nestedInput } from "../fields/write-values.ts";
import type { Actor } from "../lib/actor.ts";
import { toSecondTime } from "../lib/clock.ts";
import type { GivenDeal, StoredDeal } from "./deal-changes.ts";
import { dealMailAddress } from "./deal-mail.ts";
import { countsOf } from "./deal-v1.ts";
import { type DealWork, idle } from "./deal-work.store.ts";

/** How custom fields are shown, and the further members asked for. */
type View = { custom: CustomView; includes?: readonly DealInclude[]; work?: DealWork };

const time = (ms: number | null): string | null => (ms === null ? null : toSecondTime(ms));

/** A deal as v2 answers it. */
export const toDealV2 = (
  actor: Actor,
  deal: StoredDeal,
  { custom, includes = [], work = idle }: View,
): Deal => ({
  id: deal.id,
  title: deal.title,
  creator_user_id: deal.creator_user_id,
  value: deal.value,
  person_id: deal.person_id,
  org_id: deal.org_id,
  stage_id: deal.stage_id,
  currency: deal.currency,
  add_time: toSecondTime(deal.add_time),
  update_time: time(deal.update_time),
  status: deal.status,
  probability: deal.probability,
  lost_reason: deal.lost_reason,
  visible_to: deal.visible_to,
  close_time: time(deal.close_time),
  pipeline_id: deal.pipeline_id,
  won_time: time(deal.won_time),
  lost_time: time(deal.lost_time),
  stage_change_time: time(deal.stage_change_time),
  local_won_date: deal.local_won_date,
  local_lost_date: deal.local_lost_date,
  local_close_date: deal.local_close_date,
  expected_close_date: deal.expected_close_date,
  custom_fields: custom(deal.custom),
  owner_id: deal.owner_id,
  label_ids: deal.label_ids,
  is_deleted: deal.is_deleted,
  origin: deal.origin,
  origin_id: deal.origin_id,
  channel: deal.channel,
  channel_id: deal.channel_id,
  acv: null,
  arr: null,
  mrr: null,
  is_archived: deal.is_archived,
  archive_time: time(deal.archive_time),
  ...included(actor, deal, { includes, work }),
});

function included(
  actor: Actor,
  deal: StoredDeal,
  { includes, work }: { includes: readonly DealInclude[]; work: DealWork },
): Partial<Deal> {
  if (includes.length === 0) return {};
  const members: Required<Pick<Deal, DealInclude>> = {
    next_activity_id: work.next?.id ?? null,
    last_activity_id: work.last?.id ?? null,
    first_won_time: time(deal.first_won_time),
    ...countsOf(work),
    last_incoming_mail_time: null,
    last_outgoing_mail_time: null,
    smart_bcc_email: dealMailAddress(actor, deal.id),
    source_lead_id: deal.source_lead_id,
  };
  return Object.fromEntries(includes.map((name) => [name, members[name]]));
}

/** What a v2 body writes. */
export const fromDealV2 = ({ custom_fields, ...input }: DealUpdate): GivenDeal => ({
  ...input,
  given: nestedInput(custom_fields),
});
