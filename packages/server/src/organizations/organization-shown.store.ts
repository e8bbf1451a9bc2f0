import { type Kysely, sql } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import { idsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";

type Values = SightValues & { company: number; ids: string };

/** An index has all that is shown, and is narrow: by itself SQLite goes to the wide row. */
const select = prepareByShape((shape: SightShape) => (q: Kysely<Database>, p: Values, engine) => {
  const narrow = sql`organizations indexed by organizations_shown`;
  const isLocal = engine === "sqlite";
  const organizations = isLocal ? sql.table("organizations").as<"organizations">(narrow) : "organizations";
  const address = isLocal ? sql`address ->> 'value'` : sql`address::json ->> 'value'`;
  const rows = q
    .selectFrom(organizations as "organizations")
    .select(["id", "name", address.$castTo<string | null>().as("address")])
    .where("company_id", "=", p.company)
    .where("id", "in", idsAmong(engine, p.ids));
  return onlySeen(rows, "organizations", shape, { p, engine });
});

/** What is shown of the organization of something found. */
export type ShownOrganization = { id: number; name: string; address: string | null };

/** Those of the organizations that are seen, deleted or not, by id. */
export async function shownOrganizations(
  db: Db,
  { company_id: company, sees }: Viewer,
  ids: readonly number[],
): Promise<Map<number, ShownOrganization>> {
  if (ids.length === 0) return new Map();
  const values = { company, ids: JSON.stringify(ids), ...sightValues(sees) };
  const rows = await db.all(select(sightShape(sees)), values);
  return new Map(rows.map((row) => [row.id, row]));
}
