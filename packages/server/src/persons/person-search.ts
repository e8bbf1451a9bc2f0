import { createContactSearch } from "../contacts/contact-search.ts";
import type { StoredPerson } from "./person-changes.ts";
import { findPersons, personsAfter, personsAt } from "./persons.store.ts";

/** Keeps persons in the index of search. */
export const personSearch = createContactSearch<StoredPerson>({
  kind: "person",
  at: personsAt,
  after: personsAfter,
  own: ({ name, emails, phones, notes, org_id }) => ({
    texts: {
      title: [name],
      email: emails.map(({ value }) => value),
      phone: phones.map(({ value }) => value),
      notes: notes === null ? [] : [notes],
    },
    links: { organization_id: org_id },
  }),
});

/** Those of the persons that are seen, deleted or not, in no order. */
export const searchedPersons = findPersons;
