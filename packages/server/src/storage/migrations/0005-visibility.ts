import type { Engine } from "../prepared.ts";

/** Roles (which are visibility groups), permission sets, followers, and whom leads are visible to. */
export function up(engine: Engine): string {
  const sqlite = engine === "sqlite";
  const int = sqlite ? "integer" : "bigint";
  const bytes = sqlite ? "text" : 'text collate "C"';
  const clustered = sqlite ? " without rowid" : "";
  const company = `company_id ${int} not null references companies (id)`;

  return `
create table roles (
  ${company}, id ${int} not null, parent_id ${int}, ancestors text not null, name text not null,
  settings text not null, add_time ${int} not null, update_time ${int} not null, primary key (company_id, id)
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
create index users_role on users (company_id, role_id, id);

${firstRoles}
${leadVisibility(sqlite)}`;
}

/** What a new company is founded with, for those that are there already. */
const firstRoles = `
insert into roles (company_id, id, parent_id, ancestors, name, settings, add_time, update_time)
  select id, 1, null, '[]', '(Unassigned users)', '{}', add_time, add_time from companies;
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
