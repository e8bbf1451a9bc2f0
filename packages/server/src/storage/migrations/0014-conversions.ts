import type { Engine } from "../prepared.ts";

/** What became of leads that were made deals, and of deals that were made leads: kept for ever. */
export function up(engine: Engine): string {
  const sqlite = engine === "sqlite";
  const int = sqlite ? "integer" : "bigint";
  const bytes = sqlite ? "text" : 'text collate "C"';

  return `
create table conversions (
  company_id ${int} not null references companies (id), id ${bytes} not null, source ${bytes} not null,
  source_id ${bytes} not null, target_id ${bytes} not null, operation_id ${int} not null, user_id ${int} not null,
  add_time ${int} not null, primary key (company_id, id)
);
create index conversions_source on conversions (company_id, source, source_id, operation_id);
create index conversions_target on conversions (company_id, source, target_id, operation_id);

alter table operations add column parent_id ${int};
create index operations_parent on operations (company_id, parent_id, id) where parent_id is not null;
drop index operations_old;
create index operations_old on operations (add_time) where kind <> 'conversion';
`;
}
