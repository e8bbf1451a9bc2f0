import { type Kysely, sql } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { type Engine, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";
import type { ItemKind } from "./search-tokens.ts";

/** What belongs to a contact: by kind, and by the column that names the contact. */
export type Relation =
  | "lead person"
  | "lead organization"
  | "deal person"
  | "deal organization"
  | "person organization";

type Values = SightValues & { company: number; holder: number; limit: number };
type Query = Kysely<Database>;

const selectNewest = prepareByShape((text: string) => (q: Query, p: Values, engine: Engine) => {
  const { relation, sight }: { relation: Relation; sight: SightShape } = JSON.parse(text);
  const [kind, holder] = relation.split(" ") as [ItemKind, "person" | "organization"]; // as the type is written
  if (kind === "lead") {
    const of = q
      .selectFrom("leads")
      .select("seq as item")
      .where("company_id", "=", p.company)
      .where(holder === "person" ? "person_id" : "organization_id", "=", p.holder);
    return onlySeen(of, "leads", sight, { p, engine })
      .orderBy("add_time", "desc")
      .orderBy("seq", "desc")
      .limit(p.limit);
  }
  const table = kind === "deal" ? "deals" : "persons";
  const of = q
    .selectFrom(table)
    .select("id as item")
    .where("company_id", "=", p.company)
    .where("is_deleted", "=", 0)
    .where(holder === "person" ? sql.ref("person_id") : sql.ref("org_id"), "=", p.holder);
  // By the contact's index, which holds few: a `+` keeps an engine from walking all in the order of their ids.
  return onlySeen(of, table, sight, { p, engine })
    .orderBy(sql`+${sql.ref("id")}`, "desc")
    .limit(p.limit);
});

/** The newest things that belong to a contact, as far as they are seen: places of leads, ids of others. */
export async function newestOf(
  db: Db,
  { company_id: company, sees }: Viewer,
  relation: Relation,
  { holder, limit }: { holder: number; limit: number },
): Promise<number[]> {
  const query = selectNewest(JSON.stringify({ relation, sight: sightShape(sees) }));
  const rows = await db.all(query, { company, holder, limit, ...sightValues(sees) });
  return rows.map(({ item }) => item);
}
