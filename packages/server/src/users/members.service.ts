import type { Member, MemberCreate, MemberUpdate, UserCreate } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { ActorMemory } from "../lib/actor-memory.ts";
import { toSecondTime } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireAdmin } from "../lib/require-admin.ts";
import type { SignInService } from "../sign-in/sign-in.service.ts";
import type { Storage } from "../storage/open.ts";
import { givesAdmin } from "./user-access.ts";
import { changeMember, inviteMember } from "./user-setting-commands.ts";
import { findUserSettings, listUserSettings, type UserSettings } from "./user-settings.store.ts";

const toMember = (user: UserSettings): Member => ({
  id: user.id,
  name: user.name,
  email: user.email,
  is_admin: user.is_admin === 1,
  active_flag: user.active === 1,
  role_id: user.role_id,
  has_password: user.password_hash !== null,
  last_login_time: user.last_login === null ? null : toSecondTime(user.last_login),
});

type Deps = { storage: Storage; memory: ActorMemory; signIn: SignInService };

/** Users, as their administrators look after them. */
export function createMemberService({ storage, memory, signIn }: Deps) {
  async function rowOf(actor: Actor, id: number): Promise<UserSettings> {
    const user = await findUserSettings(storage.db, actor.company_id, id);
    if (!user) throw new DomainError("user_not_found");
    return user;
  }

  return {
    async list(actor: Actor): Promise<Member[]> {
      requireAdmin(actor);
      return (await listUserSettings(storage.db, actor.company_id)).map(toMember);
    },

    /** Adds a user, and answers the code of the link they first sign in by. */
    async invite(actor: Actor, input: MemberCreate): Promise<Member & { code: string }> {
      requireAdmin(actor);
      const id = await storage.run(inviteMember, actor, input);
      return { ...toMember(await rowOf(actor, id)), code: await signIn.createLink(actor, id) };
    },

    /** Adds a user as the API does, and answers the id: who signs them in, and how, is nobody's concern yet. */
    add(actor: Actor, { email, name, access, active_flag = true }: UserCreate): Promise<number> {
      requireAdmin(actor);
      return storage.run(inviteMember, actor, {
        email,
        name: name ?? email.slice(0, email.lastIndexOf("@")),
        is_admin: givesAdmin(actor, access),
        active: active_flag ? 1 : 0,
      });
    },

    /** @throws DomainError `last_admin` when nobody would be left to look after the company */
    async change(actor: Actor, id: number, input: MemberUpdate): Promise<Member> {
      requireAdmin(actor);
      const changed = await storage.run(changeMember, actor, { id, input });
      memory.forget();
      return toMember(changed);
    },

    /** The code of a link that signs a user in once. */
    async createLink(actor: Actor, id: number): Promise<string> {
      requireAdmin(actor);
      const { active } = await rowOf(actor, id);
      if (!active) throw new DomainError("invalid", { info: "A deactivated user signs in by no link." });
      return signIn.createLink(actor, id);
    },
  };
}
export type MemberService = ReturnType<typeof createMemberService>;
