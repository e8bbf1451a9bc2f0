import { type RawBuilder, sql } from "kysely";
import type { Bound } from "./list-shape.ts";
import { type SeenTable, type SightShape, visible } from "./sight.ts";

/** Whose an activity is sees it, whatever it hangs on. */
export function activitySeen(shape: SightShape, bound: Bound): RawBuilder<boolean> | undefined {
  const through = seenThrough("activities", shape, bound);
  return through && sql`(activities.owner_id = ${bound.p.me} or ${through})`;
}

/**
 * The condition under which a row is seen that hangs on a lead, a deal, a person or an organization: by whoever
 * sees the lead; where there is none, the deal; where there is none either, the person; where there is none either,
 * the organization. What hangs on nothing, all see. Undefined for those who see everything.
 */
export function seenThrough(
  table: "notes" | "activities",
  shape: SightShape,
  { p, engine }: Bound,
): RawBuilder<boolean> | undefined {
  if (shape === "everything") return undefined;
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const sees = (thing: SeenTable, id: string) =>
    sql`exists (select 1 from ${sql.table(thing)} where ${sql.ref(`${thing}.company_id`)} = ${p.company}
      and ${sql.ref(`${thing}.id`)} = ${column(id)} and ${visible(thing, shape, { p, engine })})`;
  return sql`(case when ${column("lead_id")} is not null then ${sees("leads", "lead_id")}
    when ${column("deal_id")} <> 0 then ${sees("deals", "deal_id")}
    when ${column("person_id")} <> 0 then ${sees("persons", "person_id")}
    when ${column("org_id")} <> 0 then ${sees("organizations", "org_id")} else 1 = 1 end)`;
}
