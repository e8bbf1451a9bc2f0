import type { Engine } from "../prepared.ts";

/** Signing in by password, and apps that act for users by OAuth. Secrets are kept as their SHA-256 alone. */
export function up(engine: Engine): string {
  const sqlite = engine === "sqlite";
  const int = sqlite ? "integer" : "bigint";
  const bytes = sqlite ? "text" : 'text collate "C"';
  const clustered = sqlite ? " without rowid" : "";

  return `
create index users_email on users (email);
create index sessions_user on sessions (company_id, user_id);
create index sessions_expire on sessions (expire_time);
create index sign_in_links_expire on sign_in_links (expire_time);

create table sign_in_attempts (
  subject ${bytes} not null primary key, failures ${int} not null, end_time ${int} not null
)${clustered};
create index sign_in_attempts_end on sign_in_attempts (end_time);

create table apps (
  company_id ${int} not null references companies (id), id ${int} not null, client_id ${bytes} not null unique,
  secret_hash ${bytes} not null, name text not null, redirect_uris text not null, scopes text not null,
  add_time ${int} not null, primary key (company_id, id)
);

create table oauth_grants (
  company_id ${int} not null, id ${int} not null, app_id ${int} not null, user_id ${int} not null,
  scopes text not null, rotates ${int} not null, add_time ${int} not null, expire_time ${int} not null,
  primary key (company_id, id), foreign key (company_id, app_id) references apps (company_id, id),
  foreign key (company_id, user_id) references users (company_id, id)
);
create index oauth_grants_app on oauth_grants (company_id, app_id);
create index oauth_grants_user on oauth_grants (company_id, user_id);
create index oauth_grants_expire on oauth_grants (expire_time);

create table oauth_codes (
  hash ${bytes} not null primary key, company_id ${int} not null, app_id ${int} not null, user_id ${int} not null,
  redirect_uri text not null, scopes text not null, challenge ${bytes}, expire_time ${int} not null,
  grant_id ${int}, foreign key (company_id, app_id) references apps (company_id, id)
);
create index oauth_codes_app on oauth_codes (company_id, app_id);
create index oauth_codes_expire on oauth_codes (expire_time);

create table oauth_refresh_tokens (
  hash ${bytes} not null primary key, company_id ${int} not null, grant_id ${int} not null, used_time ${int},
  foreign key (company_id, grant_id) references oauth_grants (company_id, id) on delete cascade
);
create index oauth_refresh_tokens_grant on oauth_refresh_tokens (company_id, grant_id);

create table oauth_access_tokens (
  hash ${bytes} not null primary key, company_id ${int} not null, grant_id ${int} not null, user_id ${int} not null,
  scopes text not null, expire_time ${int} not null,
  foreign key (company_id, grant_id) references oauth_grants (company_id, id) on delete cascade
);
create index oauth_access_tokens_grant on oauth_access_tokens (company_id, grant_id, expire_time);
`;
}
