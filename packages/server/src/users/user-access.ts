import type { User, UserCreate } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { setId, setKinds } from "../permissions/permission-sets.ts";

/** What a user may open. The `account_settings` entry is there for administrators only. */
export const accessOf = ({ company_domain }: Actor, admin: boolean): User["access"] =>
  setKinds
    .filter(({ type }) => (type === "admin") === admin)
    .map((kind) => ({ app: kind.app, admin, permission_set_id: setId(company_domain, kind) }));

/** Apps whose administrators look after the company: of one kind in Foyer. Nobody becomes one by sales alone. */
const ADMINISTERED: ReadonlySet<string> = new Set(["global", "account_settings"]);

/**
 * Whether a list of access makes an administrator: only what says so, by `admin` or by a set, does.
 * @throws DomainError `invalid` when a permission set is not one of the app's.
 */
export function givesAdmin({ company_domain }: Actor, access: UserCreate["access"] = []): boolean {
  const isAdmin = access.map(({ app, admin, permission_set_id }, index) => {
    if (permission_set_id === undefined) return admin === true;
    const set = setKinds.find(
      (kind) => kind.app === app && setId(company_domain, kind) === permission_set_id,
    );
    if (!set) throw new DomainError("invalid", { info: unknownSet(index, app) });
    return set.type === "admin";
  });
  return access.some(({ app }, index) => ADMINISTERED.has(app) && isAdmin[index]);
}

const unknownSet = (index: number, app: string): string =>
  `"access[${index}].permission_set_id" is not a permission set of ${app}`;
