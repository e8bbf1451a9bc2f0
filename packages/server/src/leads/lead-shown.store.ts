import type { Lead } from "@leadfoyer/contract";
import { sql } from "kysely";
import { kindNumbers } from "../search/search-tokens.ts";
import { idsAmong } from "../storage/among.ts";
import type { Db, Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import { toShown } from "./lead-shown.ts";

const select = prepare((q, p: { company: number; docs: string }, engine) =>
  q
    .selectFrom("search_documents")
    .select(["item_id as seq", "person_id", "organization_id", "head", "tail", "texts"])
    .where("doc", "in", idsAmong(engine, p.docs))
    .where(sql`+company_id`, "=", p.company)
    .where(sql`+kind`, "=", sql.lit(kindNumbers.lead)),
);

type ShownRow = ReturnType<typeof toShown>;

const update = prepare((q, p: ShownRow & { company: number; seq: number }) =>
  q
    .updateTable("search_documents")
    .set({ person_id: p.person_id, organization_id: p.organization_id, head: p.head, tail: p.tail })
    .where("company_id", "=", p.company)
    .where("kind", "=", sql.lit(kindNumbers.lead))
    .where("item_id", "=", p.seq),
);

/** What is kept to be shown of the leads at these places in the index of search: SQLite alone keeps it. */
export const keptLeads = async (db: Db, company: number, docs: readonly number[]) =>
  db.engine === "sqlite" ? db.all(select, { company, docs: JSON.stringify(docs) }) : [];

/** Keeps what search shows of a lead true. */
export async function showLead(
  tx: Tx,
  company: number,
  { seq, lead }: { seq: number; lead: Lead },
  next: Lead,
): Promise<void> {
  if (tx.engine === "postgres") return;
  const [was, is] = [toShown(lead), toShown(next)];
  if (JSON.stringify(was) !== JSON.stringify(is)) await tx.all(update, { company, seq, ...is });
}
