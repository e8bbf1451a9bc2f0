import type { Flag, JsonText, Millis } from "./columns.ts";

/** A custom field, or what a company changed of a built-in one. */
type FieldTable = {
  company_id: number;
  id: number;
  entity: string;
  field_key: string;
  name: string;
  field_type: string;
  /** Of `enum` and `set`, null of the rest. */
  options: JsonText | null;
  settings: JsonText;
  /** 1 while its values are being taken away: then it goes too. */
  is_deleted: Flag;
  created_by: number | null;
  updated_by: number | null;
  add_time: Millis;
  update_time: Millis;
};

/** Another text each time a company's fields change: whoever keeps them in memory sees that by one row. */
type FieldRevisionTable = { company_id: number; revision: string };

/**
 * What things hold in custom fields, to be found by it: a row per value, one per option of a `set`. A number stands
 * in `num` (an amount, an option, an id), anything else in `txt`, folded as for sorting; the other is 0 or "".
 */
type FieldValueTable = {
  company_id: number;
  /** What holds the value: `lead`, `deal`, `person`, `organization`. */
  kind: string;
  /** `seq` of a lead, `id` of the others. */
  holder: number;
  field_id: number;
  num: number;
  txt: string;
  /** The end of a range, the currency of an amount; else "". */
  extra: string;
};

/** Conditions with a name, by which lists choose. */
type FilterTable = {
  company_id: number;
  id: number;
  name: string;
  type: string;
  owner_id: number;
  visible_to: number;
  conditions: JsonText;
  add_time: Millis;
  update_time: Millis;
  /** To the hour. */
  last_used_time: Millis | null;
};

export type FieldTables = {
  fields: FieldTable;
  field_revisions: FieldRevisionTable;
  field_values: FieldValueTable;
  filters: FilterTable;
};
