import type { Generated } from "kysely";
import type { Flag, JsonText, Millis } from "./columns.ts";

type PipelineTable = {
  company_id: number;
  id: number;
  name: string;
  order_nr: number;
  is_deal_probability_enabled: Flag;
  is_deleted: Flag;
  add_time: Millis;
  update_time: Millis;
};

type StageTable = {
  company_id: number;
  id: number;
  pipeline_id: number;
  name: string;
  order_nr: number;
  /** Per cent. */
  deal_probability: number;
  is_deal_rot_enabled: Flag;
  days_to_rotten: number | null;
  is_deleted: Flag;
  add_time: Millis;
  update_time: Millis;
};

/** A deal is its document; the other columns are what lists seek, sort and filter on. None of them is ever null. */
type DealTable = {
  company_id: number;
  id: number;
  title_key: string;
  owner_id: number;
  /** 0 when unset, as `org_id`. */
  person_id: number;
  org_id: number;
  pipeline_id: number;
  stage_id: number;
  status: string;
  value: number;
  /** "" when unset. */
  close_date: string;
  visible_to: number;
  is_deleted: Flag;
  is_archived: Flag;
  add_time: Millis;
  /** When it was made or last changed. */
  touch_time: Millis;
  /** The lead it was made of; found by it, and never sorted. */
  source_lead_id: string | null;
  doc: JsonText;
};

/** A person who takes part in a deal beside its main contact. */
type DealParticipantTable = {
  company_id: number;
  id: number;
  deal_id: number;
  person_id: number;
  /** Who added it. */
  user_id: number;
  add_time: Millis;
};

/** That a person came to take part in a deal, its contact too, or ceased to. */
type DealParticipantLogTable = {
  seq: Generated<number>;
  company_id: number;
  deal_id: number;
  person_id: number;
  /** Who did it. */
  user_id: number;
  action: "added" | "removed";
  add_time: Millis;
};

/** A lead that was made a deal, or the other way round. */
type ConversionTable = {
  company_id: number;
  /** A UUID. */
  id: string;
  source: "lead" | "deal";
  source_id: string;
  target_id: string;
  operation_id: number;
  user_id: number;
  add_time: Millis;
};

export type DealTables = {
  pipelines: PipelineTable;
  stages: StageTable;
  deals: DealTable;
  deal_participants: DealParticipantTable;
  deal_participant_log: DealParticipantLogTable;
  conversions: ConversionTable;
};
