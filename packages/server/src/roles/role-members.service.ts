import type { RoleAssignment } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { OffsetPage } from "../lib/answers.ts";
import { DomainError } from "../lib/domain-error.ts";
import { type OffsetQuery, pageOf } from "../lib/paging.ts";
import type { Storage } from "../storage/open.ts";
import type { UserService } from "../users/users.service.ts";
import { assignRole, unassignRole } from "./role-commands.ts";
import { toRoleSettings } from "./role-settings.ts";
import { findRole, type RoleRow } from "./roles.store.ts";

const toAssignment = (role: RoleRow, user_id: number): RoleAssignment => ({
  user_id,
  role_id: role.id,
  parent_role_id: role.parent_id,
  name: role.name,
  active_flag: true,
  type: "1",
});

/** Who has which role. */
export function createRoleMemberService({ storage, users }: { storage: Storage; users: UserService }) {
  async function rowOf(actor: Actor, id: number): Promise<RoleRow> {
    const row = await findRole(storage.db, actor.company_id, id);
    if (!row) throw new DomainError("role_not_found");
    return row;
  }

  const ofUser = async (actor: Actor, user: number): Promise<RoleRow> =>
    rowOf(actor, (await users.get(actor, user)).role_id);

  return {
    /** The active users that have a role. */
    async list(actor: Actor, id: number, query: OffsetQuery): Promise<OffsetPage<RoleAssignment>> {
      const role = await rowOf(actor, id);
      const members = await users.idsByRole(actor, id);
      return pageOf(
        members.map((user) => toAssignment(role, user)),
        query,
      );
    },

    listOfUser: async (actor: Actor, user: number, query: OffsetQuery) =>
      pageOf([toAssignment(await ofUser(actor, user), user)], query),

    settingsOfUser: async (actor: Actor, user: number) => toRoleSettings(await ofUser(actor, user)),

    async assign(actor: Actor, id: number, user_id: number) {
      await storage.run(assignRole, actor, { id, user: user_id });
      return { user_id, role_id: id };
    },

    async unassign(actor: Actor, id: number, user_id: number) {
      await storage.run(unassignRole, actor, { id, user: user_id });
      return { id };
    },
  };
}
export type RoleMemberService = ReturnType<typeof createRoleMemberService>;
