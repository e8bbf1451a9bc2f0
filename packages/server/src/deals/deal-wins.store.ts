import { sql } from "kysely";
import type { Db } from "../storage/db.ts";
import { type Engine, prepare } from "../storage/prepared.ts";

/** How many of the newest wins stand for all: more would make every reading of a deal dearer. */
const NEWEST = 100;

const wonTime = (engine: Engine) =>
  engine === "sqlite" ? sql<number>`doc ->> '$.won_time'` : sql<number>`(doc::json ->> 'won_time')::bigint`;

const select = prepare((q, p: { company: number; pipeline: number }, engine) =>
  q
    .selectFrom("deals")
    .select(["stage_id", "add_time", wonTime(engine).as("won_time")])
    .where("company_id", "=", p.company)
    .where("pipeline_id", "=", p.pipeline)
    // As literals: an index in part is only used for what is known to be in it.
    .where("status", "=", sql.lit("won"))
    .where("is_deleted", "=", sql.lit(0))
    .orderBy("id", "desc")
    .limit(NEWEST),
);

/** A won deal: the stage it is in, and the milliseconds from its beginning until it was won. */
export type Win = { stage_id: number; took: number };

/** The newest deals a pipeline won, whoever may see them: they tell of the pipeline, not of themselves. */
export async function newestWins(db: Db, company: number, pipeline: number): Promise<Win[]> {
  const rows = await db.all(select, { company, pipeline });
  return rows.map(({ stage_id, add_time, won_time }) => ({
    stage_id,
    took: Math.max(0, Number(won_time) - add_time),
  }));
}
