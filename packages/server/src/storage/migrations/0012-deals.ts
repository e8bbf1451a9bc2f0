import type { Engine } from "../prepared.ts";

/** The stages of the pipeline every company begins with, in order. */
const stages = ["Qualified", "Contact Made", "Demo Scheduled", "Proposal Made", "Negotiations Started"];

/** Pipelines, their stages, deals and who takes part in them; companies that are there get their first pipeline. */
export function up(engine: Engine): string {
  const sqlite = engine === "sqlite";
  const int = sqlite ? "integer" : "bigint";
  const real = sqlite ? "real" : "double precision";
  const bytes = sqlite ? "text" : 'text collate "C"';
  const company = `company_id ${int} not null references companies (id)`;
  const given = stages
    .map((name, index) => `select ${index + 1} as nr, '${name}' as name`)
    .join(" union all ");

  return `
create table pipelines (
  ${company}, id ${int} not null, name text not null, order_nr ${int} not null,
  is_deal_probability_enabled ${int} not null, is_deleted ${int} not null, add_time ${int} not null,
  update_time ${int} not null, primary key (company_id, id)
);
insert into pipelines select id, 1, 'Pipeline', 1, 1, 0, add_time, add_time from companies;
insert into counters select id, 'pipeline', 1 from companies;

create table stages (
  ${company}, id ${int} not null, pipeline_id ${int} not null, name text not null, order_nr ${int} not null,
  deal_probability ${int} not null, is_deal_rot_enabled ${int} not null, days_to_rotten ${int},
  is_deleted ${int} not null, add_time ${int} not null, update_time ${int} not null, primary key (company_id, id)
);
create index stages_pipeline on stages (company_id, pipeline_id, order_nr, id);
insert into stages
  select companies.id, given.nr, 1, given.name, given.nr, 100, 0, null, 0, add_time, add_time
  from companies cross join (${given}) given;
insert into counters select id, 'stage', ${stages.length} from companies;

create table deals (
  ${company}, id ${int} not null, title_key ${bytes} not null, owner_id ${int} not null, person_id ${int} not null,
  org_id ${int} not null, pipeline_id ${int} not null, stage_id ${int} not null, status ${bytes} not null,
  value ${real} not null, close_date ${bytes} not null, visible_to ${int} not null, is_deleted ${int} not null,
  is_archived ${int} not null, add_time ${int} not null, touch_time ${int} not null, source_lead_id ${bytes},
  doc text not null, primary key (company_id, id)
);
${lists(["id", "title_key", "owner_id", "pipeline_id", "stage_id", "status", "value", "close_date", "add_time", "touch_time"])}
create index deals_person on deals (company_id, person_id, is_deleted, is_archived, id);
create index deals_org on deals (company_id, org_id, is_deleted, is_archived, id);
create index deals_source_lead on deals (company_id, source_lead_id) where source_lead_id is not null;

create table deal_participants (
  ${company}, id ${int} not null, deal_id ${int} not null, person_id ${int} not null, user_id ${int} not null,
  add_time ${int} not null, primary key (company_id, id), unique (company_id, deal_id, person_id)
);
create index deal_participants_person on deal_participants (company_id, person_id, deal_id);

alter table notes add column deal_id ${int} not null default 0;
alter table notes add column pinned_to_deal_flag ${int} not null default 0;
create index notes_deal on notes (company_id, deal_id, add_time, id);

alter table activities add column deal_id ${int} not null default 0;
create index activities_deal on activities (company_id, deal_id, is_deleted, done, due_date, due_time, id);
`;
}

/** A list is of deals that are (not) deleted and (not) archived, in order of one of these. */
const lists = (columns: readonly string[]): string =>
  columns
    .map((column) => {
      const order = column === "id" ? "id" : `${column}, id`;
      return `create index deals_by_${column} on deals (company_id, is_deleted, is_archived, ${order});`;
    })
    .join("\n");
