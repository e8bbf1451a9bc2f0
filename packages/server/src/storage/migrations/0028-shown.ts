import type { Engine } from "../prepared.ts";

/**
 * What search shows of leads, beside what finds them, and of persons and organizations, in an index each: a page of a
 * hundred then reads one row of each, rather than a wide one and what belongs to it. What there is to leads already is
 * put there as the index of search is filled. PostgreSQL reads the wide rows.
 */
export const up = (engine: Engine): string => (engine === "sqlite" ? sqlite : "");

const sqlite = `
alter table search_documents add column person_id integer;
alter table search_documents add column organization_id integer;
alter table search_documents add column head text;
alter table search_documents add column tail text;
alter table search_documents add column texts text;
create index persons_shown on persons (company_id, id, name, phones, emails, owner_id, visible_to);
create index organizations_shown on organizations
  (company_id, id, name, address ->> 'value', owner_id, visible_to);
insert or ignore into search_backlog (company_id, kind, after) select id, 0, 0 from companies;
`;
