import { DomainError } from "../lib/domain-error.ts";
import { type Db, first } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

type Key = { company: number; id: number };

const livePerson = prepare((q, p: Key) =>
  q
    .selectFrom("persons")
    .select("id")
    .where("company_id", "=", p.company)
    .where("id", "=", p.id)
    .where("is_deleted", "=", 0),
);

const liveOrganization = prepare((q, p: Key) =>
  q
    .selectFrom("organizations")
    .select("id")
    .where("company_id", "=", p.company)
    .where("id", "=", p.id)
    .where("is_deleted", "=", 0),
);

/** @throws DomainError `invalid` when there is no such person, or it is deleted. */
export async function requirePerson(db: Db, company: number, id: number, key = "person_id"): Promise<void> {
  if (await first(db, livePerson, { company, id })) return;
  throw new DomainError("invalid", { info: `"${key}" ${id} is not a person of this company` });
}

/** @throws DomainError `invalid` when there is no such organization, or it is deleted. */
export async function requireOrganization(
  db: Db,
  company: number,
  id: number,
  key = "organization_id",
): Promise<void> {
  if (await first(db, liveOrganization, { company, id })) return;
  throw new DomainError("invalid", { info: `"${key}" ${id} is not an organization of this company` });
}
