import { type Kysely, sql } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import { idsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { type Engine, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";

type Values = SightValues & { company: number; ids: string };
type Query = Kysely<Database>;

/** Deals that count: neither deleted nor archived. */
const counted = (q: Query, p: Values) =>
  q
    .selectFrom("deals")
    .select((eb) => ["deals.status", eb.fn.countAll<number>().as("count")])
    .where("deals.company_id", "=", p.company)
    .where("deals.is_deleted", "=", 0)
    .where("deals.is_archived", "=", 0);

const ofPersons = prepareByShape((shape: SightShape) => (q: Query, p: Values, engine: Engine) => {
  const rows = counted(q, p)
    .select(["person_id as contact", "org_id as home"])
    .where("person_id", "in", idsAmong(engine, p.ids))
    .groupBy(["person_id", "org_id", "status"]);
  return onlySeen(rows, "deals", shape, { p, engine });
});

const ofOrganizations = prepareByShape((shape: SightShape) => (q: Query, p: Values, engine: Engine) => {
  const rows = counted(q, p)
    .select(["org_id as contact", sql<number>`0`.as("home")])
    .where("org_id", "in", idsAmong(engine, p.ids))
    .groupBy(["org_id", "status"]);
  return onlySeen(rows, "deals", shape, { p, engine });
});

/** Of deals others are the contact of. */
const ofParticipants = prepareByShape((shape: SightShape) => (q: Query, p: Values, engine: Engine) => {
  const rows = counted(q, p)
    .innerJoin("deal_participants as taking", (join) =>
      join.onRef("taking.company_id", "=", "deals.company_id").onRef("taking.deal_id", "=", "deals.id"),
    )
    .select(["taking.person_id as contact", sql<number>`0`.as("home")])
    .where("taking.company_id", "=", p.company)
    .where("taking.person_id", "in", idsAmong(engine, p.ids))
    .whereRef("deals.person_id", "<>", "taking.person_id")
    .groupBy(["taking.person_id", "deals.status"]);
  return onlySeen(rows, "deals", shape, { p, engine });
});

/** Of deals that are their people's and not the organizations' own. */
const ofPeople = prepareByShape((shape: SightShape) => (q: Query, p: Values, engine: Engine) => {
  const rows = counted(q, p)
    .innerJoin("persons", "persons.id", "deals.person_id")
    .select([sql<number>`persons.org_id`.as("contact"), sql<number>`0`.as("home")]) // those joined have one
    .where("persons.company_id", "=", p.company)
    .where("persons.is_deleted", "=", 0)
    .where("persons.org_id", "in", idsAmong(engine, p.ids))
    .whereRef("deals.org_id", "<>", "persons.org_id")
    .groupBy(["persons.org_id", "deals.status"]);
  const seen = onlySeen(rows, "deals", shape, { p, engine });
  return onlySeen(seen, "persons", shape, { p, engine });
});

const queries = { ofPersons, ofOrganizations, ofParticipants, ofPeople };

/** How many deals of a status a contact has; a person's own also by the organization they are of. */
export type Counted = { contact: number; home: number; status: string; count: number };

/** Numbers of deals of the contacts of these ids: one query, of deals who asks sees. */
export async function countDeals(
  db: Db,
  { company_id: company, sees }: Viewer,
  of: keyof typeof queries,
  ids: readonly number[],
): Promise<Counted[]> {
  if (ids.length === 0) return [];
  const values = { company, ids: JSON.stringify(ids), ...sightValues(sees) };
  return db.all(queries[of](sightShape(sees)), values);
}
