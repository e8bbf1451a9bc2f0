import type { Company } from "../companies/companies.store.ts";
import type { Actor } from "../lib/actor.ts";
import { nobody } from "../lib/nobody.ts";
import type { Command } from "../storage/command.ts";
import type { Db } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { listUsers } from "../users/users.store.ts";
import { createLeadMaker } from "./make-lead.ts";
import { makeOrganization } from "./make-organization.ts";
import { makePerson } from "./make-person.ts";
import { createWorkMaker } from "./make-work.ts";
import { createSetting, type Plan } from "./plan.ts";
import { addLeads, addOrganizations, addPersons, layGround } from "./seed.commands.ts";

/** Things of one transaction: whole or not at all, should someone stop the process. */
const BATCH = 10_000;

type Options = {
  plan: Plan;
  /** Hears how many of all the things are durable. */
  onProgress?: (done: number, total: number) => void;
};

/**
 * Fills a company with people, organizations and leads, with notes and activities, that look like a real inbox's. The same plan on an empty
 * company of the same domain makes the same data, byte for byte.
 */
export async function fillCompany(
  storage: Storage,
  company: Pick<Company, "id" | "domain">,
  { plan, onProgress }: Options,
): Promise<void> {
  const actor = await administratorOf(storage.db, company);
  const setting = createSetting(plan, await storage.run(layGround, actor, plan));
  const total = plan.organizations + plan.persons + plan.leads;
  let done = 0;

  async function add<T>(
    command: Command<T[], void>,
    count: number,
    make: (index: number) => T,
  ): Promise<void> {
    for (let from = 0; from < count; from += BATCH) {
      const length = Math.min(BATCH, count - from);
      await storage.run(
        command,
        actor,
        Array.from({ length }, (_item, index) => make(from + index)),
      );
      done += length;
      onProgress?.(done, total);
    }
  }

  await add(addOrganizations, plan.organizations, (index) => makeOrganization(setting, actor, index));
  await add(addPersons, plan.persons, (index) => makePerson(setting, actor, index));
  const makeLead = createLeadMaker(setting, actor);
  const work = createWorkMaker(setting, actor);
  await add(addLeads, plan.leads, (index) => work(makeLead(index), index));
}

/** What is made is made in the name of the first administrator. */
async function administratorOf(db: Db, { id, domain }: Pick<Company, "id" | "domain">): Promise<Actor> {
  const users = await listUsers(db, id);
  const admin = users.find((user) => user.is_admin && user.active) ?? users[0];
  return { ...nobody, company_id: id, company_domain: domain, user_id: admin?.id ?? 0, is_admin: true };
}
