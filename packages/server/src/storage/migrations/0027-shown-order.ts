import type { Engine } from "../prepared.ts";

/** What the inbox sorts leads by beside the API's fields: their amount, their source, and when their next activity is due. */
export function up(engine: Engine): string {
  const sqlite = engine === "sqlite";
  const [real, bytes] = sqlite ? ["real", "text"] : ["double precision", 'text collate "C"'];
  const held = sqlite
    ? "json_extract(doc, '$.value.amount'), source = coalesce(json_extract(doc, '$.source_name'), '')"
    : "(doc::jsonb #>> '{value,amount}')::double precision, source = coalesce(doc::jsonb ->> 'source_name', '')";
  return `
alter table leads add column amount ${real};
alter table leads add column source ${bytes} not null default '';
update leads set amount = ${held};
create index leads_amount on leads (company_id, is_archived, amount, add_time, seq);
create index leads_source on leads (company_id, is_archived, source, add_time, seq);
create index activities_next on activities (company_id, due_date, due_time, id)
  where lead_id is not null and is_deleted = 0 and done = 0;
`;
}
