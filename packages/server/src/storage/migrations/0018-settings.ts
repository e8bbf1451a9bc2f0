import type { Engine } from "../prepared.ts";

/** What people and companies choose for themselves, and when a token was last used. */
export function up(engine: Engine): string {
  const sqlite = engine === "sqlite";
  const int = sqlite ? "integer" : "bigint";
  const bytes = sqlite ? "text" : 'text collate "C"';
  return `
alter table users add column preferences text not null default '{}';
alter table companies add column default_currency ${bytes} not null default 'EUR';
alter table api_tokens add column last_used_time ${int};
`;
}
