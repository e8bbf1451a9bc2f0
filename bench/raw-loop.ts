import Sqlite from "better-sqlite3";
import { answerJobs } from "./child.ts";

/**
 * The rows Foyer added to `from` after the given positions, inserted into `to` as well; with `search`, those by which
 * the leads are found, too.
 */
export type RawJob = { from: string; to: string; afterLead: number; afterEvent: number; search?: boolean };
export type RawAnswer = { perSecond: number; cpuMicroseconds: number; count: number };

const PER_TRANSACTION = 64;

type Row = Record<string, unknown>;
type Write = { statement: Sqlite.Statement; row: Row };

/** Every row one create wrote, by lead, in the order Foyer wrote them. */
function rowsOf({ from, afterLead, afterEvent, search }: RawJob): { table: string; rows: Row[] }[][] {
  const db = new Sqlite(from, { readonly: true });
  const leads = db.prepare("select * from leads where seq > ? order by seq").all(afterLead) as Row[];
  const links = db.prepare("select * from lead_label_links where company_id = ? and lead_seq > ?");
  const linksOf = Map.groupBy(links.all(1, afterLead) as Row[], ({ lead_seq }) => lead_seq);
  const events = db.prepare("select * from events where seq > ? order by seq").all(afterEvent) as Row[];
  const eventsOf = Map.groupBy(events, ({ object_id }) => object_id);
  const foundBy = search ? searchRows(db, afterLead) : new Map<unknown, Row[][]>();
  db.close();
  return leads.map((lead) => {
    const [documents = [], tokens = []] = foundBy.get(lead.seq) ?? [];
    return [
      { table: "leads", rows: [lead] },
      { table: "lead_label_links", rows: linksOf.get(lead.seq) ?? [] },
      { table: "events", rows: eventsOf.get(lead.id) ?? [] },
      { table: "search_documents", rows: documents },
      { table: "search_tokens", rows: tokens },
    ];
  });
}

const LEADS = 0;

/** By lead, its document and its tokens. The index keeps no text: it is put together from the list of each token. */
function searchRows(db: Sqlite.Database, afterLead: number): Map<unknown, Row[][]> {
  const documents = db
    .prepare("select * from search_documents where kind = ? and item_id > ? order by doc")
    .all(LEADS, afterLead) as Row[];
  db.exec("create virtual table temp.occurrences using fts5vocab(main, search_tokens, instance)");
  const all = db.prepare("select doc, term from occurrences where doc >= ?").raw();
  const tokens = new Map<unknown, string[]>();
  for (const [doc, term] of all.iterate(documents[0]?.doc ?? 0) as Iterable<[number, string]>) {
    const found = tokens.get(doc) ?? [];
    found.push(term);
    tokens.set(doc, found);
  }
  return new Map(
    documents.map((document) => {
      const row = { rowid: document.doc, tokens: (tokens.get(document.doc) ?? []).join(" ") };
      return [document.item_id, [[document], [row]]];
    }),
  );
}

/** The settings Foyer opens its file with. */
function open(file: string): Sqlite.Database {
  const db = new Sqlite(file);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.pragma("wal_autocheckpoint = 4000");
  db.pragma("foreign_keys = ON");
  db.pragma("cache_size = -4096");
  return db;
}

function prepareWrites(db: Sqlite.Database, leads: ReturnType<typeof rowsOf>): Write[][] {
  const statements = new Map<string, Sqlite.Statement>();
  const statementFor = (table: string, row: Row) => {
    const columns = Object.keys(row);
    const values = columns.map((column) => `@${column}`);
    const made =
      statements.get(table) ??
      db.prepare(`insert into ${table} (${columns.join()}) values (${values.join()})`);
    statements.set(table, made);
    return made;
  };
  return leads.map((tables) =>
    tables.flatMap(({ table, rows }) => rows.map((row) => ({ statement: statementFor(table, row), row }))),
  );
}

function insert(job: RawJob): RawAnswer {
  const db = open(job.to);
  const leads = prepareWrites(db, rowsOf(job));
  const insertSome = db.transaction((some: Write[][]) => {
    for (const writes of some) for (const { statement, row } of writes) statement.run(row);
  });
  const cpuBefore = process.cpuUsage();
  const begin = performance.now();
  for (let first = 0; first < leads.length; first += PER_TRANSACTION) {
    insertSome(leads.slice(first, first + PER_TRANSACTION));
  }
  const seconds = (performance.now() - begin) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  db.close();
  return {
    perSecond: leads.length / seconds,
    cpuMicroseconds: (user + system) / leads.length,
    count: leads.length,
  };
}

answerJobs<RawJob, RawAnswer>(insert);
