import type { ActivityBrief } from "@leadfoyer/contract";
import { idsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { prepareByShape } from "../storage/prepared.ts";

const select = prepareByShape(
  (_shape: "all") => (q, p: { company: number; ids: string }, engine) =>
    q
      .selectFrom("activities")
      .select(["id", "subject", "type", "due_date", "due_time", "done"])
      .where("company_id", "=", p.company)
      .where("id", "in", idsAmong(engine, p.ids)),
);

/** Activities in short, in no order. Whoever sees a lead sees its activities: ask for those of leads that are seen. */
export async function activityBriefs(
  db: Db,
  company: number,
  ids: readonly number[],
): Promise<ActivityBrief[]> {
  if (ids.length === 0) return [];
  const rows = await db.all(select("all"), { company, ids: JSON.stringify(ids) });
  return rows.map(({ due_time, done, ...row }) => ({ ...row, due_time: due_time || null, done: done === 1 }));
}
