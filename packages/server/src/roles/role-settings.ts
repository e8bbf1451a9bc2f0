import { type RoleSettings, roleSettingKeys } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { type RoleRow, roleOfUser } from "./roles.store.ts";

/** What a role has until it is set: seen by the owner's visibility group. */
const DEFAULT_VISIBILITY = 3;

/** Every setting of a role. */
export function toRoleSettings({ settings }: Pick<RoleRow, "settings">): RoleSettings {
  const set = parse(settings);
  const all = roleSettingKeys.map((key) => [key, set[key] ?? DEFAULT_VISIBILITY]);
  return Object.fromEntries(all) as RoleSettings;
}

const parse = (settings: string): Partial<RoleSettings> => JSON.parse(settings); // only the contract's are ever stored

/** How far what `actor` makes is seen, unless they say otherwise. */
export async function defaultVisibility(
  db: Db,
  actor: Actor,
  kind: "lead" | "person" | "org" | "deal",
): Promise<RoleSettings["lead_default_visibility"]> {
  const role = await roleOfUser(db, actor.company_id, actor.user_id);
  return (role && parse(role.settings)[`${kind}_default_visibility`]) ?? DEFAULT_VISIBILITY;
}
