import { takeFieldOffContacts } from "../contacts/contact-values.ts";
import type { Leaving } from "../fields/field-set.ts";
import type { Actor } from "../lib/actor.ts";
import type { Tx } from "../storage/db.ts";
import { personSearch } from "./person-search.ts";
import { personsAt, updatePerson } from "./persons.store.ts";

const persons = { kind: "person", at: personsAt, update: updatePerson, search: personSearch } as const;

/** Takes a field that is going away, or an option of it, off persons. Answers whether more may hold it. */
export const takeFieldOffPersons = (
  tx: Tx,
  actor: Actor,
  leaving: Leaving,
  limit: number,
): Promise<boolean> => takeFieldOffContacts({ tx, actor }, persons, leaving, limit);
