import { customTexts } from "../fields/custom-texts.ts";
import { fromFlat } from "../fields/custom-values.ts";
import { fieldSet } from "../fields/fields.store.ts";
import { noteTexts } from "../notes/note-texts.ts";
import type { Kept } from "../search/search-tokens.ts";
import type { Db } from "../storage/db.ts";
import { fromTexts, type TextsBeside, toShown } from "./lead-shown.ts";
import { customOf } from "./lead-values.ts";
import { leadsAt } from "./leads.store.ts";

/** A lead that was found, as far as it is shown. */
export type FoundLead = {
  person_id: number | null;
  organization_id: number | null;
  /** See `toShown`. */
  head: string;
  tail: string;
  custom: readonly string[];
  notes: readonly string[];
};

type Unread = Omit<FoundLead, "custom" | "notes"> & { seq: number; texts: TextsBeside };

/** Leads that were found, by their places, as far as they are there still. */
export async function foundLeads(
  db: Db,
  company: number,
  hits: readonly { item: number; kept?: Partial<Kept> }[],
): Promise<Map<number, FoundLead>> {
  const kept: Unread[] = [];
  const others: number[] = [];
  for (const {
    item: seq,
    kept: { person_id = null, organization_id = null, head, tail, texts = null } = {},
  } of hits) {
    if (head && tail) kept.push({ seq, person_id, organization_id, head, tail, texts: fromTexts(texts) });
    else others.push(seq);
  }
  const leads = others.length === 0 ? kept : [...kept, ...(await readLeads(db, company, others))];
  return withCustomTexts(db, company, leads);
}

/** The same of leads of which nothing is kept to be shown. */
async function readLeads(db: Db, company: number, seqs: readonly number[]): Promise<Unread[]> {
  const stored = await leadsAt(db, company, seqs);
  const ids = stored.map(({ lead }) => lead.id);
  const notes = await noteTexts(db, company, "lead", ids);
  return stored.map(({ seq, lead }) => ({
    seq,
    ...toShown(lead),
    texts: { custom: customOf(lead), notes: notes.get(lead.id) ?? [] },
  }));
}

async function withCustomTexts(db: Db, company: number, leads: readonly Unread[]) {
  const holds = ({ texts }: Unread) => Object.keys(texts.custom).length > 0;
  const held = leads.some(holds) ? [...(await fieldSet(db, company)).held("deal").values()] : [];
  return new Map(
    leads.map(({ seq, texts: { custom, notes }, ...lead }): [number, FoundLead] => [
      seq,
      { ...lead, notes, custom: [...customTexts(held, fromFlat(held, custom)).values()] },
    ]),
  );
}
