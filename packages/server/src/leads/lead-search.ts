import type { Lead } from "@leadfoyer/contract";
import { customTexts } from "../fields/custom-texts.ts";
import { fromFlat } from "../fields/custom-values.ts";
import { fieldSet } from "../fields/fields.store.ts";
import { noteTexts } from "../notes/note-texts.ts";
import { fillItems, indexItems, unindexItem } from "../search/search-index.ts";
import { type SearchDocument, spellTitle } from "../search/search-tokens.ts";
import type { Db, Tx } from "../storage/db.ts";
import { toShown, toTexts } from "./lead-shown.ts";
import { customOf } from "./lead-values.ts";
import { findLead, leadsAfter, leadsAt, type StoredLead } from "./leads.store.ts";

/** What of leads is searched beside their titles, by their place: values of custom fields by key, and notes. */
export type LeadTexts = Map<number, { custom: Map<string, string>; notes: string[] }>;

export async function leadTexts(db: Db, company: number, leads: readonly StoredLead[]): Promise<LeadTexts> {
  const ids = leads.map(({ lead }) => lead.id);
  return textsWith(db, company, leads, await noteTexts(db, company, "lead", ids));
}

async function textsWith(
  db: Db,
  company: number,
  leads: readonly StoredLead[],
  notes: Map<string, string[]>,
): Promise<LeadTexts> {
  const holding = leads.some(({ lead }) => Object.keys(customOf(lead)).length > 0);
  const held = holding ? [...(await fieldSet(db, company)).held("deal").values()] : [];
  return new Map(
    leads.map(({ seq, lead }) => [
      seq,
      { custom: customTexts(held, fromFlat(held, customOf(lead))), notes: notes.get(lead.id) ?? [] },
    ]),
  );
}

/** Makes leads found by their texts, and by the contacts a search can be narrowed to. */
async function indexLeads(tx: Tx, company: number, leads: readonly StoredLead[]): Promise<void> {
  await indexItems(tx, company, toDocuments(leads, await leadTexts(tx, company, leads)));
}

/** What a title makes a lead found by, to be handed along where that spares who writes; PostgreSQL is not spared. */
export const spelledTitle = ({ engine }: Db, company: number, title: string): string | undefined =>
  engine === "sqlite" ? spellTitle(company, title) : undefined;

/** A lead that is new, and what its title makes it found by, where that was spelled before. */
type NewLead = StoredLead & { spelled?: string | undefined };

/** The same of leads that are new. `notes` is what the notes on them say, by id: there are none unless given. */
export async function indexNewLeads(
  tx: Tx,
  company: number,
  leads: readonly NewLead[],
  notes: Map<string, string[]> = new Map(),
): Promise<void> {
  const documents = toDocuments(leads, await textsWith(tx, company, leads, notes));
  await indexItems(
    tx,
    company,
    documents.map((document) => ({ ...document, isNew: true })),
  );
}

const toDocuments = (leads: readonly NewLead[], texts: LeadTexts): SearchDocument[] =>
  leads.map(({ seq, lead, spelled }) => {
    const { custom = new Map<string, string>(), notes = [] } = texts.get(seq) ?? {};
    return {
      kind: "lead",
      item: seq,
      texts: { title: spelled === undefined ? [lead.title] : [], custom_fields: [...custom.values()], notes },
      spelled,
      links: { person_id: lead.person_id, organization_id: lead.organization_id },
      shown: { ...toShown(lead), texts: toTexts(lead, notes) },
    };
  });

const searched = (lead: Lead): string =>
  JSON.stringify([lead.title, lead.person_id, lead.organization_id, customOf(lead)]);

/** Makes a lead that changed found by what it says now. */
export async function reindexLead(tx: Tx, company: number, before: StoredLead, next: Lead): Promise<void> {
  if (searched(before.lead) !== searched(next)) await indexLeads(tx, company, [{ ...before, lead: next }]);
}

/** Makes a lead found by what is now written of it elsewhere. */
export async function indexLeadOf(tx: Tx, company: number, id: string): Promise<void> {
  const stored = await findLead(tx, { company_id: company, sees: null }, id);
  if (stored) await indexLeads(tx, company, [stored]);
}

export const unindexLead = (tx: Tx, company: number, seq: number): Promise<void> =>
  unindexItem(tx, company, { kind: "lead", item: seq });

/** Leads that were found, by their places, in no order. */
export const searchedLeads = (db: Db, company: number, seqs: readonly number[]): Promise<StoredLead[]> =>
  leadsAt(db, company, seqs);

/** Puts up to `limit` leads behind a place into the index, and answers the last place; undefined when none is left. */
export async function fillLeads(tx: Tx, company: number, after: number, limit: number) {
  const leads = await leadsAfter(tx, company, after, limit);
  await fillItems(tx, company, toDocuments(leads, await leadTexts(tx, company, leads)));
  return leads.at(-1)?.seq;
}
