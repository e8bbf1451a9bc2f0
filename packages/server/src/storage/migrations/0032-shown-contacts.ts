import type { Engine } from "../prepared.ts";

/**
 * What search shows of persons and organizations, as it shows it, in tables found by one number of company and id. An
 * index that holds as much holds it on its upper pages, too: they were more than stay in memory. PostgreSQL reads the
 * wide rows.
 */
export const up = (engine: Engine): string => (engine === "sqlite" ? sqlite : "");

const valuesOf = (points: string): string =>
  `(select json_group_array(value -> 'value') from json_each(${points}))`;

const sqlite = `
drop index persons_shown;
drop index organizations_shown;
create table persons_shown (
  place integer primary key, id integer not null, name text not null, phones text not null, emails text not null,
  owner_id integer not null, visible_to integer not null
);
create table organizations_shown (
  place integer primary key, id integer not null, name text not null, address text,
  owner_id integer not null, visible_to integer not null
);
insert into persons_shown (place, id, name, phones, emails, owner_id, visible_to)
  select (company_id << 32) + id, id, name, ${valuesOf("phones")}, ${valuesOf("emails")}, owner_id, visible_to
  from persons order by company_id, id;
insert into organizations_shown (place, id, name, address, owner_id, visible_to)
  select (company_id << 32) + id, id, name, address ->> 'value', owner_id, visible_to
  from organizations order by company_id, id;
`;
