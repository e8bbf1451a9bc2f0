import { DomainError } from "../lib/domain-error.ts";
import type { Db } from "../storage/db.ts";
import { placeOfLabel } from "./labels.store.ts";

/** @throws DomainError `invalid` when one of the labels is not the company's. */
export async function requireLeadLabels(db: Db, company: number, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    if ((await placeOfLabel(db, company, id)) !== undefined) continue;
    throw new DomainError("invalid", { info: `"label_ids" holds ${id}, which is not a lead label` });
  }
}

/** Those of the labels that are still there, in their order. */
export async function knownLabels(db: Db, company: number, ids: readonly string[]): Promise<string[]> {
  const known: string[] = [];
  for (const id of ids) if ((await placeOfLabel(db, company, id)) !== undefined) known.push(id);
  return known;
}
