const COUNTERS = [
  ...["open_deals_count", "related_open_deals_count", "closed_deals_count", "related_closed_deals_count"],
  ...["email_messages_count", "activities_count", "done_activities_count", "undone_activities_count"],
  ...["files_count", "notes_count", "followers_count", "won_deals_count", "related_won_deals_count"],
  ...["lost_deals_count", "related_lost_deals_count"],
];

const ACTIVITIES = [
  ...["next_activity_date", "next_activity_time", "next_activity_id"],
  ...["last_activity_id", "last_activity_date"],
];

const COMMON = [
  ...["id", "company_id", "owner_id", "name", "active_flag", "picture_id", "first_char", "update_time"],
  ...["add_time", "visible_to", "label", "label_ids", "owner_name", "cc_email", ...COUNTERS, ...ACTIVITIES],
];

export const PERSON_KEYS = [
  ...COMMON,
  ...["org_id", "first_name", "last_name", "participant_open_deals_count", "participant_closed_deals_count"],
  ...["phone", "email", "primary_email", "marketing_status", "last_incoming_mail_time"],
  ...["last_outgoing_mail_time", "org_name"],
];

const ADDRESS_PARTS = [
  ...["subpremise", "street_number", "route", "sublocality", "locality", "admin_area_level_1"],
  ...["admin_area_level_2", "country", "postal_code", "formatted_address"],
];

export const ORGANIZATION_KEYS = [
  ...COMMON,
  ...["people_count", "address", ...ADDRESS_PARTS.map((part) => `address_${part}`)],
];

/** Keys of the v2 shapes, in the order in which the service sends them. */
export const PERSON_V2_KEYS = [
  ...["id", "name", "first_name", "last_name", "add_time", "update_time", "visible_to", "custom_fields"],
  ...["owner_id", "label_ids", "org_id", "is_deleted", "picture_id", "phones", "emails"],
];

export const ORGANIZATION_V2_KEYS = [
  ...["id", "name", "add_time", "update_time", "visible_to", "custom_fields", "owner_id", "label_ids"],
  ...["website", "linkedin", "industry", "annual_revenue", "employee_count", "is_deleted", "address"],
];
