import { type FieldOption, type FieldType, leadSortFields } from "@leadfoyer/contract";
import type { FieldDefinition, Fielded } from "./field-definition.ts";

type BuiltIn = {
  key: string;
  name: string;
  type: FieldType | "visible_to";
  options?: readonly FieldOption[];
  /** How v2 calls it, where v1 calls it otherwise. */
  code?: string;
  /** Kept by Foyer itself: nobody writes it. */
  kept?: true;
  required?: true;
};

const yesNo = [
  { id: 1, label: "Yes" },
  { id: 0, label: "No" },
];
const noOptions: readonly FieldOption[] = [];

const times = (noun: string): BuiltIn[] => [
  { key: "add_time", name: `${noun} created`, type: "date", kept: true },
  { key: "update_time", name: "Update time", type: "date", kept: true },
];
const visible: BuiltIn = { key: "visible_to", name: "Visible to", type: "visible_to" };

// Pipedrive publishes no list of these. They are the keys of the things themselves, with types of Pipedrive's own 17,
// on which typed clients insist. An id is the place in its list: what is new goes to the end.
const lead: readonly BuiltIn[] = [
  { key: "title", name: "Title", type: "varchar", required: true },
  { key: "owner_id", name: "Owner", type: "user" },
  { key: "creator_id", name: "Creator", type: "user", kept: true },
  { key: "label_ids", name: "Labels", type: "set", options: noOptions },
  { key: "value", name: "Value", type: "monetary" },
  { key: "expected_close_date", name: "Expected close date", type: "date" },
  { key: "person_id", name: "Contact person", type: "people" },
  { key: "organization_id", name: "Organization", type: "org" },
  { key: "is_archived", name: "Archived", type: "enum", options: yesNo },
  { key: "archive_time", name: "Archive time", type: "date", kept: true },
  { key: "source_name", name: "Source", type: "varchar", kept: true },
  { key: "origin", name: "Source origin", type: "varchar", kept: true },
  { key: "origin_id", name: "Source origin ID", type: "varchar", kept: true },
  { key: "channel", name: "Source channel", type: "enum", options: noOptions },
  { key: "channel_id", name: "Source channel ID", type: "varchar" },
  { key: "was_seen", name: "Seen", type: "enum", options: yesNo },
  { key: "next_activity_id", name: "Next activity", type: "double", kept: true },
  ...times("Lead"),
  visible,
];

const deal: readonly BuiltIn[] = [
  { key: "title", name: "Title", type: "varchar", required: true },
  { key: "creator_user_id", name: "Creator", type: "user", kept: true },
  { key: "user_id", name: "Owner", type: "user", code: "owner_id" },
  { key: "value", name: "Value", type: "monetary" },
  { key: "person_id", name: "Contact person", type: "people" },
  { key: "org_id", name: "Organization", type: "org" },
  { key: "pipeline_id", name: "Pipeline", type: "double" },
  { key: "stage_id", name: "Stage", type: "double" },
  { key: "status", name: "Status", type: "varchar" },
  { key: "label_ids", name: "Labels", type: "set", options: noOptions },
  { key: "expected_close_date", name: "Expected close date", type: "date" },
  { key: "probability", name: "Probability", type: "double" },
  { key: "lost_reason", name: "Lost reason", type: "varchar" },
  { key: "close_time", name: "Deal closed on", type: "date", kept: true },
  { key: "won_time", name: "Won time", type: "date", kept: true },
  { key: "lost_time", name: "Lost time", type: "date", kept: true },
  { key: "origin", name: "Source origin", type: "varchar", kept: true },
  { key: "origin_id", name: "Source origin ID", type: "varchar", kept: true },
  { key: "channel", name: "Source channel", type: "enum", options: noOptions },
  { key: "channel_id", name: "Source channel ID", type: "varchar" },
  { key: "is_archived", name: "Archived", type: "enum", options: yesNo },
  ...times("Deal"),
  visible,
  { key: "id", name: "ID", type: "double", kept: true },
  { key: "currency", name: "Currency", type: "varchar" },
  { key: "stage_change_time", name: "Last stage change", type: "date", kept: true },
  { key: "first_won_time", name: "First won time", type: "date", kept: true },
  { key: "local_won_date", name: "Won on", type: "date", kept: true },
  { key: "local_lost_date", name: "Lost on", type: "date", kept: true },
  { key: "local_close_date", name: "Closed on", type: "date", kept: true },
  { key: "archive_time", name: "Archive time", type: "date", kept: true },
];

const person: readonly BuiltIn[] = [
  { key: "name", name: "Name", type: "varchar", required: true },
  { key: "first_name", name: "First name", type: "varchar", kept: true },
  { key: "last_name", name: "Last name", type: "varchar", kept: true },
  { key: "email", name: "Email", type: "varchar", code: "emails" },
  { key: "phone", name: "Phone", type: "phone", code: "phones" },
  { key: "owner_id", name: "Owner", type: "user" },
  { key: "org_id", name: "Organization", type: "org" },
  { key: "label_ids", name: "Labels", type: "set", options: noOptions },
  ...times("Person"),
  visible,
  { key: "marketing_status", name: "Marketing status", type: "varchar" },
  { key: "notes", name: "Notes", type: "text" },
  { key: "im", name: "Instant messenger", type: "varchar" },
  { key: "birthday", name: "Birthday", type: "date" },
  { key: "job_title", name: "Job title", type: "varchar" },
  { key: "postal_address", name: "Postal address", type: "address" },
];

const organization: readonly BuiltIn[] = [
  { key: "name", name: "Name", type: "varchar", required: true },
  { key: "owner_id", name: "Owner", type: "user" },
  { key: "label_ids", name: "Labels", type: "set", options: noOptions },
  { key: "address", name: "Address", type: "address" },
  ...times("Organization"),
  visible,
  { key: "website", name: "Website", type: "varchar" },
  { key: "linkedin", name: "LinkedIn profile", type: "varchar" },
  { key: "industry", name: "Industry", type: "double" },
  { key: "annual_revenue", name: "Annual revenue", type: "double" },
  { key: "employee_count", name: "Number of employees", type: "double" },
  { key: "people_count", name: "People", type: "double", kept: true },
];

const activity: readonly BuiltIn[] = [
  { key: "subject", name: "Subject", type: "varchar", required: true },
  { key: "type", name: "Type", type: "varchar" },
  { key: "user_id", name: "Assigned to user", type: "user", code: "owner_id" },
  { key: "due_date", name: "Due date", type: "date" },
  { key: "due_time", name: "Due time", type: "time" },
  { key: "duration", name: "Duration", type: "time" },
  { key: "done", name: "Done", type: "enum", options: yesNo },
  { key: "marked_as_done_time", name: "Marked as done time", type: "date", kept: true },
  { key: "deal_id", name: "Deal", type: "double" },
  { key: "lead_id", name: "Lead", type: "varchar" },
  { key: "person_id", name: "Contact person", type: "people" },
  { key: "org_id", name: "Organization", type: "org" },
  { key: "location", name: "Location", type: "address" },
  { key: "priority", name: "Priority", type: "double" },
  { key: "public_description", name: "Public description", type: "text" },
  { key: "note", name: "Note", type: "text" },
  ...times("Activity"),
];

/** Built-in fields are as old as the API's own: nobody made them, and no account tells. */
const SINCE = Date.parse("2020-01-01T00:00:00Z");

const searchable = new Set(["title", "name"]);
const sortable = new Set<string>([...leadSortFields, "name", "org_id", "visible_to"]);

/** Ids of one list follow on `base`: no two fields of a company share one, whatever they belong to. */
const list = (entity: Fielded, fields: readonly BuiltIn[], base: number): readonly FieldDefinition[] =>
  fields.map(({ key, name, type, options = null, code = key, kept = false, required = false }, index) => ({
    id: base + index + 1,
    key,
    code,
    name,
    entity,
    field_type: type,
    options: options && [...options],
    custom: false,
    order_nr: index + 1,
    editable: !kept,
    required,
    searchable: searchable.has(key),
    sortable: sortable.has(key),
    settings: { add_visible: required },
    created_by: null,
    updated_by: null,
    add_time: SINCE,
    update_time: SINCE,
  }));

/** The built-in fields of each kind of thing. */
export const builtInFields: Readonly<Record<Fielded, readonly FieldDefinition[]>> = {
  lead: list("lead", lead, 0),
  deal: list("deal", deal, 100),
  person: list("person", person, 200),
  organization: list("organization", organization, 300),
  activity: list("activity", activity, 400),
};

/** Ids of custom fields begin after this one. */
export const LAST_BUILT_IN = 1_000;
