import type { Lead } from "@leadfoyer/contract";
import { fromFlat } from "../fields/custom-values.ts";
import type { FieldSet } from "../fields/field-set.ts";
import { toWebhookValues } from "../fields/webhook-values.ts";
import type { Db } from "../storage/db.ts";
import { type Audience, administrators, type WebhookThing } from "../webhooks/webhook-thing.ts";
import { customOf } from "./lead-values.ts";
import { findLead } from "./leads.store.ts";

const find = (db: Db, company_id: number, id: string) => findLead(db, { company_id, sees: null }, id);

const toAudience = (item: number, { owner_id, visible_to }: Lead): Audience => ({
  table: "leads",
  item,
  owner: owner_id,
  to: Number(visible_to),
});

/** Who may see a lead. */
export async function leadAudience(db: Db, company: number, id: string): Promise<Audience> {
  const stored = await find(db, company, id);
  return stored ? toAudience(stored.seq, stored.lead) : administrators("leads");
}

/** Leads have no webhooks of version 1.0, in Pipedrive neither. */
export const leadWebhook: WebhookThing<Lead> = {
  present: async (db, company, id) => (await find(db, company, id))?.lead,

  audience: async (db, company, lead) => toAudience((await find(db, company, lead.id))?.seq ?? 0, lead),

  // Pipedrive leaves out visible_to, cc_email, archive_time and source_deal_id.
  v2: (lead, fields) => ({
    add_time: lead.add_time,
    channel: lead.channel,
    channel_id: lead.channel_id,
    creator_id: lead.creator_id,
    custom_fields: customFields(lead, fields),
    expected_close_date: lead.expected_close_date,
    id: lead.id,
    is_archived: lead.is_archived,
    label_ids: lead.label_ids,
    next_activity_id: lead.next_activity_id,
    organization_id: lead.organization_id,
    origin: lead.origin,
    origin_id: lead.origin_id,
    owner_id: lead.owner_id,
    person_id: lead.person_id,
    source_name: lead.source_name,
    title: lead.title,
    update_time: lead.update_time,
    was_seen: lead.was_seen,
    value: lead.value,
  }),
};

function customFields(lead: Lead, fields: FieldSet): object {
  const held = [...fields.held("deal").values()];
  return toWebhookValues(held, fromFlat(held, customOf(lead)));
}
