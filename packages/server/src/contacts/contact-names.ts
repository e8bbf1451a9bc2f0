import type { Kysely } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import { idsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { type Engine, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";

type Table = "persons" | "organizations";
type Values = SightValues & { company: number; ids: string };

const select = (table: Table) =>
  prepareByShape((shape: SightShape) => (q: Kysely<Database>, p: Values, engine: Engine) => {
    const rows = q
      .selectFrom(table as "persons") // both tables have these columns
      .select(["id", "name"])
      .where("company_id", "=", p.company)
      .where("id", "in", idsAmong(engine, p.ids));
    return onlySeen(rows, table, shape, { p, engine });
  });

const queries = { persons: select("persons"), organizations: select("organizations") };

/** The names of those contacts that are seen, deleted or not, in no order. */
export async function contactNames(
  db: Db,
  { company_id: company, sees }: Viewer,
  table: Table,
  ids: readonly number[],
): Promise<{ id: number; name: string }[]> {
  if (ids.length === 0) return [];
  const values = { company, ids: JSON.stringify(ids), ...sightValues(sees) };
  return db.all(queries[table](sightShape(sees)), values);
}
