import type { Lead } from "@leadfoyer/contract";
import { indexItems, unindexItem } from "../search/search-index.ts";
import type { SearchDocument } from "../search/search-tokens.ts";
import type { Db, Tx } from "../storage/db.ts";
import { findLeadsAt, leadsAfter, type StoredLead } from "./leads.store.ts";

/** Makes leads found by their texts, and by the contacts a search can be narrowed to. */
export const indexLeads = (tx: Tx, company: number, leads: readonly StoredLead[]): Promise<void> =>
  indexItems(tx, company, leads.map(toDocument));

const toDocument = ({ seq, lead }: StoredLead): SearchDocument => ({
  kind: "lead",
  item: seq,
  texts: { title: [lead.title] },
  links: { person_id: lead.person_id, organization_id: lead.organization_id },
});

/** Whether a change of these members changes by what a lead is found. */
export const isSearched = (changed: Partial<Lead>): boolean =>
  "title" in changed || "person_id" in changed || "organization_id" in changed;

export const unindexLead = (tx: Tx, company: number, seq: number): Promise<void> =>
  unindexItem(tx, company, { kind: "lead", item: seq });

/** Leads by their places, in no order. */
export const searchedLeads = (db: Db, company: number, seqs: readonly number[]): Promise<StoredLead[]> =>
  findLeadsAt(db, company, seqs);

/** Puts up to `limit` leads behind a place into the index, and answers the last place; undefined when none is left. */
export async function fillLeads(tx: Tx, company: number, after: number, limit: number) {
  const leads = await leadsAfter(tx, company, after, limit);
  await indexLeads(tx, company, leads);
  return leads.at(-1)?.seq;
}
