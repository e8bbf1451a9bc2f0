import type { Generated } from "kysely";
import type { Flag, JsonText, Millis } from "./columns.ts";

/** A lead is its document; the other columns are what lists seek, sort and filter on. */
type LeadTable = {
  /** Order of creation, and the last tie-breaker of every list. */
  seq: Generated<number>;
  company_id: number;
  id: string;
  title_key: string;
  owner_id: number;
  creator_id: number;
  person_id: number | null;
  organization_id: number | null;
  is_archived: Flag;
  was_seen: Flag;
  /** "" when unset: sort columns are never null, so that a page can resume with one row comparison. */
  close_date: string;
  /** 0 when unset. */
  next_activity_id: number;
  add_time: Millis;
  update_time: Millis;
  doc: JsonText;
  visible_to: number;
  /** Of its value; null when it has none. */
  amount: number | null;
  /** The name of where it comes from. */
  source: string;
};

type LeadLabelTable = {
  company_id: number;
  id: string;
  seq: number;
  name: string;
  color: string;
  add_time: Millis;
  update_time: Millis;
};

type LeadLabelLinkTable = { company_id: number; label_id: string; lead_seq: number };

/** A lead that was merged into another, which may have been merged on since. */
type MergedLeadTable = { company_id: number; id: string; into_id: string; user_id: number; add_time: Millis };

type FollowerTable = {
  company_id: number;
  object: "lead" | "person" | "organization" | "deal";
  /** The `seq` of a lead, the id of anything else. */
  item_id: number;
  user_id: number;
  id: number;
  add_time: Millis;
};

export type LeadTables = {
  leads: LeadTable;
  lead_labels: LeadLabelTable;
  lead_label_links: LeadLabelLinkTable;
  merged_leads: MergedLeadTable;
  followers: FollowerTable;
};
