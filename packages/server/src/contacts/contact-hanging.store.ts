import type { Kysely } from "kysely";
import type { Db } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import type { ContactKind } from "./contact-work.store.ts";

type Key = { company: number; id: number };
type Query = Kysely<Database>;

const leads = (column: "person_id" | "organization_id") =>
  prepare((q: Query, p: Key) =>
    q
      .selectFrom("leads")
      .select("seq as id")
      .where("company_id", "=", p.company)
      .where(column, "=", p.id)
      .limit(1),
  );

const deals = (column: "person_id" | "org_id") =>
  prepare((q: Query, p: Key) =>
    q
      .selectFrom("deals")
      .select("id")
      .where("company_id", "=", p.company)
      .where(column, "=", p.id)
      .where("is_deleted", "=", 0)
      .limit(1),
  );

const notes = (column: "person_id" | "org_id") =>
  prepare((q: Query, p: Key) =>
    q.selectFrom("notes").select("id").where("company_id", "=", p.company).where(column, "=", p.id).limit(1),
  );

const activities = (column: "person_id" | "org_id") =>
  prepare((q: Query, p: Key) =>
    q
      .selectFrom("activities")
      .select("id")
      .where("company_id", "=", p.company)
      .where("is_deleted", "=", 0)
      .where(column, "=", p.id)
      .limit(1),
  );

const participants = prepare((q, p: Key) =>
  q
    .selectFrom("deal_participants")
    .select("id")
    .where("company_id", "=", p.company)
    .where("person_id", "=", p.id)
    .limit(1),
);

const persons = prepare((q, p: Key) =>
  q
    .selectFrom("persons")
    .select("id")
    .where("company_id", "=", p.company)
    .where("org_id", "=", p.id)
    .where("is_deleted", "=", 0)
    .limit(1),
);

const onPerson = {
  leads: leads("person_id"),
  deals: deals("person_id"),
  notes: notes("person_id"),
  activities: activities("person_id"),
  participants,
};
const onOrganization = {
  leads: leads("organization_id"),
  deals: deals("org_id"),
  notes: notes("org_id"),
  activities: activities("org_id"),
  persons,
};
const queries = { person: onPerson, organization: onOrganization };

/** What hangs on a contact, whoever may see it: the kinds of it. */
export async function hangingOn(db: Db, company: number, kind: ContactKind, id: number): Promise<string[]> {
  const found: string[] = [];
  for (const [what, query] of Object.entries(queries[kind]))
    if ((await db.all(query, { company, id })).length > 0) found.push(what);
  return found;
}
