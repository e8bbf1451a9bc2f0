import type { ContactPoint } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { findPersons } from "./persons.store.ts";

/** A person as v1 shows it beside what points at it. */
export type PersonBrief = {
  id: number;
  name: string;
  active_flag: boolean;
  email: ContactPoint[];
  phone: ContactPoint[];
  owner_id: number;
};

/** Persons by id that are seen, deleted or not: one query, whatever their number. */
export async function personBriefs(
  db: Db,
  actor: Actor,
  ids: readonly number[],
): Promise<Map<number, PersonBrief>> {
  const persons = await findPersons(db, actor, ids);
  return new Map(
    persons.map(({ id, name, is_deleted, emails, phones, owner_id }) => [
      id,
      { id, name, active_flag: !is_deleted, email: emails, phone: phones, owner_id },
    ]),
  );
}
