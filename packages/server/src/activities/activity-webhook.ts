import { dealAudience } from "../deals/deal-audience.ts";
import { leadAudience } from "../leads/lead-webhook.ts";
import { toSecondTime } from "../lib/clock.ts";
import { organizationAudience } from "../organizations/organization-webhook.ts";
import { personAudience } from "../persons/person-webhook.ts";
import type { Db } from "../storage/db.ts";
import { type Audience, administrators, type WebhookThing } from "../webhooks/webhook-thing.ts";
import { findActivity } from "./activities.store.ts";
import type { StoredActivity } from "./activity-changes.ts";
import { toActivityBriefV1 } from "./activity-v1.ts";

/** Who sees what an activity hangs on: its lead, else its deal, else its person, else its organization. */
function audienceOf(db: Db, company: number, activity: StoredActivity): Promise<Audience> | Audience {
  const { lead_id, deal_id, person_id, org_id } = activity;
  if (lead_id !== null) return leadAudience(db, company, lead_id);
  if (deal_id !== null) return dealAudience(db, company, deal_id);
  if (person_id !== null) return personAudience(db, company, person_id);
  return org_id === null ? administrators("leads") : organizationAudience(db, company, org_id);
}

export const activityWebhook: WebhookThing<StoredActivity> = {
  present: (db, company_id, id) => findActivity(db, { company_id, sees: null }, Number(id)),
  audience: async (db, company, activity) => ({
    ...(await audienceOf(db, company, activity)),
    also: activity.owner_id, // whoever is to do it sees it
  }),

  v2: (activity) => ({
    active_flag: !activity.is_deleted,
    add_time: toSecondTime(activity.add_time),
    busy_flag: activity.busy,
    custom_fields: {},
    deal_id: activity.deal_id,
    done: activity.done,
    due_date: activity.due_date,
    due_time: activity.due_time,
    duration: activity.duration,
    id: activity.id,
    lead_id: activity.lead_id,
    location: activity.location,
    org_id: activity.org_id,
    owner_id: activity.owner_id,
    person_id: activity.person_id,
    public_description: activity.public_description ?? "",
    subject: activity.subject,
    type: activity.type,
    update_time: toSecondTime(activity.update_time),
    update_user_id: activity.update_user_id,
  }),

  v1: async (actor, activity) => toActivityBriefV1(actor, activity),
};
