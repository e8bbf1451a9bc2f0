import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { StoredLead } from "../leads/leads.store.ts";
import type { Viewer } from "../lib/actor.ts";
import { idsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";

/** Where a lead stands among all, the newest first. */
export type Place = { add_time: number; seq: number };

const places = prepare((q, p: Place & { company: number; limit: number }) =>
  q
    .selectFrom("leads")
    .select(["add_time", "seq"])
    .where("company_id", "=", p.company)
    .where("is_archived", "=", 0)
    .where(sql<boolean>`(add_time, seq) <= (${p.add_time}, ${p.seq})`)
    .orderBy("add_time", "desc")
    .orderBy("seq", "desc")
    .limit(p.limit),
);

// By their places, never by the company: see `leadsAt`.
const among = prepareByShape(
  (shape: SightShape) =>
    (q: Kysely<Database>, p: SightValues & { company: number; seqs: string }, engine) => {
      const rows = q
        .selectFrom("leads")
        .select(["seq", "doc"])
        .where(engine === "sqlite" ? sql<number>`+company_id` : sql.ref<number>("company_id"), "=", p.company)
        .where("seq", "in", idsAmong(engine, p.seqs))
        .orderBy("add_time", "desc")
        .orderBy("seq", "desc");
      return onlySeen(rows, "leads", shape, { p, engine });
    },
);

/**
 * Those of the next leads that are seen, the newest first, and where to go on: so many are looked at, however few of
 * them are seen. Archived ones are not among them.
 */
export async function nextLeads(
  db: Db,
  { company_id: company, sees }: Viewer,
  at: Place,
  limit: number,
): Promise<{ leads: StoredLead[]; next: Place | undefined }> {
  const found = await db.all(places, { company, ...at, limit: limit + 1 });
  const seqs = JSON.stringify(found.slice(0, limit).map(({ seq }) => seq));
  const rows = await db.all(among(sightShape(sees)), { company, seqs, ...sightValues(sees) });
  return { leads: rows.map(({ seq, doc }) => ({ seq, lead: JSON.parse(doc) })), next: found[limit] };
}
