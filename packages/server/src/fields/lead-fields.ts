import { type Field, leadSortFields } from "@leadfoyer/contract";

type BuiltIn = Pick<Field, "key" | "name" | "field_type"> & Partial<Field>;

const yesNo = [
  { id: 1, label: "Yes" },
  { id: 0, label: "No" },
];

// Pipedrive publishes no list of these: they are the keys of a lead with types
// of Pipedrive's own 17, which typed clients insist on.
const builtIn: readonly BuiltIn[] = [
  { key: "title", name: "Title", field_type: "varchar", mandatory_flag: true, searchable_flag: true },
  { key: "owner_id", name: "Owner", field_type: "user" },
  { key: "creator_id", name: "Creator", field_type: "user", bulk_edit_allowed: false },
  { key: "label_ids", name: "Labels", field_type: "set", options: [] },
  { key: "value", name: "Value", field_type: "monetary" },
  { key: "expected_close_date", name: "Expected close date", field_type: "date" },
  { key: "person_id", name: "Contact person", field_type: "people" },
  { key: "organization_id", name: "Organization", field_type: "org" },
  { key: "is_archived", name: "Archived", field_type: "enum", options: yesNo },
  { key: "archive_time", name: "Archive time", field_type: "date", bulk_edit_allowed: false },
  { key: "source_name", name: "Source", field_type: "varchar", bulk_edit_allowed: false },
  { key: "origin", name: "Source origin", field_type: "varchar", bulk_edit_allowed: false },
  { key: "origin_id", name: "Source origin ID", field_type: "varchar", bulk_edit_allowed: false },
  { key: "channel", name: "Source channel", field_type: "enum", options: [] },
  { key: "channel_id", name: "Source channel ID", field_type: "varchar" },
  { key: "was_seen", name: "Seen", field_type: "enum", options: yesNo },
  { key: "next_activity_id", name: "Next activity", field_type: "double", bulk_edit_allowed: false },
  { key: "add_time", name: "Lead created", field_type: "date", bulk_edit_allowed: false },
  { key: "update_time", name: "Update time", field_type: "date", bulk_edit_allowed: false },
  { key: "visible_to", name: "Visible to", field_type: "visible_to" },
];

const sortable = new Set<string>(leadSortFields);

/** Built-in fields are as old as the API's own: nobody made them, and no account tells. */
const SINCE = "2020-01-01 00:00:00";

/** The built-in fields of a lead. Ids follow the order of the list. */
export const leadFields: readonly Field[] = builtIn.map(toField);

function toField(field: BuiltIn, index: number): Field {
  return {
    id: index + 1,
    order_nr: index + 1,
    add_time: SINCE,
    update_time: SINCE,
    last_updated_by_user_id: null,
    created_by_user_id: null,
    active_flag: true,
    edit_flag: false,
    index_visible_flag: true,
    details_visible_flag: true,
    add_visible_flag: field.mandatory_flag === true,
    important_flag: false,
    bulk_edit_allowed: true,
    searchable_flag: false,
    filtering_allowed: true,
    sortable_flag: sortable.has(field.key),
    options: null,
    mandatory_flag: false,
    ...field,
  };
}
