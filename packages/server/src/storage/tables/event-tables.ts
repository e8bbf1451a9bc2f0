import type { Generated } from "kysely";
import type { Flag, JsonText, Millis } from "./columns.ts";

/** What happened, in order. Written in the transaction of the change itself. */
type EventTable = {
  seq: Generated<number>;
  company_id: number;
  user_id: number;
  object: string;
  object_id: string;
  action: string;
  /** The members that changed, as they were before; null for what is new. */
  previous: JsonText | null;
  add_time: Millis;
  /** `app` for a change made in a browser; null for one by API. */
  source: string | null;
  /** The operation it is a part of; null for a change on its own. */
  operation_id: Generated<number | null>;
};

/** Something that can be undone as a whole: what it did are the events that name it, and what was kept. */
type OperationTable = {
  company_id: number;
  /** The `seq` of the event that tells of its beginning: operations and single changes share one row of numbers. */
  id: number;
  user_id: number;
  kind: string;
  /** What was asked for. */
  what: JsonText;
  state: "collecting" | "running" | "stopped" | "done" | "failed";
  source: string | null;
  /** The operation, or the event, this one puts back. */
  undoes: number | null;
  force: Flag;
  /** The operation this one is a part of. */
  parent_id: number | null;
  /** The undo that undid this undo. */
  undone_by: number | null;
  total: number | null;
  done: number;
  changed: number;
  refused: number;
  /** The first hundred, a JSON array. */
  refusals: JsonText;
  /** How far it has come: the next chunk of a bulk, the last event an undo put back. */
  place: number;
  add_time: Millis;
  /** When it last got on. */
  touch_time: Millis;
  end_time: Millis | null;
};

/** Leads a running bulk has yet to come to. */
type OperationChunkTable = { company_id: number; operation_id: number; nr: number; ids: JsonText };

/** What went away with a thing and no event tells of. */
type OperationKeptTable = {
  company_id: number;
  operation_id: number;
  object: string;
  object_id: string;
  rows: JsonText;
};

type WebhookTable = {
  company_id: number;
  id: number;
  /** Who made it. */
  owner_id: number;
  /** Whose rights decide what is sent. */
  user_id: number;
  event_action: string;
  event_object: string;
  subscription_url: string;
  version: string;
  name: string;
  http_auth_user: string | null;
  http_auth_password: string | null;
  /** whsec_…: kept as it is, since every delivery is signed with it. */
  secret: string;
  /** The secret before, which signs too until its time is over. */
  old_secret: string | null;
  old_secret_until: Millis | null;
  add_time: Millis;
  remove_time: Millis | null;
  remove_reason: string | null;
  /** Every event up to this one is settled. */
  position: number;
  /** How often a replay was asked for: tells the deliverer to look for what is to be sent again. */
  replays: number;
  /** First attempts that failed since the last success. */
  first_failures: number;
  banned_until: Millis | null;
  failing_since: Millis | null;
  last_delivery_time: Millis | null;
  last_http_status: number | null;
};

/** What became of an event on its way to a webhook. No row: not tried yet, or not for this webhook. */
type WebhookDeliveryTable = {
  company_id: number;
  webhook_id: number;
  event_seq: number;
  /** 0 to be tried (again), 1 delivered, 2 given up. */
  state: 0 | 1 | 2;
  attempts: number;
  http_status: number | null;
  error: string | null;
  duration_ms: number | null;
  last_time: Millis | null;
  next_time: Millis | null;
};

export type EventTables = {
  events: EventTable;
  operations: OperationTable;
  operation_chunks: OperationChunkTable;
  operation_kept: OperationKeptTable;
  webhooks: WebhookTable;
  webhook_deliveries: WebhookDeliveryTable;
};
