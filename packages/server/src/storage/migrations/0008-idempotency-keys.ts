import type { Engine } from "../prepared.ts";

/** What was asked under an idempotency key, and what became of it. */
export function up(engine: Engine): string {
  const sqlite = engine === "sqlite";
  const int = sqlite ? "integer" : "bigint";
  const bytes = sqlite ? "text" : 'text collate "C"';

  return `
create table idempotency_keys (
  company_id ${int} not null references companies (id), user_id ${int} not null, key ${bytes} not null,
  step ${int} not null, print ${bytes} not null, outcome text not null, status ${int} not null, body text not null,
  add_time ${int} not null, primary key (company_id, user_id, key, step)
);
create index idempotency_keys_age on idempotency_keys (company_id, add_time);
`;
}
