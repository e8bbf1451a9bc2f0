import { type Kysely, sql } from "kysely";
import { idsAmong, textsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { type Engine, prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { noteColumns, type StoredNote, toNote } from "./note-row.ts";

const selectOfLead = prepare((q, p: { company: number; lead: string }) =>
  q.selectFrom("notes").select(noteColumns).where("company_id", "=", p.company).where("lead_id", "=", p.lead),
);

const selectOfDeal = prepare((q, p: { company: number; deal: number }) =>
  q.selectFrom("notes").select(noteColumns).where("company_id", "=", p.company).where("deal_id", "=", p.deal),
);

type HolderKind = "lead" | "deal" | "person" | "organization";

const holders = { lead: "lead_id", deal: "deal_id", person: "person_id", organization: "org_id" } as const;

// By the holders, never by anything else: without each `+` SQLite walks every note of the company.
const selectContents = prepareByShape(
  (kind: HolderKind) => (q: Kysely<Database>, p: { company: number; ids: string }, engine: Engine) => {
    const column = holders[kind];
    const among = kind === "lead" ? textsAmong(engine, p.ids) : idsAmong(engine, p.ids);
    const rows = q
      .selectFrom("notes")
      .select([sql.ref<string | number | null>(column).as("holder"), "content"])
      .where("company_id", "=", p.company)
      .where(sql.ref(column), "in", among)
      .orderBy(sql`+add_time`)
      .orderBy("id");
    if (kind === "lead") return rows;
    const unled = rows.where("lead_id", "is", null);
    if (kind === "deal") return unled;
    const alone = unled.where(sql`+deal_id`, "=", 0);
    return kind === "person" ? alone : alone.where(sql`+person_id`, "=", 0);
  },
);

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
