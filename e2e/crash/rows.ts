import { type Query, witness } from "../../packages/server/test/witness.ts";

export type LeadColumns = { seq: number; id: string; doc: string } & Record<string, unknown>;
type LinkRow = { label_id: string; lead_seq: number };
export type EventRow = { object_id: string; action: string; previous: string | null };

export type Rows = {
  leads: LeadColumns[];
  links: LinkRow[];
  events: EventRow[];
  /** Findings of the engine's own checks, and rows that point at nothing. */
  faults: unknown[];
};

/** What the ledger is held against. */
export function readRows(databaseUrl: string): Promise<Rows> {
  const checks = databaseUrl.startsWith("sqlite:") ? ["pragma foreign_key_check"] : [];
  return witness(databaseUrl, (query) => read(query, checks));
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
    leads: (await query("select * from leads order by seq")) as LeadColumns[],
    links: (await query("select label_id, lead_seq from lead_label_links")) as LinkRow[],
    events: (await query(
      "select object_id, action, previous from events where object = 'lead' order by seq",
    )) as EventRow[],
    faults,
  };
}

/** What SQLite finds when it reads every page of the file. */
export const integrityOf = (databaseUrl: string): Promise<unknown> =>
  witness(databaseUrl, (query) => query("pragma integrity_check"));
