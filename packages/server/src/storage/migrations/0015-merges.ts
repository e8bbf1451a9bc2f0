import type { Engine } from "../prepared.ts";

/**
 * Leads that were merged into others. And keys in the index of search by which leads that look alike are found: leads
 * and persons that are there already get theirs as the index is filled, before Foyer next serves.
 */
export function up(engine: Engine): string {
  const sqlite = engine === "sqlite";
  const int = sqlite ? "integer" : "bigint";
  const bytes = sqlite ? "text" : 'text collate "C"';
  return `
create table merged_leads (
  company_id ${int} not null references companies (id), id ${bytes} not null, into_id ${bytes} not null,
  user_id ${int} not null, add_time ${int} not null, primary key (company_id, id)
);
insert into search_backlog (company_id, kind, after)
  select companies.id, kinds.kind, 0 from companies cross join (select 0 as kind union all select 1) as kinds
  where true
  on conflict (company_id, kind) do update set after = 0;
`;
}
