import type { Flag, JsonText, Millis } from "./columns.ts";

type NoteTable = {
  company_id: number;
  id: number;
  user_id: number;
  lead_id: string | null;
  /** 0 when unset, as `org_id`: sort columns are never null. */
  person_id: number;
  org_id: number;
  /** 0 when unset. */
  deal_id: number;
  pinned_to_deal_flag: Flag;
  pinned_to_lead_flag: Flag;
  pinned_to_person_flag: Flag;
  pinned_to_organization_flag: Flag;
  last_update_user_id: number | null;
  add_time: Millis;
  update_time: Millis;
  /** What lists by content compare. */
  content_key: string;
  content: string;
};

type NoteCommentTable = {
  company_id: number;
  note_id: number;
  id: number;
  uuid: string;
  user_id: number;
  updater_id: number;
  add_time: Millis;
  update_time: Millis;
  content: string;
};

type ActivityTable = {
  company_id: number;
  id: number;
  subject: string;
  type: string;
  owner_id: number;
  lead_id: string | null;
  /** 0 when unset. */
  deal_id: number;
  /** 0 when unset, as `org_id`. */
  person_id: number;
  org_id: number;
  due_date: string;
  /** "" when unset: what has no time comes first in its day. */
  due_time: string;
  done: Flag;
  is_deleted: Flag;
  add_time: Millis;
  update_time: Millis;
  /** The members nothing is found by. */
  extra: JsonText;
};

type ActivityTypeTable = {
  company_id: number;
  id: number;
  order_nr: number;
  name: string;
  key_string: string;
  icon_key: string;
  color: string;
  is_active: Flag;
  is_custom: Flag;
  add_time: Millis;
  update_time: Millis;
};

export type NoteTables = {
  notes: NoteTable;
  note_comments: NoteCommentTable;
  activities: ActivityTable;
  activity_types: ActivityTypeTable;
};
