import { type ContactWork, noWork } from "./contact-work.store.ts";
import { type DealCounts, noDeals } from "./deal-counts.ts";

/** What is counted of a contact, of what who asks sees. */
export type ContactCounts = { deals: DealCounts; work: ContactWork };

export const nothing: ContactCounts = { deals: noDeals, work: noWork };

const ofDeals = ({ own, related }: DealCounts) => ({
  open_deals_count: own.open,
  related_open_deals_count: related.open,
  closed_deals_count: own.won + own.lost,
  related_closed_deals_count: related.won + related.lost,
});

const ofWork = ({ deals: { own, related }, work }: ContactCounts) => ({
  activities_count: work.done + work.undone,
  done_activities_count: work.done,
  undone_activities_count: work.undone,
  files_count: 0,
  notes_count: work.notes,
  followers_count: work.followers,
  won_deals_count: own.won,
  related_won_deals_count: related.won,
  lost_deals_count: own.lost,
  related_lost_deals_count: related.lost,
});

/** Numbers of a person's deals, activities, notes and followers, in the order of v1. There are no files and no mail. */
export const personCounters = (counts: ContactCounts) => ({
  ...ofDeals(counts.deals),
  participant_open_deals_count: counts.deals.participant.open,
  participant_closed_deals_count: counts.deals.participant.won + counts.deals.participant.lost,
  email_messages_count: 0,
  ...ofWork(counts),
});

/** The same of an organization, with the number of its people. */
export const organizationCounters = (counts: ContactCounts, people_count: number) => ({
  ...ofDeals(counts.deals),
  email_messages_count: 0,
  people_count,
  ...ofWork(counts),
});

/** The activities a contact tells of, as v2 names them. */
export const activityIds = ({ work: { next, last } }: ContactCounts) => ({
  next_activity_id: next?.id ?? null,
  last_activity_id: last?.id ?? null,
});

/** The same as v1 tells of them. */
export const contactPlans = ({ work: { next, last } }: ContactCounts) => ({
  next_activity_date: next?.due_date ?? null,
  next_activity_time: next?.due_time ?? null,
  next_activity_id: next?.id ?? null,
  last_activity_id: last?.id ?? null,
  last_activity_date: last?.due_date ?? null,
});
