import type { Generated } from "kysely";
import type { Flag, JsonText, Millis } from "./columns.ts";

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

/** Requests of a token lately, for simulated limits. `version` counts changes, so that two at once are noticed. */
type LimitMeterTable = { token: string; version: number; state: JsonText; expire_time: Millis };

/** Tokens a company has used up of a day's budget, for simulated limits. */
type LimitBudgetTable = { company_id: number; day: string; used: number };

export type AccessTables = {
  api_tokens: ApiTokenTable;
  sign_in_links: SignInLinkTable;
  sessions: SessionTable;
  sign_in_attempts: SignInAttemptTable;
  apps: AppTable;
  oauth_grants: OauthGrantTable;
  oauth_codes: OauthCodeTable;
  oauth_refresh_tokens: OauthRefreshTokenTable;
  oauth_access_tokens: OauthAccessTokenTable;
  limit_meters: LimitMeterTable;
  limit_budgets: LimitBudgetTable;
};
