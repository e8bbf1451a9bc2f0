import type { Engine } from "../prepared.ts";

/** Webhooks, how their deliveries went, and by which way a change came. */
export function up(engine: Engine): string {
  const sqlite = engine === "sqlite";
  const int = sqlite ? "integer" : "bigint";
  const bytes = sqlite ? "text" : 'text collate "C"';
  const clustered = sqlite ? " without rowid" : "";

  return `
alter table events add column source ${bytes};

create table webhooks (
  company_id ${int} not null references companies (id), id ${int} not null, owner_id ${int} not null,
  user_id ${int} not null, event_action ${bytes} not null, event_object ${bytes} not null,
  subscription_url text not null, version ${bytes} not null, name text not null, http_auth_user text,
  http_auth_password text, secret text not null, old_secret text, old_secret_until ${int}, add_time ${int} not null,
  remove_time ${int}, remove_reason text, position ${int} not null, replays ${int} not null,
  first_failures ${int} not null, banned_until ${int}, failing_since ${int}, last_delivery_time ${int},
  last_http_status ${int}, primary key (company_id, id)
);

create table webhook_deliveries (
  company_id ${int} not null, webhook_id ${int} not null, event_seq ${int} not null, state ${int} not null,
  attempts ${int} not null, http_status ${int}, error text, duration_ms ${int}, last_time ${int}, next_time ${int},
  primary key (company_id, webhook_id, event_seq)
)${clustered};
create index webhook_deliveries_open on webhook_deliveries (company_id, webhook_id, state, event_seq) where state <> 1;
`;
}
