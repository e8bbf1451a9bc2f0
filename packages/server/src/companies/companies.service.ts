import { record } from "../events/events.store.ts";
import { addLabelIn, defaultLabels } from "../labels/labels.service.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { addTokenIn } from "../tokens/tokens.service.ts";
import { insertUser } from "../users/users.store.ts";
import { findCompanyByDomain, firstCompany, insertCompany } from "./companies.store.ts";

export type NewCompany = {
  domain: string;
  name: string;
  admin: { name: string; email: string; password_hash: string | null };
  /** The administrator's first API token. */
  token: string;
};

/** The founder stands in for an actor while there is none yet. */
export const nobody: Actor = { company_id: 0, company_domain: "", user_id: 0, is_admin: true, scopes: null };

/** Makes a company with its administrator, the default labels and a token. */
const found = command("companies.found", async (tx, _actor: Actor, input: NewCompany): Promise<Actor> => {
  const company = await insertCompany(tx, input);
  if (!company)
    throw new DomainError("company_exists", { info: `A company with the domain ${input.domain} exists.` });
  const admin = await addAdmin(tx, company.id, input.admin);
  const actor = {
    company_id: company.id,
    company_domain: company.domain,
    user_id: admin,
    is_admin: true,
    scopes: null,
  };
  await addTokenIn(tx, company.id, {
    user_id: admin,
    name: "First token",
    secret: input.token,
    scopes: null,
  });
  for (const label of defaultLabels) await addLabelIn(tx, actor, label);
  await record(tx, actor, { object: "company", objectId: company.id, action: "create" });
  return actor;
});

async function addAdmin(tx: Tx, company: number, admin: NewCompany["admin"]): Promise<number> {
  const id = await nextId(tx, company, "user");
  await insertUser(tx, company, {
    ...newUser,
    ...admin,
    id,
    email: admin.email.toLowerCase(),
    is_admin: 1,
    add_time: tx.now,
    update_time: tx.now,
  });
  return id;
}

/** What a user starts with. */
export const newUser = {
  active: 1,
  phone: null,
  locale: "en_US",
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  default_currency: "EUR",
  last_login: null,
} as const;

/** Companies: every row belongs to one, and none sees another's. */
export function createCompanyService({ storage }: { storage: Storage }) {
  return {
    /** Makes a company and answers its administrator. */
    found: (input: NewCompany): Promise<Actor> => storage.run(found, nobody, input),
    first: () => firstCompany(storage.db),
    byDomain: (domain: string) => findCompanyByDomain(storage.db, domain),
  };
}
export type CompanyService = ReturnType<typeof createCompanyService>;
