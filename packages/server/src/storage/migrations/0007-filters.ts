import type { Engine } from "../prepared.ts";

/** Filters: what lists choose by. */
export function up(engine: Engine): string {
  const sqlite = engine === "sqlite";
  const int = sqlite ? "integer" : "bigint";
  const bytes = sqlite ? "text" : 'text collate "C"';

  return `
create table filters (
  company_id ${int} not null references companies (id), id ${int} not null, name text not null,
  type ${bytes} not null, owner_id ${int} not null, visible_to ${int} not null, conditions text not null,
  add_time ${int} not null, update_time ${int} not null, primary key (company_id, id)
);
`;
}
