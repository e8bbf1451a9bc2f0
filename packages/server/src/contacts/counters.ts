const deals = {
  open_deals_count: 0,
  related_open_deals_count: 0,
  closed_deals_count: 0,
  related_closed_deals_count: 0,
};

const work = {
  activities_count: 0,
  done_activities_count: 0,
  undone_activities_count: 0,
  files_count: 0,
  notes_count: 0,
  followers_count: 0,
  won_deals_count: 0,
  related_won_deals_count: 0,
  lost_deals_count: 0,
  related_lost_deals_count: 0,
};

/** Deals, activities, files, notes and mail of a person, none of which there are yet. In the order of v1. */
export const personCounters = {
  ...deals,
  participant_open_deals_count: 0,
  participant_closed_deals_count: 0,
  email_messages_count: 0,
  ...work,
};

/** The same of an organization. `people_count` holds its place. */
export const organizationCounters = { ...deals, email_messages_count: 0, people_count: 0, ...work };
