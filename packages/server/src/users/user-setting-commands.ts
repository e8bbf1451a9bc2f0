import type { MemberCreate, MemberUpdate, ProfileUpdate } from "@leadfoyer/contract";
import { requireCurrency } from "../currencies/currencies.ts";
import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireAdmin } from "../lib/require-admin.ts";
import { isTimeZone } from "../lib/time-zones.ts";
import { findRole } from "../roles/roles.store.ts";
import { command } from "../storage/command.ts";
import type { Tx } from "../storage/db.ts";
import { addUserIn } from "./user-commands.ts";
import {
  findUserSettings,
  listUserSettings,
  storeUserSettings,
  type UserSettings,
} from "./user-settings.store.ts";

/** What a person chose; a member that is not there is as their browser has it. */
export type Preferences = Partial<Pick<ProfileUpdate, "timezone_name" | "locale" | "language" | "theme">>;

/** Stores a user and tells of what others can see of the change. */
async function putUserIn(tx: Tx, actor: Actor, before: UserSettings, next: UserSettings): Promise<void> {
  const seen = ({ preferences: _, active, is_admin, ...user }: UserSettings) => ({
    ...user,
    active_flag: active === 1,
    is_admin: is_admin === 1,
  });
  const changed = Object.keys(differences(seen(before), seen(next))).length > 0;
  const stored = changed ? { ...next, update_time: tx.now } : next;
  await storeUserSettings(tx, actor.company_id, stored);
  if (!changed) return;
  const previous = differences(seen(before), seen(stored));
  await record(tx, actor, { object: "user", objectId: next.id, action: "change", previous });
}

/** Gives another currency to those who had the company's. */
export async function followCurrencyIn(
  tx: Tx,
  actor: Actor,
  { from, to }: { from: string; to: string },
): Promise<void> {
  if (from === to) return;
  for (const user of await listUserSettings(tx, actor.company_id))
    if (user.default_currency === from) await putUserIn(tx, actor, user, { ...user, default_currency: to });
}

async function requireUser(tx: Tx, actor: Actor, id: number): Promise<UserSettings> {
  const user = await findUserSettings(tx, actor.company_id, id);
  if (!user) throw new DomainError("user_not_found");
  return user;
}

const withoutNull = (preferences: Preferences): Preferences =>
  Object.fromEntries(Object.entries(preferences).filter(([, value]) => value !== null));

/** Time zone and locale are told by the API too, once they are chosen; choosing none leaves there what it was. */
export const changeProfile = command(
  "users.changeProfile",
  async (tx, actor: Actor, input: ProfileUpdate): Promise<UserSettings> => {
    const before = await requireUser(tx, actor, actor.user_id);
    const { name = before.name, phone = before.phone, ...rest } = input;
    const { default_currency: currency = before.default_currency, ...chosen } = rest;
    const default_currency = currency.toUpperCase();
    if (default_currency !== before.default_currency) requireCurrency(default_currency, "default_currency");
    const { timezone_name, locale } = chosen;
    if (timezone_name && !isTimeZone(timezone_name))
      throw new DomainError("invalid", { info: `timezone_name: ${timezone_name} is not a time zone.` });
    const next = {
      ...before,
      ...{ name, phone, default_currency },
      timezone: timezone_name ?? before.timezone,
      locale: locale ?? before.locale,
      preferences: JSON.stringify(withoutNull({ ...JSON.parse(before.preferences), ...chosen })),
    };
    await putUserIn(tx, actor, before, next);
    return next;
  },
);

async function requireRole(tx: Tx, actor: Actor, id: number): Promise<void> {
  if (await findRole(tx, actor.company_id, id)) return;
  throw new DomainError("invalid", { info: `role_id: ${id} is not a role of this company.` });
}

type Invited = MemberCreate & { active?: 0 | 1 };

export const inviteMember = command(
  "users.invite",
  async (tx, actor: Actor, { is_admin = false, ...member }: Invited): Promise<number> => {
    requireAdmin(actor);
    if (member.role_id !== undefined) await requireRole(tx, actor, member.role_id);
    const id = await addUserIn(tx, actor.company_id, { ...member, is_admin, password_hash: null });
    await record(tx, actor, { object: "user", objectId: id, action: "create" });
    return id;
  },
);

type MemberChange = { id: number; input: MemberUpdate };

export const changeMember = command(
  "users.changeMember",
  async (tx, actor: Actor, { id, input }: MemberChange): Promise<UserSettings> => {
    requireAdmin(actor);
    const before = await requireUser(tx, actor, id);
    const { name = before.name, role_id = before.role_id } = input;
    const next = {
      ...before,
      ...{ name, role_id },
      is_admin: flag(input.is_admin, before.is_admin),
      active: flag(input.active_flag, before.active),
    };
    if (role_id !== before.role_id) await requireRole(tx, actor, role_id);
    if (isActiveAdmin(before) && !isActiveAdmin(next)) await requireAnotherAdmin(tx, actor, id);
    await putUserIn(tx, actor, before, next);
    return next;
  },
);

const flag = (wanted: boolean | undefined, before: 0 | 1): 0 | 1 =>
  wanted === undefined ? before : wanted ? 1 : 0;

const isActiveAdmin = ({ is_admin, active }: UserSettings): boolean => is_admin === 1 && active === 1;

async function requireAnotherAdmin(tx: Tx, actor: Actor, id: number): Promise<void> {
  const users = await listUserSettings(tx, actor.company_id);
  if (!users.some((user) => user.id !== id && isActiveAdmin(user))) throw new DomainError("last_admin");
}
