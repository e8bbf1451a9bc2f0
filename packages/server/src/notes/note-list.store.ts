import { type Kysely, sql } from "kysely";
import { dealTitle } from "../deals/deal-titles.ts";
import { titleOf } from "../leads/lead-titles.ts";
import type { Viewer } from "../lib/actor.ts";
import { type Db, first } from "../storage/db.ts";
import { compares, equalTo } from "../storage/list-conditions.ts";
import type { Bound, Seen } from "../storage/list-shape.ts";
import { type Engine, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { prepareList } from "../storage/seek-list.ts";
import {
  type SeenTable,
  type SightShape,
  type SightValues,
  sightShape,
  sightValues,
  visible,
} from "../storage/sight.ts";
import { seenThrough } from "../storage/sight-through.ts";
import { type NoteRow, noteColumns, type StoredNote, toNote } from "./note-row.ts";

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

type Query = Kysely<Database>;
type Seeing = { company: number; id: number } & SightValues;

const seen: Seen = (shape, bound) => seenThrough("notes", shape, bound);

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
    .select(noteColumns.map((column) => `notes.${column}` as const))
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

type ShownRow = NoteRow & NoteNames;

const page = prepareList<ShownRow, NoteCondition>({
  table: "notes",
  shown,
  seen,
  halves: [],
  indexes: [
    [],
    ...["lead_id", "deal_id", "person_id", "org_id", "user_id"].map((column) => [column, "add_time"]),
    ...["add_time", "update_time", "content_key"].map((column) => [column]),
  ],
  conditions: {
    lead_id: equalTo("lead_id"),
    deal_id: equalTo("deal_id"),
    person_id: equalTo("person_id"),
    org_id: equalTo("org_id"),
    user_id: equalTo("user_id"),
    added_from: compares("add_time", ">=", "added_from"),
    added_before: compares("add_time", "<", "added_before"),
    updated_since: compares("update_time", ">=", "updated_since"),
    pinned_to_deal_flag: equalTo("pinned_to_deal_flag", false),
    pinned_to_lead_flag: equalTo("pinned_to_lead_flag", false),
    pinned_to_person_flag: equalTo("pinned_to_person_flag", false),
    pinned_to_organization_flag: equalTo("pinned_to_organization_flag", false),
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

/** The same with the names it shows. */
export async function findShownNote(db: Db, { company_id: company, sees }: Viewer, id: number) {
  const row = await first(db, selectShown(sightShape(sees)), { company, id, ...sightValues(sees) });
  return row && toShown(row as ShownRow);
}

/** One page of notes, and where the next begins. */
export async function listNotes(db: Db, list: Parameters<typeof page>[1], ways?: Parameters<typeof page>[2]) {
  const { rows, next } = await page(db, list, ways);
  return { notes: rows.map(toShown), next };
}
