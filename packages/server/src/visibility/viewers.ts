import { type RawBuilder, sql } from "kysely";
import { idsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import { type SeenTable, seenObject } from "../storage/sight.ts";

type Item = { company: number; object: string; item: number; owner: number; to: number };

/** The condition of `storage/sight.ts`, the other way round. */
const select = prepare((q, p: Item, engine) => {
  const role = sql.ref("users.role_id");
  const ownersRole = sql`(select role_id from users o where o.company_id = ${p.company} and o.id = ${p.owner})`;
  const ancestorsOf = (id: RawBuilder<unknown>) =>
    idsAmong(engine, sql`(select ancestors from roles where company_id = ${p.company} and id = ${id})`);
  const above = sql`${role} in ${ancestorsOf(ownersRole)}`;
  const below = sql`${ownersRole} in ${ancestorsOf(role)}`;
  const follows = sql`exists (select 1 from followers f where f.company_id = ${p.company} and f.object = ${p.object}
    and f.item_id = ${p.item} and f.user_id = users.id)`;
  return q
    .selectFrom("users")
    .select("id")
    .where("company_id", "=", p.company)
    .where("active", "=", 1)
    .where(
      sql<boolean>`(is_admin = 1 or ${p.to} = 7 or id = ${p.owner} or ${above}
        or (${p.to} in (3, 5) and ${role} = ${ownersRole}) or (${p.to} = 5 and ${below}) or ${follows})`,
    )
    .orderBy("id");
});

/** The active users who may see an item, by id. */
export async function viewersOf(
  db: Db,
  company: number,
  { table, item, owner, to }: { table: SeenTable; item: number; owner: number; to: number },
): Promise<number[]> {
  const rows = await db.all(select, { company, object: seenObject(table), item, owner, to });
  return rows.map(({ id }) => id);
}
