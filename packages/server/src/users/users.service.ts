import type { CurrentUser, User } from "@leadfoyer/contract";
import type { CompanyService } from "../companies/companies.service.ts";
import type { Actor } from "../lib/actor.ts";
import { toSpacedTime } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Storage } from "../storage/open.ts";
import { accessOf } from "./user-access.ts";
import { addUser, deactivate, type NewUser } from "./user-commands.ts";
import { findUser, listUsers, type UserRow } from "./users.store.ts";

/** Difference of a time zone from UTC now, as `+03:00`. */
function timezoneOffset(timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts();
  const offset = parts.find(({ type }) => type === "timeZoneName")?.value.slice("GMT".length);
  return offset || "+00:00";
}

function toUser(row: UserRow, actor: Actor): User {
  return {
    id: row.id,
    name: row.name,
    default_currency: row.default_currency,
    locale: row.locale,
    lang: 1,
    email: row.email,
    phone: row.phone,
    activated: true,
    last_login: toSpacedTime(row.last_login ?? row.add_time), // a string always: typed clients die of null
    created: toSpacedTime(row.add_time),
    modified: toSpacedTime(row.update_time),
    has_created_company: row.id === 1,
    access: accessOf(actor, row.is_admin === 1),
    active_flag: row.active === 1,
    timezone_name: row.timezone,
    timezone_offset: timezoneOffset(row.timezone),
    role_id: row.role_id,
    icon_url: null,
    is_you: row.id === actor.user_id,
    is_deleted: false,
  };
}

const languageOf = (locale: string): CurrentUser["language"] => {
  const [language_code = "en", country_code = "US"] = locale.split("_");
  return { language_code, country_code };
};

/** The people of a company. */
export function createUserService({ storage, companies }: { storage: Storage; companies: CompanyService }) {
  async function rowOf(actor: Actor, id: number): Promise<UserRow> {
    const row = await findUser(storage.db, actor.company_id, id);
    if (!row) throw new DomainError("user_not_found");
    return row;
  }

  return {
    async list(actor: Actor): Promise<User[]> {
      return (await listUsers(storage.db, actor.company_id)).map((row) => toUser(row, actor));
    },

    get: async (actor: Actor, id: number): Promise<User> => toUser(await rowOf(actor, id), actor),

    async me(actor: Actor): Promise<CurrentUser> {
      const row = await rowOf(actor, actor.user_id);
      const company = await companies.get(actor.company_id);
      return {
        ...toUser(row, actor),
        company_id: actor.company_id,
        company_name: company.name,
        company_domain: actor.company_domain,
        company_country: "",
        company_industry: "",
        language: languageOf(row.locale),
      };
    },

    /** Users whose name, or e-mail when `byEmail`, holds `term`, whatever its case. */
    async find(actor: Actor, term: string, byEmail: boolean): Promise<User[]> {
      const wanted = term.toLowerCase();
      const rows = await listUsers(storage.db, actor.company_id);
      const found = rows.filter(({ name, email }) => (byEmail ? email : name).toLowerCase().includes(wanted));
      return found.map((row) => toUser(row, actor));
    },

    isAdmin: async (actor: Actor, id: number): Promise<boolean> => (await rowOf(actor, id)).is_admin === 1,

    /** The active users that are administrators, or those that are not. */
    async idsByAdmin(actor: Actor, admin: boolean): Promise<number[]> {
      const rows = await listUsers(storage.db, actor.company_id);
      return rows.filter((row) => row.active === 1 && (row.is_admin === 1) === admin).map(({ id }) => id);
    },

    /** How many active users have each role. */
    async countsByRole(actor: Actor): Promise<Map<number, number>> {
      const active = (await listUsers(storage.db, actor.company_id)).filter((row) => row.active === 1);
      const byRole = Map.groupBy(active, ({ role_id }) => role_id);
      return new Map([...byRole].map(([role, members]) => [role, members.length]));
    },

    /** The active users that have a role. */
    async idsByRole(actor: Actor, role: number): Promise<number[]> {
      const rows = await listUsers(storage.db, actor.company_id);
      return rows.filter((row) => row.active === 1 && row.role_id === role).map(({ id }) => id);
    },

    /** Adds a user and answers the id. */
    add: (actor: Actor, user: NewUser): Promise<number> => storage.run(addUser, actor, user),
    deactivate: (actor: Actor, id: number): Promise<void> => storage.run(deactivate, actor, id),
  };
}
export type UserService = ReturnType<typeof createUserService>;
