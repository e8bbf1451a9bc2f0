import { dealAudience } from "../deals/deal-audience.ts";
import { leadAudience } from "../leads/lead-webhook.ts";
import { toSecondTime, toSpacedTime } from "../lib/clock.ts";
import { organizationAudience } from "../organizations/organization-webhook.ts";
import { personAudience } from "../persons/person-webhook.ts";
import type { WebhookThing } from "../webhooks/webhook-thing.ts";
import type { StoredNote } from "./note-row.ts";
import { findNote } from "./notes.store.ts";

const toData = (note: StoredNote, toTime: (ms: number) => string) => ({
  id: note.id,
  user_id: note.user_id,
  deal_id: note.deal_id,
  person_id: note.person_id,
  org_id: note.org_id,
  lead_id: note.lead_id,
  project_id: null,
  active_flag: true,
  content: note.content,
  add_time: toTime(note.add_time),
  update_time: toTime(note.update_time),
  pinned_to_deal_flag: note.pinned_to_deal_flag,
  pinned_to_person_flag: note.pinned_to_person_flag,
  pinned_to_organization_flag: note.pinned_to_organization_flag,
});

export const noteWebhook: WebhookThing<StoredNote> = {
  present: (db, company_id, id) => findNote(db, { company_id, sees: null }, Number(id)),

  // Who sees a note is who sees the lead it is on, else the deal, else the person, else the organization.
  async audience(db, company, { lead_id, deal_id, person_id, org_id }) {
    if (lead_id !== null) return leadAudience(db, company, lead_id);
    if (deal_id !== null) return dealAudience(db, company, deal_id);
    if (person_id !== null) return personAudience(db, company, person_id);
    return organizationAudience(db, company, org_id ?? 0);
  },

  v2: (note) => toData(note, toSecondTime),
  v1: async (_actor, note) => toData(note, toSpacedTime),
};
