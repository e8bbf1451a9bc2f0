import type { CompanyUpdate } from "@leadfoyer/contract";
import { addDefaultTypesIn } from "../activities/activity-types.service.ts";
import { requireCurrency } from "../currencies/currencies.ts";
import { record } from "../events/event-log.ts";
import { addLabelIn, defaultLabels, givenLabelId } from "../labels/labels.service.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { nobody } from "../lib/nobody.ts";
import { requireAdmin } from "../lib/require-admin.ts";
import { addDefaultPipelineIn } from "../pipelines/default-pipeline.ts";
import { addFirstRoleIn } from "../roles/first-role.ts";
import { command } from "../storage/command.ts";
import type { Storage } from "../storage/open.ts";
import { addTokenIn } from "../tokens/tokens.service.ts";
import { addUserIn } from "../users/user-commands.ts";
import { followCurrencyIn } from "../users/user-setting-commands.ts";
import {
  type Company,
  findCompany,
  findCompanyByDomain,
  firstCompany,
  insertCompany,
  updateCompany,
} from "./companies.store.ts";

export type NewCompany = {
  domain: string;
  name: string;
  admin: { name: string; email: string; password_hash: string | null };
  /** The administrator's first API token. */
  token: string;
};

/** Makes a company with its administrator, the default labels and a token. */
const found = command("companies.found", async (tx, _actor: Actor, input: NewCompany): Promise<Actor> => {
  const company = await insertCompany(tx, input);
  if (!company)
    throw new DomainError("company_exists", { info: `A company with the domain ${input.domain} exists.` });
  await addFirstRoleIn(tx, company.id);
  const admin = await addUserIn(tx, company.id, { ...input.admin, is_admin: true });
  const actor = {
    company_id: company.id,
    company_domain: company.domain,
    user_id: admin,
    is_admin: true,
    scopes: null,
    sees: null,
    denied: [],
  };
  await addTokenIn(tx, company.id, {
    user_id: admin,
    name: "First token",
    secret: input.token,
    scopes: null,
  });
  await addDefaultTypesIn(tx, actor);
  await addDefaultPipelineIn(tx, company.id);
  for (const label of defaultLabels) await addLabelIn(tx, actor, label, givenLabelId(actor, label.name));
  await record(tx, actor, { object: "company", objectId: company.id, action: "create" });
  return actor;
});

/** Users who had the company's currency follow it to another; those who chose their own keep it. */
const changeCompany = command(
  "companies.change",
  async (tx, actor: Actor, input: CompanyUpdate): Promise<Company> => {
    requireAdmin(actor);
    const before = await findCompany(tx, actor.company_id);
    if (!before) throw new Error(`An actor speaks for company ${actor.company_id}, which is not there`);
    const { name = before.name, default_currency: currency = before.default_currency } = input;
    const default_currency = currency.toUpperCase();
    if (name === before.name && default_currency === before.default_currency) return before;
    requireCurrency(default_currency, "default_currency");
    const next = { ...before, name, default_currency };
    await updateCompany(tx, next);
    await followCurrencyIn(tx, actor, { from: before.default_currency, to: default_currency });
    const previous = differences(before, next);
    await record(tx, actor, { object: "company", objectId: before.id, action: "change", previous });
    return next;
  },
);

/** Companies: every row belongs to one, and none sees another's. */
export function createCompanyService({ storage }: { storage: Storage }) {
  return {
    /** Makes a company and answers its administrator. */
    found: (input: NewCompany): Promise<Actor> => storage.run(found, nobody, input),

    async get(id: number): Promise<Company> {
      const company = await findCompany(storage.db, id);
      if (!company) throw new Error(`An actor speaks for company ${id}, which is not there`);
      return company;
    },

    change: (actor: Actor, input: CompanyUpdate): Promise<Company> =>
      storage.run(changeCompany, actor, input),

    first: () => firstCompany(storage.db),
    byDomain: (domain: string) => findCompanyByDomain(storage.db, domain),
  };
}
export type CompanyService = ReturnType<typeof createCompanyService>;
