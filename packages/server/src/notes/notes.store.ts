import { type Kysely, sql } from "kysely";
import { dealTitle } from "../deals/deal-titles.ts";
import { titleOf } from "../leads/lead-titles.ts";
import type { Viewer } from "../lib/actor.ts";
import type { CleanHtml } from "../lib/clean-html.ts";
import { sortKey } from "../lib/sort-key.ts";
import { idsAmong, textsAmong } from "../storage/among.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepareInsertMany } from "../storage/insert-many.ts";
import { type Engine, prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { type Bound, prepareList, type Seen } from "../storage/seek-list.ts";
import {
  type SeenTable,
  type SightShape,
  type SightValues,
  sightShape,
  sightValues,
  visible,
} from "../storage/sight.ts";
import { seenThrough } from "../storage/sight-through.ts";

/** A note as it is kept. Times are milliseconds. */
export type StoredNote = {
  id: number;
  user_id: number;
  lead_id: string | null;
  deal_id: number | null;
  person_id: number | null;
  org_id: number | null;
  content: CleanHtml;
  pinned_to_deal_flag: boolean;
  pinned_to_lead_flag: boolean;
  pinned_to_person_flag: boolean;
  pinned_to_organization_flag: boolean;
  last_update_user_id: number | null;
  add_time: number;
  update_time: number;
};

/** What a note shows of the things it hangs on, and of its author. */
type NoteNames = {
  lead_title: string | null;
  deal_title: string | null;
  person_name: string | null;
  org_name: string | null;
  user_name: string;
  user_email: string;
};

export type ShownNote = { note: StoredNote; names: NoteNames };

type Row = Omit<Database["notes"], "company_id" | "content_key">;
type Key = { company: number; id: number };
type Values = Row & { company: number; content_key: string };

const columns = [
  "id",
  "user_id",
  "lead_id",
  "deal_id",
  "person_id",
  "org_id",
  "content",
  "pinned_to_deal_flag",
  "pinned_to_lead_flag",
  "pinned_to_person_flag",
  "pinned_to_organization_flag",
  "last_update_user_id",
  "add_time",
  "update_time",
] as const;

type Query = Kysely<Database>;
type Seeing = Key & SightValues;

const seen: Seen = (shape, bound) => seenThrough("notes", shape, bound);

const select = prepareByShape((shape: SightShape) => (q: Query, p: Seeing, engine: Engine) => {
  const rows = q
    .selectFrom("notes")
    .select(columns)
    .where("company_id", "=", p.company)
    .where("id", "=", p.id);
  const isSeen = seen(shape, { p, engine });
  return isSeen ? rows.where(isSeen) : rows;
});

/** Notes with the names they show, as far as who asks sees what they name. It may be deleted, but was there once. */
const shown = (q: Query, shape: SightShape, { p, engine }: Bound) => {
  const isSeen = (table: SeenTable) => visible(table, shape, { p, engine }) ?? sql<boolean>`1 = 1`;
  return q
    .selectFrom("notes")
    .innerJoin("users", (join) =>
      join.onRef("users.company_id", "=", "notes.company_id").onRef("users.id", "=", "notes.user_id"),
    )
    .leftJoin("persons", (join) =>
      join
        .onRef("persons.company_id", "=", "notes.company_id")
        .onRef("persons.id", "=", "notes.person_id")
        .on(isSeen("persons")),
    )
    .leftJoin("organizations", (join) =>
      join
        .onRef("organizations.company_id", "=", "notes.company_id")
        .onRef("organizations.id", "=", "notes.org_id")
        .on(isSeen("organizations")),
    )
    .leftJoin("deals", (join) =>
      join
        .onRef("deals.company_id", "=", "notes.company_id")
        .onRef("deals.id", "=", "notes.deal_id")
        .on(isSeen("deals")),
    )
    .leftJoin("leads", (join) =>
      join.onRef("leads.company_id", "=", "notes.company_id").onRef("leads.id", "=", "notes.lead_id"),
    )
    .select(columns.map((column) => `notes.${column}` as const))
    .select(["notes.content_key", "persons.name as person_name", "organizations.name as org_name"])
    .select(["users.name as user_name", "users.email as user_email", titleOf(engine).as("lead_title")])
    .select(dealTitle(engine).as("deal_title"))
    .where("notes.company_id", "=", p.company);
};

const selectShown = prepareByShape((shape: SightShape) => (q: Query, p: Seeing, engine: Engine) => {
  const rows = shown(q, shape, { p, engine }).where("notes.id", "=", p.id);
  const isSeen = seen(shape, { p, engine });
  return isSeen ? rows.where(isSeen) : rows;
});

type ShownRow = Row & NoteNames;

const page = prepareList<ShownRow, NoteCondition>({
  table: "notes",
  shown,
  seen,
  narrow: { lead_id: "add_time", deal_id: "add_time", person_id: "add_time", org_id: "add_time" },
  conditions: {
    lead_id: (rows, p) => rows.where("lead_id", "=", p.lead_id),
    deal_id: (rows, p) => rows.where("deal_id", "=", p.deal_id),
    person_id: (rows, p) => rows.where("person_id", "=", p.person_id),
    org_id: (rows, p) => rows.where("org_id", "=", p.org_id),
    user_id: (rows, p) => rows.where("user_id", "=", p.user_id),
    added_from: (rows, p) => rows.where("add_time", ">=", p.added_from),
    added_before: (rows, p) => rows.where("add_time", "<", p.added_before),
    updated_since: (rows, p) => rows.where("update_time", ">=", p.updated_since),
    pinned_to_deal_flag: (rows, p) => rows.where("pinned_to_deal_flag", "=", p.pinned_to_deal_flag),
    pinned_to_lead_flag: (rows, p) => rows.where("pinned_to_lead_flag", "=", p.pinned_to_lead_flag),
    pinned_to_person_flag: (rows, p) => rows.where("pinned_to_person_flag", "=", p.pinned_to_person_flag),
    pinned_to_organization_flag: (rows, p) =>
      rows.where("pinned_to_organization_flag", "=", p.pinned_to_organization_flag),
  },
});

export type NoteCondition =
  | "lead_id"
  | "deal_id"
  | "person_id"
  | "org_id"
  | "user_id"
  | "added_from"
  | "added_before"
  | "updated_since"
  | "pinned_to_deal_flag"
  | "pinned_to_lead_flag"
  | "pinned_to_person_flag"
  | "pinned_to_organization_flag";

const insert = prepare((q, p: Values) =>
  q.insertInto("notes").values({ company_id: p.company, id: p.id, ...written(p) }),
);

const update = prepare((q, p: Values) =>
  q.updateTable("notes").set(written(p)).where("company_id", "=", p.company).where("id", "=", p.id),
);

const remove = prepare((q, p: Key) =>
  q.deleteFrom("notes").where("company_id", "=", p.company).where("id", "=", p.id),
);

const insertRows = prepareInsertMany("notes", ["company_id", "content_key", ...columns]);

const selectOfLead = prepare((q, p: { company: number; lead: string }) =>
  q.selectFrom("notes").select(columns).where("company_id", "=", p.company).where("lead_id", "=", p.lead),
);

const selectOfDeal = prepare((q, p: { company: number; deal: number }) =>
  q.selectFrom("notes").select(columns).where("company_id", "=", p.company).where("deal_id", "=", p.deal),
);

type HolderKind = "lead" | "deal" | "person" | "organization";

const holders = { lead: "lead_id", deal: "deal_id", person: "person_id", organization: "org_id" } as const;

const selectContents = prepareByShape(
  (kind: HolderKind) => (q: Query, p: { company: number; ids: string }, engine: Engine) => {
    const column = holders[kind];
    const among = kind === "lead" ? textsAmong(engine, p.ids) : idsAmong(engine, p.ids);
    const rows = q
      .selectFrom("notes")
      .select([sql.ref<string | number | null>(column).as("holder"), "content"])
      .where("company_id", "=", p.company)
      .where(sql.ref(column), "in", among)
      .orderBy("add_time")
      .orderBy("id");
    if (kind === "lead") return rows;
    const unled = rows.where("lead_id", "is", null);
    if (kind === "deal") return unled;
    const alone = unled.where("deal_id", "=", 0);
    return kind === "person" ? alone : alone.where("person_id", "=", 0);
  },
);

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

/** Characters of the content that can decide an order: more would only be normalised in vain. */
const KEY_LENGTH = 64;

const toFlag = (flag: boolean) => (flag ? (1 as const) : (0 as const));

const toValues = (company: number, note: StoredNote): Values => ({
  ...note,
  company,
  deal_id: note.deal_id ?? 0,
  person_id: note.person_id ?? 0,
  org_id: note.org_id ?? 0,
  pinned_to_deal_flag: toFlag(note.pinned_to_deal_flag),
  pinned_to_lead_flag: toFlag(note.pinned_to_lead_flag),
  pinned_to_person_flag: toFlag(note.pinned_to_person_flag),
  pinned_to_organization_flag: toFlag(note.pinned_to_organization_flag),
  content_key: sortKey(note.content.slice(0, KEY_LENGTH)),
});

const toNote = (row: Row): StoredNote => ({
  id: row.id,
  user_id: row.user_id,
  lead_id: row.lead_id,
  deal_id: row.deal_id || null,
  person_id: row.person_id || null,
  org_id: row.org_id || null,
  content: row.content as CleanHtml, // nothing else is ever stored
  pinned_to_deal_flag: row.pinned_to_deal_flag === 1,
  pinned_to_lead_flag: row.pinned_to_lead_flag === 1,
  pinned_to_person_flag: row.pinned_to_person_flag === 1,
  pinned_to_organization_flag: row.pinned_to_organization_flag === 1,
  last_update_user_id: row.last_update_user_id,
  add_time: row.add_time,
  update_time: row.update_time,
});

const toShown = ({
  lead_title,
  deal_title,
  person_name,
  org_name,
  user_name,
  user_email,
  ...row
}: ShownRow): ShownNote => ({
  note: toNote(row),
  names: { lead_title, deal_title, person_name, org_name, user_name, user_email },
});

/** A note; undefined for who may not see it. */
export async function findNote(db: Db, { company_id: company, sees }: Viewer, id: number) {
  const row = await first(db, select(sightShape(sees)), { company, id, ...sightValues(sees) });
  return row && toNote(row);
}

/** The same with the names it shows. */
export async function findShownNote(db: Db, { company_id: company, sees }: Viewer, id: number) {
  const row = await first(db, selectShown(sightShape(sees)), { company, id, ...sightValues(sees) });
  return row && toShown(row as ShownRow);
}

/** One page of notes, and where the next begins. */
export async function listNotes(db: Db, list: Parameters<typeof page>[1]) {
  const { rows, next } = await page(db, list);
  return { notes: rows.map(toShown), next };
}

/** What the notes say that count for things of a kind, oldest first, and for which. As `noteTexts` has it. */
export const contentsOn = (
  db: Db,
  company: number,
  kind: HolderKind,
  ids: readonly (string | number)[],
): Promise<{ holder: string | number | null; content: string }[]> =>
  db.all(selectContents(kind), { company, ids: JSON.stringify(ids) });

/** Every note on a deal, in no order. */
export const notesOfDeal = async (db: Db, company: number, deal: number): Promise<StoredNote[]> =>
  (await db.all(selectOfDeal, { company, deal })).map(toNote);

/** Every note on a lead, in no order. */
export const notesOfLead = async (db: Db, company: number, lead: string): Promise<StoredNote[]> =>
  (await db.all(selectOfLead, { company, lead })).map(toNote);

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
  if (after && before) await tx.all(update, toValues(company, after));
  else if (after) await tx.all(insert, toValues(company, after));
  else if (before) await tx.all(remove, { company, id: before.id });
}

/** Stores many new notes. As `putNote`, all at once. */
export async function insertNotes(tx: Tx, company_id: number, notes: readonly StoredNote[]): Promise<void> {
  await insertRows(
    tx,
    notes.map((note) => ({ ...toValues(company_id, note), company_id })),
  );
}
