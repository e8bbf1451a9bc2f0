import type { Profile, ProfileUpdate } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Storage } from "../storage/open.ts";
import { changeProfile, type Preferences } from "./user-setting-commands.ts";
import { findUserSettings, type UserSettings } from "./user-settings.store.ts";

function toProfile(user: UserSettings): Profile {
  const chosen: Preferences = JSON.parse(user.preferences);
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    phone: user.phone,
    is_admin: user.is_admin === 1,
    default_currency: user.default_currency,
    timezone_name: chosen.timezone_name ?? null,
    locale: chosen.locale ?? null,
    language: chosen.language ?? null,
    theme: chosen.theme ?? "auto",
  };
}

/** What people choose for themselves. */
export function createProfileService({ storage }: { storage: Storage }) {
  return {
    async get(actor: Actor): Promise<Profile> {
      const user = await findUserSettings(storage.db, actor.company_id, actor.user_id);
      if (!user) throw new DomainError("user_not_found");
      return toProfile(user);
    },

    change: async (actor: Actor, input: ProfileUpdate): Promise<Profile> =>
      toProfile(await storage.run(changeProfile, actor, input)),
  };
}
export type ProfileService = ReturnType<typeof createProfileService>;
