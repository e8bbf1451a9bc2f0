import { DatabaseSync } from "node:sqlite";
import pg from "pg";

export type LeadColumns = { seq: number; id: string; doc: string } & Record<string, unknown>;
export type LinkRow = { label_id: string; lead_seq: number };
export type EventRow = { object_id: string; action: string; previous: string | null };

export type Rows = {
  leads: LeadColumns[];
  links: LinkRow[];
  events: EventRow[];
  /** Findings of the engine's own checks, and rows that point at nothing. */
  faults: unknown[];
};

type Query = (sql: string) => Promise<Record<string, unknown>[]>;

/** Reads the database behind the server's back. */
export function readRows(databaseUrl: string): Promise<Rows> {
  return databaseUrl.startsWith("sqlite:") ? readSqlite(databaseUrl) : readPostgres(databaseUrl);
}

async function readSqlite(url: string): Promise<Rows> {
  // Node's own SQLite rather than the server's: a witness that shares no code with the accused.
  using database = new DatabaseSync(url.slice("sqlite:".length), { readOnly: true, timeout: 10_000 });
  return await read(async (sql) => database.prepare(sql).all(), ["pragma foreign_key_check"]);
}

async function readPostgres(url: string): Promise<Rows> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await read(async (sql) => (await client.query(sql)).rows, []);
  } finally {
    await client.end();
  }
}

const orphans = [
  `select 'link' as kind, lead_seq as key from lead_label_links
   where lead_seq not in (select seq from leads) or label_id not in (select id from lead_labels)`,
  `select 'lead' as kind, id as key from leads where person_id not in (select id from persons)`,
  `select 'counter' as kind, kind as key from counters
   where kind = 'person' and value < (select max(id) from persons)`,
];

async function read(query: Query, checks: readonly string[]): Promise<Rows> {
  const faults = [];
  for (const sql of [...checks, ...orphans]) faults.push(...(await query(sql)));
  return {
    leads: (await query("select * from leads order by seq")).map(withNumbers) as LeadColumns[],
    links: (await query("select label_id, lead_seq from lead_label_links")).map(withNumbers) as LinkRow[],
    events: (await query(
      "select object_id, action, previous from events where object = 'lead' order by seq",
    )) as EventRow[],
    faults,
  };
}

/** pg gives a bigint as text. */
function withNumbers(row: Record<string, unknown>): Record<string, unknown> {
  const numbers = ["seq", "lead_seq", "add_time", "update_time"];
  const integers = ["owner_id", "creator_id", "person_id", "organization_id", "next_activity_id"];
  const flags = ["is_archived", "was_seen"];
  const all = new Set([...numbers, ...integers, ...flags]);
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, all.has(key) && value !== null ? Number(value) : value]),
  );
}

/** What SQLite finds when it reads every page of the file. */
export function integrityOf(databaseUrl: string): unknown {
  using database = new DatabaseSync(databaseUrl.slice("sqlite:".length), { readOnly: true });
  return database.prepare("pragma integrity_check").all();
}
