import type { Generated } from "kysely";

/** Times are milliseconds since 1970, flags 0 or 1, documents JSON text: the same in both engines. */
type Millis = number;
type Flag = 0 | 1;
type JsonText = string;

type CompanyTable = {
  id: Generated<number>;
  domain: string;
  name: string;
  add_time: Millis;
  /** What new users begin with. */
  default_currency: Generated<string>;
};

type UserTable = {
  company_id: number;
  id: number;
  name: string;
  email: string;
  is_admin: Flag;
  active: Flag;
  phone: string | null;
  locale: string;
  timezone: string;
  default_currency: string;
  password_hash: string | null;
  last_login: Millis | null;
  add_time: Millis;
  update_time: Millis;
  role_id: number;
  /** What they chose for the inbox, a JSON object: what is not in it is as their browser has it. */
  preferences: Generated<JsonText>;
};

/** Pipedrive's roles are its visibility groups: everyone is in one, and one may stand below another. */
type RoleTable = {
  company_id: number;
  id: number;
  /** null at the top. */
  parent_id: number | null;
  /** The ids of all above, a JSON array: kept beside `parent_id` so that nobody climbs a tree to see a lead. */
  ancestors: JsonText;
  name: string;
  /** The settings that were set, a JSON object. */
  settings: JsonText;
  add_time: Millis;
  update_time: Millis;
};

/** A set of permissions that was changed; the others are as the program has them. */
type PermissionSetTable = {
  company_id: number;
  app: string;
  type: string;
  /** Names of permissions, a JSON array. */
  contents: JsonText;
  update_time: Millis;
};

type FollowerTable = {
  company_id: number;
  object: "lead" | "person" | "organization" | "deal";
  /** The `seq` of a lead, the id of anything else. */
  item_id: number;
  user_id: number;
  id: number;
  add_time: Millis;
};

type ApiTokenTable = {
  /** SHA-256 of the token. The one table found without a company, since a token names its company. */
  hash: string;
  company_id: number;
  user_id: number;
  id: number;
  name: string;
  /** The last four characters, to tell tokens apart. */
  hint: string;
  /** Scopes separated by spaces; null for all. */
  scopes: string | null;
  add_time: Millis;
  /** To the hour. */
  last_used_time: Generated<Millis | null>;
};

type SignInLinkTable = { hash: string; company_id: number; user_id: number; expire_time: Millis };

type SessionTable = { hash: string; company_id: number; user_id: number; expire_time: Millis };

/** Attempts to sign in that failed, counted until `end_time`. The subject is a hash: nobody's address is kept. */
type SignInAttemptTable = { subject: string; failures: number; end_time: Millis };

/** Requests of a token lately, for simulated limits. `version` counts changes, so that two at once are noticed. */
type LimitMeterTable = { token: string; version: number; state: JsonText; expire_time: Millis };

/** Tokens a company has used up of a day's budget, for simulated limits. */
type LimitBudgetTable = { company_id: number; day: string; used: number };

type AppTable = {
  company_id: number;
  id: number;
  /** Found by it without a company, since an app names its company. */
  client_id: string;
  secret_hash: string;
  name: string;
  redirect_uris: JsonText;
  /** Separated by spaces. */
  scopes: string;
  add_time: Millis;
};

/** A user let an app act for them. */
type OauthGrantTable = {
  company_id: number;
  id: number;
  app_id: number;
  user_id: number;
  scopes: string;
  /** Whether every refresh hands out another refresh token. */
  rotates: Flag;
  add_time: Millis;
  expire_time: Millis;
};

type OauthCodeTable = {
  hash: string;
  company_id: number;
  app_id: number;
  user_id: number;
  redirect_uri: string;
  scopes: string;
  challenge: string | null;
  expire_time: Millis;
  /** What it was exchanged for; null until then. */
  grant_id: number | null;
};

type OauthRefreshTokenTable = {
  hash: string;
  company_id: number;
  grant_id: number;
  used_time: Millis | null;
};

type OauthAccessTokenTable = {
  hash: string;
  company_id: number;
  grant_id: number;
  user_id: number;
  scopes: string;
  expire_time: Millis;
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

type OrganizationTable = {
  company_id: number;
  id: number;
  name: string;
  /** What lists by name compare. */
  name_key: string;
  owner_id: number;
  label_ids: JsonText;
  /** Values of custom fields by key, as v2 shows them. */
  custom: JsonText;
  address: JsonText | null;
  website: string | null;
  linkedin: string | null;
  industry: number | null;
  annual_revenue: number | null;
  employee_count: number | null;
  visible_to: number;
  is_deleted: Flag;
  add_time: Millis;
  /** null until the first change. */
  update_time: Millis | null;
  /** When it was made or last changed: never null, so that lists by update time can seek. */
  touch_time: Millis;
};

type PersonTable = {
  company_id: number;
  id: number;
  name: string;
  /** What lists by name compare. */
  name_key: string;
  owner_id: number;
  org_id: number | null;
  emails: JsonText;
  phones: JsonText;
  label_ids: JsonText;
  /** The rarely set members, those that hold a value: im, birthday, job_title, notes, postal_address, marketing_status. */
  extra: JsonText;
  /** Values of custom fields by key, as v2 shows them. */
  custom: JsonText;
  visible_to: number;
  is_deleted: Flag;
  add_time: Millis;
  /** null until the first change. */
  update_time: Millis | null;
  /** When it was made or last changed: never null, so that lists by update time can seek. */
  touch_time: Millis;
};

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
};

/** A lead that was merged into another, which may have been merged on since. */
type MergedLeadTable = { company_id: number; id: string; into_id: string; user_id: number; add_time: Millis };

type LeadLabelLinkTable = { company_id: number; label_id: string; lead_seq: number };

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
};

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

/** The last id given out, per company and kind. */
type CounterTable = { company_id: number; kind: string; value: number };

/** What was asked under an idempotency key, and what became of it: one row per command of the request. */
type IdempotencyKeyTable = {
  company_id: number;
  user_id: number;
  key: string;
  /** 0 for the first command, beside which the whole answer is kept. */
  step: number;
  print: string;
  /** What the command answered; "" for nothing. */
  outcome: JsonText;
  /** 0 until the answer is kept. */
  status: number;
  body: string;
  add_time: Millis;
};

/** What an item is found by. In PostgreSQL its tokens are here; in SQLite they are in `search_tokens`, under `doc`. */
type SearchDocumentTable = {
  doc: Generated<number>;
  company_id: number;
  kind: number;
  /** Of a lead its `seq`, otherwise its id. */
  item_id: number;
  tokens: Generated<string>;
};

/** `search_tokens` and `rank` only ever hold an order to FTS5. */
type SearchTokenTable = {
  rowid: Generated<number>;
  tokens: Generated<string>;
  search_tokens: Generated<string>;
  rank: Generated<number>;
};

/** What was there before the index: items of a kind after this one are still to be put into it. */
type SearchBacklogTable = { company_id: number; kind: number; after: number };

export type Database = {
  companies: CompanyTable;
  users: UserTable;
  roles: RoleTable;
  permission_sets: PermissionSetTable;
  followers: FollowerTable;
  api_tokens: ApiTokenTable;
  sign_in_links: SignInLinkTable;
  sessions: SessionTable;
  sign_in_attempts: SignInAttemptTable;
  apps: AppTable;
  limit_meters: LimitMeterTable;
  limit_budgets: LimitBudgetTable;
  oauth_grants: OauthGrantTable;
  oauth_codes: OauthCodeTable;
  oauth_refresh_tokens: OauthRefreshTokenTable;
  oauth_access_tokens: OauthAccessTokenTable;
  lead_labels: LeadLabelTable;
  organizations: OrganizationTable;
  persons: PersonTable;
  leads: LeadTable;
  lead_label_links: LeadLabelLinkTable;
  pipelines: PipelineTable;
  stages: StageTable;
  deals: DealTable;
  deal_participants: DealParticipantTable;
  merged_leads: MergedLeadTable;
  fields: FieldTable;
  field_revisions: FieldRevisionTable;
  field_values: FieldValueTable;
  notes: NoteTable;
  note_comments: NoteCommentTable;
  filters: FilterTable;
  activities: ActivityTable;
  activity_types: ActivityTypeTable;
  events: EventTable;
  operations: OperationTable;
  conversions: ConversionTable;
  operation_chunks: OperationChunkTable;
  operation_kept: OperationKeptTable;
  webhooks: WebhookTable;
  webhook_deliveries: WebhookDeliveryTable;
  counters: CounterTable;
  idempotency_keys: IdempotencyKeyTable;
  search_documents: SearchDocumentTable;
  search_tokens: SearchTokenTable;
  search_backlog: SearchBacklogTable;
};
