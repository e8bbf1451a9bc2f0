import type { Engine } from "../prepared.ts";

/** Visibility groups, roles, permission sets, followers; what leads, persons and organizations are seen by. */
export function up(engine: Engine): string {
  const sqlite = engine === "sqlite";
  const int = sqlite ? "integer" : "bigint";
  const bytes = sqlite ? "text" : 'text collate "C"';
  const clustered = sqlite ? " without rowid" : "";
  const company = `company_id ${int} not null references companies (id)`;

  return `
create table visibility_groups (
  ${company}, id ${int} not null, parent_id ${int}, ancestors text not null, name text not null,
  add_time ${int} not null, update_time ${int} not null, primary key (company_id, id)
);

create table roles (
  ${company}, id ${int} not null, parent_id ${int}, name text not null, settings text not null,
  add_time ${int} not null, update_time ${int} not null, primary key (company_id, id)
);

create table permission_sets (
  ${company}, app ${bytes} not null, type ${bytes} not null, contents text not null, update_time ${int} not null,
  primary key (company_id, app, type)
);

create table followers (
  ${company}, object ${bytes} not null, item_id ${int} not null, user_id ${int} not null, id ${int} not null,
  add_time ${int} not null, primary key (company_id, object, item_id, user_id)
)${clustered};
create index followers_user on followers (company_id, user_id, object, item_id);

alter table users add column role_id ${int} not null default 1;
alter table users add column visibility_group_id ${int} not null default 1;
create index users_group on users (company_id, visibility_group_id, id);

${firstOfEveryCompany}
${leadVisibility(sqlite)}`;
}

/** What a new company is founded with, for those that are there already. */
const firstOfEveryCompany = `
insert into visibility_groups (company_id, id, parent_id, ancestors, name, add_time, update_time)
  select id, 1, null, '[]', 'Everyone', add_time, add_time from companies;
insert into roles (company_id, id, parent_id, name, settings, add_time, update_time)
  select id, 1, null, '(Unassigned users)', '{}', add_time, add_time from companies;
insert into counters (company_id, kind, value) select id, 'visibility_group', 1 from companies;
insert into counters (company_id, kind, value) select id, 'role', 1 from companies;
`;

/** Most leads have the default, which costs nothing; the others take theirs from their document. */
function leadVisibility(sqlite: boolean): string {
  const given = sqlite
    ? "cast(json_extract(doc, '$.visible_to') as integer)"
    : "(doc::json ->> 'visible_to')::bigint";
  return `
alter table leads add column visible_to ${sqlite ? "integer" : "bigint"} not null default 3;
update leads set visible_to = ${given} where ${given} <> 3;
`;
}
