import { indexDealAt } from "../deals/deal-search.ts";
import { indexLeadOf } from "../leads/lead-search.ts";
import { organizationSearch } from "../organizations/organization-search.ts";
import { personSearch } from "../persons/person-search.ts";
import type { Tx } from "../storage/db.ts";
import type { StoredNote } from "./note-row.ts";

/** Makes what a note was on, and what it is on, found by what the note says now. After it is stored. */
export async function indexNoteHolders(
  tx: Tx,
  company: number,
  before: StoredNote | undefined,
  after: StoredNote | undefined,
): Promise<void> {
  if (before && after && isSame(before, after)) return;
  for (const holder of new Set([before, after].map(holderOf))) {
    if (holder) await indexHolder(tx, company, JSON.parse(holder));
  }
}

const isSame = (before: StoredNote, after: StoredNote): boolean =>
  before.content === after.content && holderOf(before) === holderOf(after);

type Holder = Pick<StoredNote, "lead_id" | "deal_id" | "person_id" | "org_id">;

/** The one thing a note counts for, as `noteTexts` has it. */
function holderOf(note: StoredNote | undefined): string | undefined {
  if (!note) return undefined;
  const { lead_id, deal_id, person_id, org_id } = note;
  if (lead_id !== null) return JSON.stringify({ lead_id });
  if (deal_id !== null) return JSON.stringify({ deal_id });
  return JSON.stringify(person_id === null ? { org_id } : { person_id });
}

async function indexHolder(
  tx: Tx,
  company: number,
  { lead_id, deal_id, person_id, org_id }: Partial<Holder>,
): Promise<void> {
  if (lead_id) await indexLeadOf(tx, company, lead_id);
  if (deal_id) await indexDealAt(tx, company, deal_id);
  if (person_id) await personSearch.indexAt(tx, company, person_id);
  if (org_id) await organizationSearch.indexAt(tx, company, org_id);
}
