import type { Viewer } from "../lib/actor.ts";
import { indexItems, unindexItem } from "../search/search-index.ts";
import type { SearchDocument } from "../search/search-tokens.ts";
import type { Db, Tx } from "../storage/db.ts";
import type { StoredPerson } from "./person-changes.ts";
import { findPersons, personsAfter } from "./persons.store.ts";

/** Makes persons found by their texts, and by the organization a search can be narrowed to. */
export const indexPersons = (tx: Tx, company: number, persons: readonly StoredPerson[]): Promise<void> =>
  indexItems(tx, company, persons.map(toDocument));

const toDocument = (person: StoredPerson): SearchDocument => ({
  kind: "person",
  item: person.id,
  texts: {
    title: [person.name],
    email: person.emails.map(({ value }) => value),
    phone: person.phones.map(({ value }) => value),
    notes: person.notes === null ? [] : [person.notes],
  },
  links: { organization_id: person.org_id },
});

/** Whether a change of these members changes by what a person is found. */
export const isSearched = (changed: Partial<StoredPerson>): boolean =>
  ["name", "emails", "phones", "notes", "org_id"].some((member) => member in changed);

export const unindexPerson = (tx: Tx, company: number, id: number): Promise<void> =>
  unindexItem(tx, company, { kind: "person", item: id });

/** Those of the persons that are seen, deleted or not, in no order. */
export const searchedPersons = (db: Db, viewer: Viewer, ids: readonly number[]): Promise<StoredPerson[]> =>
  findPersons(db, viewer, ids);

/** Puts up to `limit` persons behind an id into the index, and answers the last id; undefined when none is left. */
export async function fillPersons(tx: Tx, company: number, after: number, limit: number) {
  const persons = await personsAfter(tx, company, after, limit);
  const live = persons.filter(({ is_deleted }) => !is_deleted);
  await indexPersons(tx, company, live);
  return persons.at(-1)?.id;
}
