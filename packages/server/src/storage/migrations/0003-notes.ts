import type { Engine } from "../prepared.ts";

/** Notes on leads, persons and organizations, and the comments on them. */
export function up(engine: Engine): string {
  const sqlite = engine === "sqlite";
  const int = sqlite ? "integer" : "bigint";
  const bytes = sqlite ? "text" : 'text collate "C"';

  return `
create table notes (
  company_id ${int} not null references companies (id), id ${int} not null, user_id ${int} not null,
  lead_id ${bytes}, person_id ${int} not null, org_id ${int} not null, pinned_to_lead_flag ${int} not null,
  pinned_to_person_flag ${int} not null, pinned_to_organization_flag ${int} not null, last_update_user_id ${int},
  add_time ${int} not null, update_time ${int} not null, content_key ${bytes} not null, content text not null,
  primary key (company_id, id)
);
create index notes_lead on notes (company_id, lead_id, add_time, id) where lead_id is not null;
create index notes_person on notes (company_id, person_id, add_time, id);
create index notes_org on notes (company_id, org_id, add_time, id);
create index notes_user on notes (company_id, user_id, add_time, id);
create index notes_add on notes (company_id, add_time, id);
create index notes_update on notes (company_id, update_time, id);
create index notes_content on notes (company_id, content_key, id);

create table note_comments (
  company_id ${int} not null, note_id ${int} not null, id ${int} not null, uuid ${bytes} not null,
  user_id ${int} not null, updater_id ${int} not null, add_time ${int} not null, update_time ${int} not null,
  content text not null, primary key (company_id, note_id, id), unique (company_id, uuid),
  foreign key (company_id, note_id) references notes (company_id, id)
);
`;
}
