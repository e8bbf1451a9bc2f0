import type { Lead } from "@leadfoyer/contract";
import { type Kysely, sql } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import { idsAmong, textsAmong } from "../storage/among.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepareInsertMany } from "../storage/insert-many.ts";
import { prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";
import { prepareUpdate } from "../storage/update-row.ts";
import { type LeadRow, toColumns, toRow } from "./lead-document.ts";
import { showLead } from "./lead-shown.store.ts";
import { holdsValues, putLeadValues, putManyLeadValues, removeLeadValues } from "./lead-values.ts";

type Key = { company: number; id: string };

const leadColumns = [
  "id",
  "title_key",
  "owner_id",
  "creator_id",
  "person_id",
  "organization_id",
  "is_archived",
  "was_seen",
  "close_date",
  "next_activity_id",
  "add_time",
  "update_time",
  "visible_to",
  "amount",
  "source",
  "doc",
] as const;

const find = prepareByShape((shape: SightShape) => (q: Kysely<Database>, p: Key & SightValues, engine) => {
  const rows = q
    .selectFrom("leads")
    .select(["seq", "doc"])
    .where("company_id", "=", p.company)
    .where("id", "=", p.id);
  return onlySeen(rows, "leads", shape, { p, engine });
});

const findDocument = prepareByShape((shape: SightShape) => {
  return (q: Kysely<Database>, p: Key & SightValues, engine) => {
    const rows = q
      .selectFrom("leads")
      .select("doc")
      .where("company_id", "=", p.company)
      .where("id", "=", p.id);
    return onlySeen(rows, "leads", shape, { p, engine });
  };
});

const insertRow = prepare((q, p: LeadRow & { company: number }, engine) => {
  const insert = q.insertInto("leads").values({ company_id: p.company, ...columns(p) });
  return engine === "sqlite" ? insert.$castTo<{ seq: number }>() : insert.returning("seq");
});

/** At the place it once had, unless another lead has that by now, or the lead is there. */
const insertAt = prepare((q, p: LeadRow & { company: number; seq: number }) =>
  q
    .insertInto("leads")
    .values({ company_id: p.company, seq: p.seq, ...columns(p) })
    .onConflict((conflict) => conflict.doNothing())
    .returning("seq"),
);

const deleteRow = prepare((q, p: { company: number; seq: number }) =>
  q.deleteFrom("leads").where("company_id", "=", p.company).where("seq", "=", p.seq),
);

function columns(p: LeadRow) {
  return {
    id: p.id,
    title_key: p.title_key,
    owner_id: p.owner_id,
    creator_id: p.creator_id,
    person_id: p.person_id,
    organization_id: p.organization_id,
    is_archived: p.is_archived,
    was_seen: p.was_seen,
    close_date: p.close_date,
    next_activity_id: p.next_activity_id,
    add_time: p.add_time,
    update_time: p.update_time,
    visible_to: p.visible_to,
    amount: p.amount,
    source: p.source,
    doc: p.doc,
  };
}

const update = prepareUpdate<LeadRow>("leads", "seq", leadColumns);

const insertRows = prepareInsertMany("leads", ["company_id", ...leadColumns], ["id", "seq"]);

type Link = { company: number; label: string; seq: number };

const insertLink = prepare((q, p: Link) =>
  q.insertInto("lead_label_links").values({ company_id: p.company, label_id: p.label, lead_seq: p.seq }),
);

const insertLinks = prepareInsertMany("lead_label_links", ["company_id", "label_id", "lead_seq"]);

const deleteLink = prepare((q, p: Link) =>
  q
    .deleteFrom("lead_label_links")
    .where("company_id", "=", p.company)
    .where("label_id", "=", p.label)
    .where("lead_seq", "=", p.seq),
);

const selectAfter = prepare((q, p: { company: number; after: number; limit: number }) =>
  q
    .selectFrom("leads")
    .select(["seq", "doc"])
    .where("company_id", "=", p.company)
    .where("seq", ">", p.after)
    .orderBy("seq")
    .limit(p.limit),
);

const selectAmong = prepareByShape((shape: SightShape) => {
  return (q: Kysely<Database>, p: { company: number; ids: string } & SightValues, engine) => {
    const rows = q
      .selectFrom("leads")
      .select(["id", "seq", "doc"])
      .where("company_id", "=", p.company)
      .where("id", "in", textsAmong(engine, p.ids));
    return onlySeen(rows, "leads", shape, { p, engine });
  };
});

const labelled = prepare((q, p: { company: number; label: string; limit: number }) =>
  q
    .selectFrom("lead_label_links")
    .innerJoin("leads", (join) =>
      join.onRef("leads.company_id", "=", "lead_label_links.company_id").onRef("leads.seq", "=", "lead_seq"),
    )
    .select(["seq", "doc"])
    .where("lead_label_links.company_id", "=", p.company)
    .where("label_id", "=", p.label)
    .orderBy("lead_seq")
    .limit(p.limit),
);

// By their places, never by the company: without the `+` SQLite reads every lead of the company instead.
const among = prepare((q, p: { company: number; seqs: string }, engine) =>
  q
    .selectFrom("leads")
    .select(["seq", "doc"])
    .where(engine === "sqlite" ? sql<number>`+company_id` : sql.ref<number>("company_id"), "=", p.company)
    .where("seq", "in", idsAmong(engine, p.seqs)),
);

/** A lead inside a transaction, with its place in the table. */
export type StoredLead = { seq: number; lead: Lead };

const stored = ({ seq, doc }: { seq: number; doc: string }): StoredLead => ({ seq, lead: JSON.parse(doc) });

const keyOf = ({ company_id: company, sees }: Viewer, id: string): Key & SightValues =>
  sees === null
    ? ({ company, id } as Key & SightValues) // which of them a query has goes by the sight
    : { company, id, ...sightValues(sees) };

/** As {@link findLeadDocument}, without waiting; undefined too where the engine cannot. */
export const leadDocumentAtOnce = (db: Db, viewer: Viewer, id: string): string | undefined =>
  db.valueAtOnce?.(findDocument(sightShape(viewer.sees)), keyOf(viewer, id));

/** The document a lead is answered with; undefined for who may not see it. */
export const findLeadDocument = async (db: Db, viewer: Viewer, id: string): Promise<string | undefined> =>
  (await first(db, findDocument(sightShape(viewer.sees)), keyOf(viewer, id)))?.doc;

/** A lead; undefined for who may not see it. */
export async function findLead(db: Db, viewer: Viewer, id: string): Promise<StoredLead | undefined> {
  const row = await first(db, find(sightShape(viewer.sees)), keyOf(viewer, id));
  return row && stored(row);
}

/** Those of the leads that are there for the viewer to see, by id. */
export async function findLeads(
  db: Db,
  { company_id: company, sees }: Viewer,
  ids: readonly string[],
): Promise<Map<string, StoredLead>> {
  const values = { company, ids: JSON.stringify(ids), ...sightValues(sees) };
  const rows = await db.all(selectAmong(sightShape(sees)), values);
  return new Map(rows.map((row) => [row.id, stored(row)]));
}

/** Up to `limit` leads behind a place, in order. */
export const leadsAfter = async (
  db: Db,
  company: number,
  after: number,
  limit: number,
): Promise<StoredLead[]> => (await db.all(selectAfter, { company, after, limit })).map(stored);

/** Stores a new lead and answers its place and its document. */
export async function insertLead(
  tx: Tx,
  company: number,
  lead: Lead,
): Promise<{ seq: number; document: string }> {
  const row = toRow(lead);
  const inserted = await first(tx, insertRow, { company, ...row });
  const seq = inserted?.seq ?? tx.lastRow?.() ?? 0;
  await putLinks(tx, company, { seq, lead });
  return { seq, document: row.doc };
}

async function putLinks(tx: Tx, company: number, { seq, lead }: StoredLead): Promise<void> {
  for (const label of lead.label_ids) await tx.all(insertLink, { company, label, seq });
  await putLeadValues(tx, { company, seq }, lead);
}

/** Stores a lead that was taken away again, at its old place in the order if that is free, and answers its place. */
export async function insertLeadAt(tx: Tx, company: number, { seq, lead }: StoredLead): Promise<number> {
  const inserted = await first(tx, insertAt, { company, seq, ...toRow(lead) });
  if (!inserted) return (await insertLead(tx, company, lead)).seq;
  await putLinks(tx, company, { seq, lead });
  return seq;
}

/** Stores many new leads, in order, and answers them with their places. */
export async function insertLeads(tx: Tx, company_id: number, leads: readonly Lead[]): Promise<StoredLead[]> {
  const rows = leads.map((lead) => ({ company_id, ...toRow(lead) }));
  const places = (await insertRows(tx, rows)) as { id: string; seq: number }[];
  const seqs = new Map(places.map(({ id, seq }) => [id, seq]));
  const links = leads.flatMap(({ id, label_ids }) =>
    label_ids.map((label_id) => ({ company_id, label_id, lead_seq: seqs.get(id) ?? 0 })),
  );
  await insertLinks(tx, links);
  const placed = leads.map((lead) => ({ seq: seqs.get(lead.id) ?? 0, lead }));
  await putManyLeadValues(tx, company_id, placed);
  return placed;
}

/** Stores what became of a lead and answers its document. */
export async function updateLead(
  tx: Tx,
  company: number,
  { seq, lead }: StoredLead,
  next: Lead,
): Promise<string> {
  const row = toRow(next);
  await update(tx, { company, at: seq }, { before: toColumns(lead), next: row });
  const gone = lead.label_ids.filter((label) => !next.label_ids.includes(label));
  const fresh = next.label_ids.filter((label) => !lead.label_ids.includes(label));
  for (const label of gone) await tx.all(deleteLink, { company, label, seq });
  for (const label of fresh) await tx.all(insertLink, { company, label, seq });
  await putLeadValues(tx, { company, seq }, next, lead);
  await showLead(tx, company, { seq, lead }, next);
  return row.doc;
}

export async function removeLead(tx: Tx, company: number, { seq, lead }: StoredLead): Promise<void> {
  for (const label of lead.label_ids) await tx.all(deleteLink, { company, label, seq });
  if (holdsValues(lead)) await removeLeadValues(tx, { company, seq });
  await tx.all(deleteRow, { company, seq });
}

/** Up to `limit` leads that wear a label. */
export const leadsWithLabel = async (
  db: Db,
  company: number,
  label: string,
  limit: number,
): Promise<StoredLead[]> => (await db.all(labelled, { company, label, limit })).map(stored);

/** The leads at these places, whoever may see them. */
export async function leadsAt(db: Db, company: number, seqs: readonly number[]): Promise<StoredLead[]> {
  if (seqs.length === 0) return [];
  return (await db.all(among, { company, seqs: JSON.stringify(seqs) })).map(stored);
}
