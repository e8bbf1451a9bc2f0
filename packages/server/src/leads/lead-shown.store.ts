import type { Lead } from "@leadfoyer/contract";
import { sql } from "kysely";
import { kindNumbers } from "../search/search-tokens.ts";
import type { Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import { toShown } from "./lead-shown.ts";

type ShownRow = ReturnType<typeof toShown>;

const update = prepare((q, p: ShownRow & { company: number; seq: number }) =>
  q
    .updateTable("search_documents")
    .set({ person_id: p.person_id, organization_id: p.organization_id, head: p.head, tail: p.tail })
    .where("company_id", "=", p.company)
    .where("kind", "=", sql.lit(kindNumbers.lead))
    .where("item_id", "=", p.seq),
);

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
