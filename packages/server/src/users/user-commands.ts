import { findCompany } from "../companies/companies.store.ts";
import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { FIRST_ROLE } from "../roles/first-role.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import { deactivateUser, findUser, findUserByEmail, insertUser, listUsers } from "./users.store.ts";

export type NewUser = {
  name: string;
  email: string;
  is_admin: boolean;
  password_hash: string | null;
  /** The first role unless given. */
  role_id?: number;
  /** Active unless given. */
  active?: 0 | 1;
};

/** What a user starts with. */
const defaults = {
  active: 1,
  phone: null,
  locale: "en_US",
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  last_login: null,
  role_id: FIRST_ROLE,
} as const;

/** Adds a user within a transaction and answers the id. */
export async function addUserIn(tx: Tx, company: number, user: NewUser): Promise<number> {
  const email = user.email.toLowerCase();
  if (await findUserByEmail(tx, company, email)) {
    throw new DomainError("user_exists", { info: `There is a user with the e-mail ${email}.` });
  }
  const id = await nextId(tx, company, "user");
  const is_admin = user.is_admin ? 1 : 0;
  const default_currency = (await findCompany(tx, company))?.default_currency ?? "EUR";
  await insertUser(tx, company, {
    ...defaults,
    ...user,
    id,
    email,
    is_admin,
    default_currency,
    add_time: tx.now,
    update_time: tx.now,
  });
  return id;
}

export const addUser = command("users.add", async (tx, actor: Actor, user: NewUser): Promise<number> => {
  const id = await addUserIn(tx, actor.company_id, user);
  await record(tx, actor, { object: "user", objectId: id, action: "create" });
  return id;
});

/** A deactivated user keeps leads and history, and signs in no more. */
export const deactivate = command("users.deactivate", async (tx, actor: Actor, id: number): Promise<void> => {
  const user = await findUser(tx, actor.company_id, id);
  if (!user) throw new DomainError("user_not_found");
  if (!user.active) return;
  const admins = (await listUsers(tx, actor.company_id)).filter((one) => one.is_admin && one.active);
  if (admins.length === 1 && admins[0]?.id === id) throw new DomainError("last_admin");
  await deactivateUser(tx, actor.company_id, id);
  await record(tx, actor, {
    object: "user",
    objectId: id,
    action: "change",
    previous: { active_flag: true, update_time: user.update_time },
  });
});
