import type { Engine } from "../prepared.ts";

/** What counts towards simulated limits. SQLite keeps it in a file of its own: see storage/scratch.ts. */
export function up(engine: Engine): string {
  if (engine === "sqlite") return "";
  return `
create unlogged table limit_meters (
  token text collate "C" not null primary key, version bigint not null, state text not null,
  expire_time bigint not null
);
create index limit_meters_expire on limit_meters (expire_time);
create unlogged table limit_budgets (
  company_id bigint not null, day text collate "C" not null, used bigint not null, primary key (company_id, day)
);
`;
}
