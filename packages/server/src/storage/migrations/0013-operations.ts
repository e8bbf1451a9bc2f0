import type { Engine } from "../prepared.ts";

/** Operations: what people did to one lead or many, as far as it can be undone. */
export function up(engine: Engine): string {
  const sqlite = engine === "sqlite";
  const int = sqlite ? "integer" : "bigint";
  const bytes = sqlite ? "text" : 'text collate "C"';
  const clustered = sqlite ? " without rowid" : "";

  return `
alter table events add column operation_id ${int};
create index events_operation on events (company_id, operation_id, seq) where operation_id is not null;
create index events_changes on events (company_id, user_id, seq)
  where operation_id is null and object = 'lead' and action = 'change';

create table operations (
  company_id ${int} not null references companies (id), id ${int} not null, user_id ${int} not null,
  kind ${bytes} not null, what text not null, state ${bytes} not null, source ${bytes}, undoes ${int},
  force ${int} not null, undone_by ${int}, total ${int}, done ${int} not null, changed ${int} not null,
  refused ${int} not null, refusals text not null, place ${int} not null, add_time ${int} not null,
  touch_time ${int} not null, end_time ${int}, primary key (company_id, id)
);
create index operations_user on operations (company_id, user_id, id);
create index operations_undoes on operations (company_id, undoes, id) where undoes is not null;
create index operations_open on operations (company_id, id) where state in ('collecting', 'running');
create index operations_old on operations (add_time);

create table operation_chunks (
  company_id ${int} not null, operation_id ${int} not null, nr ${int} not null, ids text not null,
  primary key (company_id, operation_id, nr)
)${clustered};
create table operation_kept (
  company_id ${int} not null, operation_id ${int} not null, object ${bytes} not null, object_id ${bytes} not null,
  rows text not null, primary key (company_id, operation_id, object, object_id)
);
`;
}
