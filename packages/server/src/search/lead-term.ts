import { searchFields } from "@leadfoyer/contract";
import type { Viewer } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { findItems } from "./search.store.ts";
import { readTerm } from "./search-input.ts";
import { any, type Query, toMatch } from "./search-query.ts";
import { tiersOf } from "./search-tiers.ts";
import { createTokens, type SearchField } from "./search-tokens.ts";

/** Newest persons, and newest organizations, whose leads are found by the contact's name. */
const CONTACTS = 50;

/**
 * What a list asks of search for what somebody types: leads that say it themselves, and those of persons and
 * organizations called so, as far as who asks sees them. In the language of the engine.
 * @throws DomainError `invalid` for a term too short to look for
 */
export async function leadMatch(db: Db, viewer: Viewer, given: string): Promise<string> {
  const term = readTerm({ term: given }, "v2");
  const tokens = createTokens(viewer.company_id, "lead");
  const persons = await contacts(db, viewer, "person", term);
  const organizations = await contacts(db, viewer, "organization", term);
  const query = any([
    queryOf(db, viewer, "lead", term),
    ...persons.map((id) => ({ token: tokens.person(id) })),
    ...organizations.map((id) => ({ token: tokens.organization(id) })),
  ]);
  return toMatch(query, db.engine);
}

const contacts = (db: Db, viewer: Viewer, kind: Kind, term: string): Promise<number[]> =>
  findItems(db, { viewer, kind, query: queryOf(db, viewer, kind, term) }, CONTACTS);

type Kind = "lead" | "person" | "organization";

const fieldsOf: Record<Kind, readonly SearchField[]> = {
  lead: searchFields.lead,
  person: ["title", "email", "phone"],
  organization: ["title"],
};

function queryOf(db: Db, { company_id }: Viewer, kind: Kind, term: string): Query {
  const asked = { term, exact: false, fields: fieldsOf[kind], links: {} };
  return tiersOf(asked, createTokens(company_id, kind), db.engine).everything();
}
