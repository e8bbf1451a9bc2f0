import { undoableContact } from "../contacts/contact-undo.ts";
import type { StoredPerson } from "./person-changes.ts";
import { requirePersonReferences } from "./person-rules.ts";
import { personSearch } from "./person-search.ts";
import { findPerson, updatePerson } from "./persons.store.ts";

export const undoablePerson = undoableContact<StoredPerson>({
  kind: "person",
  missing: "person_not_found",
  called: "people",
  mayDelete: "can_delete_people",
  find: findPerson,
  update: updatePerson,
  search: personSearch,
  requireReferences: requirePersonReferences,
});
