import type { Generated } from "kysely";

/** What an item is found by. In PostgreSQL its tokens are here; in SQLite they are in `search_tokens`, under `doc`. */
type SearchDocumentTable = {
  doc: Generated<number>;
  company_id: number;
  kind: number;
  /** Of a lead its `seq`, otherwise its id. */
  item_id: number;
  tokens: Generated<string>;
  /** In SQLite, what of a lead is shown: see `leads/lead-shown.ts`. Null of what is none, or was there before. */
  person_id: Generated<number | null>;
  organization_id: Generated<number | null>;
  head: Generated<string | null>;
  tail: Generated<string | null>;
  texts: Generated<string | null>;
};

/** `search_tokens` and `rank` only ever hold an order to FTS5. */
type SearchTokenTable = {
  rowid: Generated<number>;
  tokens: Generated<string>;
  search_tokens: Generated<string>;
  rank: Generated<number>;
};

/** What was there before the index: items of a kind after this one are still to be put into it. */
type SearchBacklogTable = { company_id: number; kind: number; after: number };

export type SearchTables = {
  search_documents: SearchDocumentTable;
  search_tokens: SearchTokenTable;
  search_backlog: SearchBacklogTable;
};
