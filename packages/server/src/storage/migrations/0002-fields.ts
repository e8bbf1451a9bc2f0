import type { Engine } from "../prepared.ts";

/** Custom fields: what a company has defined, and the values things hold, to be found by. */
export function up(engine: Engine): string {
  const sqlite = engine === "sqlite";
  const int = sqlite ? "integer" : "bigint";
  const real = sqlite ? "real" : "double precision";
  const bytes = sqlite ? "text" : 'text collate "C"';
  const clustered = sqlite ? " without rowid" : "";

  return `
create table fields (
  company_id ${int} not null references companies (id), id ${int} not null, entity ${bytes} not null,
  field_key ${bytes} not null, name text not null, field_type text not null, options text, settings text not null,
  is_deleted ${int} not null, created_by ${int}, updated_by ${int}, add_time ${int} not null,
  update_time ${int} not null, primary key (company_id, id)
);

create table field_revisions (
  company_id ${int} not null references companies (id), revision ${bytes} not null, primary key (company_id)
)${clustered};

create table field_values (
  company_id ${int} not null, kind ${bytes} not null, holder ${int} not null, field_id ${int} not null,
  num ${real} not null, txt ${bytes} not null, extra ${bytes} not null,
  primary key (company_id, kind, holder, field_id, num)
)${clustered};
create index field_values_value on field_values (company_id, field_id, kind, num, txt, holder);

alter table persons add column custom text not null default '{}';
alter table organizations add column custom text not null default '{}';
`;
}
