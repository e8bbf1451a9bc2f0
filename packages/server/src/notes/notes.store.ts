import type { Kysely } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepareInsertMany } from "../storage/insert-many.ts";
import { type Engine, prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";
import { seenThrough } from "../storage/sight-through.ts";
import { prepareUpdate } from "../storage/update-row.ts";
import { noteColumns, type StoredNote, toNote, toNoteValues } from "./note-row.ts";

type Key = { company: number; id: number };
type Values = ReturnType<typeof toNoteValues> & { company: number };

const select = prepareByShape(
  (shape: SightShape) => (q: Kysely<Database>, p: Key & SightValues, engine: Engine) => {
    const rows = q
      .selectFrom("notes")
      .select(noteColumns)
      .where("company_id", "=", p.company)
      .where("id", "=", p.id);
    const isSeen = seenThrough("notes", shape, { p, engine });
    return isSeen ? rows.where(isSeen) : rows;
  },
);

const insert = prepare((q, p: Values) =>
  q.insertInto("notes").values({ company_id: p.company, id: p.id, ...written(p) }),
);

const remove = prepare((q, p: Key) =>
  q.deleteFrom("notes").where("company_id", "=", p.company).where("id", "=", p.id),
);

const update = prepareUpdate<Omit<Values, "company">>("notes", "id", ["content_key", ...noteColumns]);

const insertRows = prepareInsertMany("notes", ["company_id", "content_key", ...noteColumns]);

function written(p: Values) {
  return {
    user_id: p.user_id,
    lead_id: p.lead_id,
    deal_id: p.deal_id,
    person_id: p.person_id,
    org_id: p.org_id,
    pinned_to_deal_flag: p.pinned_to_deal_flag,
    pinned_to_lead_flag: p.pinned_to_lead_flag,
    pinned_to_person_flag: p.pinned_to_person_flag,
    pinned_to_organization_flag: p.pinned_to_organization_flag,
    last_update_user_id: p.last_update_user_id,
    add_time: p.add_time,
    update_time: p.update_time,
    content_key: p.content_key,
    content: p.content,
  };
}

/** A note; undefined for who may not see it. */
export async function findNote(db: Db, { company_id: company, sees }: Viewer, id: number) {
  const row = await first(db, select(sightShape(sees)), { company, id, ...sightValues(sees) });
  return row && toNote(row);
}

/**
 * Stores a note as it has become, new or not; undefined takes it away. Every change of what a note says, and where,
 * goes through here: what must follow the text of notes follows it here.
 */
export async function putNote(
  tx: Tx,
  company: number,
  before: StoredNote | undefined,
  after: StoredNote | undefined,
): Promise<void> {
  if (after && before) {
    const rows = { before: toNoteValues(before), next: toNoteValues(after) };
    await update(tx, { company, at: after.id }, rows);
  } else if (after) await tx.all(insert, { company, ...toNoteValues(after) });
  else if (before) await tx.all(remove, { company, id: before.id });
}

/** Stores many new notes. As `putNote`, all at once. */
export async function insertNotes(tx: Tx, company_id: number, notes: readonly StoredNote[]): Promise<void> {
  await insertRows(
    tx,
    notes.map((note) => ({ company_id, ...toNoteValues(note) })),
  );
}
