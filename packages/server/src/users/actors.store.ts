import type { Actor } from "../lib/actor.ts";
import { type Db, first } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import { sightColumns, withSight } from "../storage/sight.ts";

const select = prepare((q, p: { company: number; user: number }, engine) =>
  q
    .selectFrom("users")
    .innerJoin("companies", "companies.id", "users.company_id")
    .select(["companies.domain as company_domain"])
    .select(sightColumns(engine))
    .where("users.company_id", "=", p.company)
    .where("users.id", "=", p.user)
    .where("users.active", "=", 1),
);

/** An active user as who asks, for what goes on in their name without a request. */
export async function findActor(db: Db, company_id: number, user: number): Promise<Actor | undefined> {
  const row = await first(db, select, { company: company_id, user });
  return row && { company_id, company_domain: row.company_domain, scopes: null, ...withSight(row) };
}
