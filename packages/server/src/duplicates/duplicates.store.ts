import type { Kysely } from "kysely";
import type { StoredLead } from "../leads/leads.store.ts";
import type { Viewer } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { type Engine, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";

type Contact = "person_id" | "organization_id";
type Values = SightValues & { company: number; contact: number; limit: number };

const newest = prepareByShape(
  (shape: `${Contact} ${SightShape}`) => (q: Kysely<Database>, p: Values, engine: Engine) => {
    const [column, sight] = shape.split(" ") as [Contact, SightShape]; // a shape is just that
    const rows = q
      .selectFrom("leads")
      .select(["seq", "doc"])
      .where("company_id", "=", p.company)
      .where(column, "=", p.contact)
      .orderBy("add_time", "desc")
      .orderBy("seq", "desc")
      .limit(p.limit);
    return onlySeen(rows, "leads", sight, { p, engine });
  },
);

/** The newest leads of a contact, archived or not, of those that are seen. */
export async function newestLeadsOf(
  db: Db,
  { company_id: company, sees }: Viewer,
  { column, contact }: { column: Contact; contact: number },
  limit: number,
): Promise<StoredLead[]> {
  const values = { company, contact, limit, ...sightValues(sees) };
  const rows = await db.all(newest(`${column} ${sightShape(sees)}`), values);
  return rows.map(({ seq, doc }) => ({ seq, lead: JSON.parse(doc) }));
}
