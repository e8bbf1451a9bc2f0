import type { Viewer } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Db } from "../storage/db.ts";
import { findLead, type StoredLead } from "./leads.store.ts";
import { survivorOf } from "./merged-leads.store.ts";

/** Why there is no lead of an id: it never was, is not seen, or was merged into one that is. */
export async function missingLead(db: Db, viewer: Viewer, id: string): Promise<DomainError> {
  const merged_into = await survivorOf(db, viewer, id);
  if (merged_into === undefined) return new DomainError("lead_not_found");
  const info = `This lead was merged into ${merged_into}: ask for that one.`;
  return new DomainError("lead_merged", { info, data: { merged_into } });
}

/**
 * A lead, archived or not.
 * @throws DomainError `lead_not_found`, `lead_merged`
 */
export async function requireLead(db: Db, viewer: Viewer, id: string): Promise<StoredLead> {
  const stored = await findLead(db, viewer, id);
  if (!stored) throw await missingLead(db, viewer, id);
  return stored;
}
