import type { Engine } from "../prepared.ts";

/** What every company begins with, in this order. */
const types = [
  ["Call", "call"],
  ["Meeting", "meeting"],
  ["Task", "task"],
  ["Deadline", "deadline"],
  ["Email", "email"],
  ["Lunch", "lunch"],
];

/** Activities and their types; companies that are there already get the types a new one has. */
export function up(engine: Engine): string {
  const sqlite = engine === "sqlite";
  const int = sqlite ? "integer" : "bigint";
  const bytes = sqlite ? "text" : 'text collate "C"';
  const given = types
    .map(([name, key], index) => `select ${index + 1} as nr, '${name}' as name, '${key}' as key`)
    .join(" union all ");

  return `
create table activity_types (
  company_id ${int} not null references companies (id), id ${int} not null, order_nr ${int} not null,
  name text not null, key_string ${bytes} not null, icon_key text not null, color text not null,
  is_active ${int} not null, is_custom ${int} not null, add_time ${int} not null, update_time ${int} not null,
  primary key (company_id, id), unique (company_id, key_string)
);
insert into activity_types
  select companies.id, given.nr, given.nr, given.name, given.key, given.key, 'FFFFFF', 1, 0, add_time, add_time
  from companies cross join (${given}) given;
insert into counters select id, 'activity_type', ${types.length} from companies;

create table activities (
  company_id ${int} not null references companies (id), id ${int} not null, subject text not null,
  type ${bytes} not null, owner_id ${int} not null, lead_id ${bytes}, person_id ${int} not null,
  org_id ${int} not null, due_date ${bytes} not null, due_time ${bytes} not null, done ${int} not null,
  is_deleted ${int} not null, add_time ${int} not null, update_time ${int} not null, extra text not null,
  primary key (company_id, id)
);
create index activities_lead on activities (company_id, lead_id, is_deleted, done, due_date, due_time, id)
  where lead_id is not null;
create index activities_live on activities (company_id, is_deleted, id);
create index activities_owner on activities (company_id, is_deleted, owner_id, id);
create index activities_owner_due on activities (company_id, is_deleted, owner_id, due_date, id);
create index activities_person on activities (company_id, is_deleted, person_id, id);
create index activities_org on activities (company_id, is_deleted, org_id, id);
create index activities_due on activities (company_id, is_deleted, due_date, id);
create index activities_add on activities (company_id, is_deleted, add_time, id);
create index activities_update on activities (company_id, is_deleted, update_time, id);
`;
}
