import { firstCompany } from "../companies/companies.store.ts";
import type { Storage } from "../storage/open.ts";
import { createPlan } from "./plan.ts";
import { hasLeads } from "./seed.store.ts";
import { fillCompany } from "./seed.ts";

const LEADS = 300;

/** Gives the first company an inbox to look around in, unless it has leads of its own. */
export async function fillDemo(storage: Storage, now: number): Promise<void> {
  const company = await firstCompany(storage.db);
  if (!company || (await hasLeads(storage.db, company.id))) return;
  await fillCompany(storage, company, { plan: createPlan({ seed: 1, leads: LEADS, until: now }) });
}
