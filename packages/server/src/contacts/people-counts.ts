import type { Kysely } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import { idsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";

type Values = SightValues & { company: number; ids: string };

const select = prepareByShape((shape: SightShape) => (q: Kysely<Database>, p: Values, engine) => {
  const rows = q
    .selectFrom("persons")
    .select((eb) => ["org_id", eb.fn.countAll<number>().as("count")])
    .where("company_id", "=", p.company)
    .where("is_deleted", "=", 0)
    .where("org_id", "in", idsAmong(engine, p.ids))
    .groupBy("org_id");
  return onlySeen(rows, "persons", shape, { p, engine });
});

/** How many persons each organization has, of those that are seen: one query. Those without any are not in the map. */
export async function peopleCounts(
  db: Db,
  { company_id: company, sees }: Viewer,
  ids: readonly number[],
): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const values = { company, ids: JSON.stringify(ids), ...sightValues(sees) };
  const rows = await db.all(select(sightShape(sees)), values);
  return new Map(rows.map(({ org_id, count }) => [org_id ?? 0, Number(count)]));
}
