import { type RawBuilder, sql } from "kysely";
import { idsAmong } from "../storage/among.ts";
import type { Engine } from "../storage/prepared.ts";
import type { SightValues } from "../storage/sight.ts";

type Bound = { p: SightValues & { company: number }; engine: Engine };

/**
 * Selects, as `key`, every lead that someone in one of several groups may see, by indexes: those of owners whose leads
 * may be seen, those shared beyond a group, and those followed. Some too many: whether each is seen is asked after.
 * By `union all` some come twice, but no more are looked at than are taken.
 */
export function sightSql(
  { p, engine }: Bound,
  archived: readonly (0 | 1)[],
  glue: "union" | "union all",
): RawBuilder<unknown> {
  const halves = sql.join(archived.map((half) => sql.lit(half)));
  const roles = sql`(users.role_id = ${p.my_role} or users.role_id in ${idsAmong(engine, p.below)})`;
  const owners = sql`users.company_id = ${p.company} and (users.id = ${p.me} or ${roles})`;
  const owned = sql`leads.company_id = ${p.company} and leads.is_archived in (${halves}) and leads.owner_id = users.id`;
  // Either engine does as it is written: from the few owners to their leads.
  const ofOwners =
    engine === "sqlite"
      ? sql`select leads.seq as key from users cross join leads where ${owners} and ${owned}`
      : sql`select owned.seq as key from users
          cross join lateral (select seq from leads where ${owned} offset 0) as owned where ${owners}`;
  return sql`${ofOwners}
    ${sql.raw(glue)} select seq from leads
      where company_id = ${p.company} and is_archived in (${halves}) and visible_to in (5, 7) and visible_to > 3
    ${sql.raw(glue)} select item_id from followers
      where company_id = ${p.company} and user_id = ${p.me} and object = 'lead'`;
}
