import type { Viewer } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Db } from "../storage/db.ts";
import { findLead, type StoredLead } from "./leads.store.ts";
import { survivorOf } from "./merged-leads.store.ts";

/**
 * The lead something is to hang on, archived or not.
 * @throws DomainError `invalid` when there is no such lead for the viewer to see.
 */
export async function requireKnownLead(db: Db, viewer: Viewer, id: string): Promise<StoredLead> {
  const stored = await findLead(db, viewer, id);
  if (stored) return stored;
  const into = await survivorOf(db, viewer, id);
  const fault = into ? `was merged into ${into}` : "is not a lead of this company";
  throw new DomainError("invalid", { info: `"lead_id" ${id} ${fault}` });
}

/** Whether there is such a lead, whoever may see it. */
export const leadIsThere = async (db: Db, company_id: number, id: string): Promise<boolean> =>
  (await findLead(db, { company_id, sees: null }, id)) !== undefined;
