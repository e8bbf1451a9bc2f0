import { type Kysely, sql } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import { textsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { type Engine, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";

type Values = SightValues & { company: number; ids: string };

/** The title out of a lead's document. */
export const titleOf = (engine: Engine) =>
  engine === "sqlite"
    ? sql<string | null>`leads.doc ->> '$.title'`
    : sql<string | null>`leads.doc::json ->> 'title'`;

const select = prepareByShape((shape: SightShape) => (q: Kysely<Database>, p: Values, engine: Engine) => {
  const rows = q
    .selectFrom("leads")
    .select(["id", titleOf(engine).as("title")])
    .where("company_id", "=", p.company)
    .where("id", "in", textsAmong(engine, p.ids));
  return onlySeen(rows, "leads", shape, { p, engine });
});

/** Titles of those of the leads that are seen, by id: one query. */
export async function leadTitles(
  db: Db,
  { company_id: company, sees }: Viewer,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const values = { company, ids: JSON.stringify(ids), ...sightValues(sees) };
  const rows = await db.all(select(sightShape(sees)), values);
  return new Map(rows.map(({ id, title }) => [id, title ?? ""]));
}
