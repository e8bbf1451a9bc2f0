import type { CleanHtml } from "../lib/clean-html.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

/** A comment as it is kept. Times are milliseconds. */
export type StoredComment = {
  id: number;
  uuid: string;
  user_id: number;
  updater_id: number;
  add_time: number;
  update_time: number;
  content: CleanHtml;
};

type Note = { company: number; note: number };
type Key = Note & { uuid: string };

const columns = ["id", "uuid", "user_id", "updater_id", "add_time", "update_time", "content"] as const;

const select = prepare((q, p: Note & { start: number; limit: number }) =>
  q
    .selectFrom("note_comments")
    .select(columns)
    .where("company_id", "=", p.company)
    .where("note_id", "=", p.note)
    .orderBy("id")
    .limit(p.limit)
    .offset(p.start)
    .$castTo<StoredComment>(),
);

const selectOnLead = prepare((q, p: { company: number; lead: string; from: number; limit: number }) =>
  q
    .selectFrom("notes")
    .innerJoin("note_comments", (join) =>
      join
        .onRef("note_comments.company_id", "=", "notes.company_id")
        .onRef("note_comments.note_id", "=", "notes.id"),
    )
    .select(columns.map((column) => `note_comments.${column}` as const))
    .select("note_comments.note_id")
    .where("notes.company_id", "=", p.company)
    .where("notes.lead_id", "=", p.lead)
    .where("note_comments.id", ">=", p.from)
    .orderBy("note_comments.id")
    .limit(p.limit)
    .$castTo<StoredComment & { note_id: number }>(),
);

const selectOne = prepare((q, p: Key) =>
  q
    .selectFrom("note_comments")
    .select(columns)
    .where("company_id", "=", p.company)
    .where("note_id", "=", p.note)
    .where("uuid", "=", p.uuid)
    .$castTo<StoredComment>(),
);

const selectNote = prepare((q, p: { company: number; uuid: string }) =>
  q
    .selectFrom("note_comments")
    .select("note_id")
    .where("company_id", "=", p.company)
    .where("uuid", "=", p.uuid),
);

const insert = prepare((q, p: Note & StoredComment) =>
  q.insertInto("note_comments").values({
    company_id: p.company,
    note_id: p.note,
    id: p.id,
    uuid: p.uuid,
    user_id: p.user_id,
    updater_id: p.updater_id,
    add_time: p.add_time,
    update_time: p.update_time,
    content: p.content,
  }),
);

const update = prepare((q, p: Note & StoredComment) =>
  q
    .updateTable("note_comments")
    .set({ content: p.content, updater_id: p.updater_id, update_time: p.update_time })
    .where("company_id", "=", p.company)
    .where("note_id", "=", p.note)
    .where("id", "=", p.id),
);

const remove = prepare((q, p: Note & { id: number }) =>
  q
    .deleteFrom("note_comments")
    .where("company_id", "=", p.company)
    .where("note_id", "=", p.note)
    .where("id", "=", p.id),
);

const removeAll = prepare((q, p: Note) =>
  q.deleteFrom("note_comments").where("company_id", "=", p.company).where("note_id", "=", p.note),
);

/** Comments on a note in order, from the `start`-th on. */
export const listComments = (
  db: Db,
  note: Note,
  { start, limit }: { start: number; limit: number },
): Promise<StoredComment[]> => db.all(select, { ...note, start, limit });

/** Comments on all notes of a lead in order, from one of them on, each with its note. */
export const commentsOnLead = (
  db: Db,
  page: { company: number; lead: string; from: number; limit: number },
): Promise<(StoredComment & { note_id: number })[]> => db.all(selectOnLead, page);

export const findComment = (db: Db, key: Key): Promise<StoredComment | undefined> =>
  first(db, selectOne, key);

/** The note a comment is on. */
export const noteOfComment = async (db: Db, company: number, uuid: string): Promise<number | undefined> =>
  (await first(db, selectNote, { company, uuid }))?.note_id;

export const insertComment = async (tx: Tx, note: Note, comment: StoredComment): Promise<void> =>
  void (await tx.all(insert, { ...note, ...comment }));

export const updateComment = async (tx: Tx, note: Note, comment: StoredComment): Promise<void> =>
  void (await tx.all(update, { ...note, ...comment }));

export const removeComment = async (tx: Tx, note: Note, { id }: StoredComment): Promise<void> =>
  void (await tx.all(remove, { ...note, id }));

/** Takes away every comment on a note. */
export const dropComments = async (tx: Tx, company: number, note: number): Promise<void> =>
  void (await tx.all(removeAll, { company, note }));
