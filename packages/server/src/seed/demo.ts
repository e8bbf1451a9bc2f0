import { type Company, findCompany, firstCompany } from "../companies/companies.store.ts";
import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireAdmin } from "../lib/require-admin.ts";
import type { Storage } from "../storage/open.ts";
import { createPlan } from "./plan.ts";
import { hasLeads } from "./seed.store.ts";
import { fillCompany } from "./seed.ts";

const LEADS = 300;

type Demo = { leads: number; until: number };

const fill = (storage: Storage, company: Company, { leads, until }: Demo): Promise<void> =>
  fillCompany(storage, company, { plan: createPlan({ seed: 1, leads, until }) });

/** Gives the first company an inbox to look around in, unless it has leads of its own. */
export async function fillDemo(storage: Storage, now: number): Promise<void> {
  const company = await firstCompany(storage.db);
  if (!company || (await hasLeads(storage.db, company.id))) return;
  await fill(storage, company, { leads: LEADS, until: now });
}

/** The same on a click. */
export function createDemoService({ storage, clock }: { storage: Storage; clock: Clock }) {
  const filling = new Set<number>(); // a second click finds no leads yet

  return {
    /** @throws DomainError `company_not_empty` when the company has leads, or is being filled */
    async fill(actor: Actor, leads: number): Promise<{ leads: number }> {
      requireAdmin(actor);
      const { company_id } = actor;
      const company = await findCompany(storage.db, company_id);
      if (!company || filling.has(company_id) || (await hasLeads(storage.db, company_id)))
        throw new DomainError("company_not_empty");
      filling.add(company_id);
      try {
        await fill(storage, company, { leads, until: clock() });
      } finally {
        filling.delete(company_id);
      }
      return { leads };
    },
  };
}
export type DemoService = ReturnType<typeof createDemoService>;
