import { idsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

const select = prepare((q, p: { company: number; ids: string }, engine) =>
  q
    .selectFrom("persons")
    .select((eb) => ["org_id", eb.fn.countAll<number>().as("count")])
    .where("company_id", "=", p.company)
    .where("is_deleted", "=", 0)
    .where("org_id", "in", idsAmong(engine, p.ids))
    .groupBy("org_id"),
);

/** How many persons each organization has, by id: one query. Those without any are not in the map. */
export async function peopleCounts(
  db: Db,
  company: number,
  ids: readonly number[],
): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db.all(select, { company, ids: JSON.stringify(ids) });
  return new Map(rows.map(({ org_id, count }) => [org_id ?? 0, Number(count)]));
}
