import type { Engine } from "../prepared.ts";

/**
 * The index of search, and what is still to be put into it: everything there was before it. Its texts are folded by
 * our own code (`search/`), so that is what fills it, in short transactions, before Foyer next serves.
 */
export function up(engine: Engine): string {
  const backlog = `
insert into search_backlog (company_id, kind, after)
  select companies.id, kinds.kind, 0 from companies
  cross join (select 0 as kind union all select 1 union all select 2) as kinds;
`;
  return (engine === "sqlite" ? sqlite : postgres) + backlog;
}

/** FTS5 keeps the tokens of a document and nothing else of it; our own table tells which item a document is. */
const sqlite = `
create table search_documents (
  doc integer primary key, company_id integer not null, kind integer not null, item_id integer not null,
  unique (company_id, kind, item_id)
);
create virtual table search_tokens using fts5 (
  tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
create table search_backlog (
  company_id integer not null, kind integer not null, after integer not null, primary key (company_id, kind)
) without rowid;
`;

// A long list of tokens not yet sorted in would be read by every search.
const postgres = `
create table search_documents (
  company_id bigint not null, kind integer not null, item_id bigint not null, tokens tsvector not null,
  primary key (company_id, kind, item_id)
);
create index search_documents_tokens on search_documents using gin (tokens) with (gin_pending_list_limit = 256);
create table search_backlog (
  company_id bigint not null, kind integer not null, after bigint not null, primary key (company_id, kind)
);
`;
