import { type RoleSettings, roleSettingKeys } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { type RoleRow, roleOfUser } from "./roles.store.ts";

/** What a role has until it is set: seen by the owner's visibility group. */
const DEFAULT_VISIBILITY = 3;

/** Every setting of a role. */
export function toRoleSettings({ settings }: Pick<RoleRow, "settings">): RoleSettings {
  const set = JSON.parse(settings) as Partial<RoleSettings>; // only settings of the contract are ever stored
  const all = roleSettingKeys.map((key) => [key, set[key] ?? DEFAULT_VISIBILITY]);
  return Object.fromEntries(all) as RoleSettings;
}

/** How far what `actor` makes is seen, unless they say otherwise. */
export async function defaultVisibility(
  db: Db,
  actor: Actor,
  kind: "lead" | "person" | "org" | "deal",
): Promise<RoleSettings["lead_default_visibility"]> {
  const role = await roleOfUser(db, actor.company_id, actor.user_id);
  return role ? toRoleSettings(role)[`${kind}_default_visibility`] : DEFAULT_VISIBILITY;
}
