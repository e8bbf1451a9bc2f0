import type {
  ListedRole,
  Role,
  RoleCreate,
  RoleSettingInput,
  RoleSettings,
  RoleUpdate,
} from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { type OffsetQuery, pageOf } from "../lib/paging.ts";
import type { Storage } from "../storage/open.ts";
import type { UserService } from "../users/users.service.ts";
import { addRole, changeRole, deleteRole, setRole } from "./role-commands.ts";
import { toRoleSettings } from "./role-settings.ts";
import { ancestorsOf } from "./role-tree.ts";
import { findRole, listRoles, type RoleRow } from "./roles.store.ts";

/** Roles, which are visibility groups: who shares what with whom. Everyone has one. */
export function createRoleService({ storage, users }: { storage: Storage; users: UserService }) {
  async function rowOf(actor: Actor, id: number): Promise<RoleRow> {
    const row = await findRole(storage.db, actor.company_id, id);
    if (!row) throw new DomainError("role_not_found");
    return row;
  }

  async function all(actor: Actor): Promise<ListedRole[]> {
    const [roles, members] = await Promise.all([
      listRoles(storage.db, actor.company_id),
      users.countsByRole(actor),
    ]);
    return roles.map((role) => ({
      id: role.id,
      parent_role_id: role.parent_id,
      name: role.name,
      active_flag: true,
      assignment_count: String(members.get(role.id) ?? 0),
      sub_role_count: String(roles.filter(({ parent_id }) => parent_id === role.id).length),
      level: ancestorsOf(role).length + 1,
    }));
  }

  return {
    list: async (actor: Actor, query: OffsetQuery) => pageOf(await all(actor), query),

    /** A role, and its settings. */
    async get(actor: Actor, id: number): Promise<{ role: Role; settings: RoleSettings }> {
      const row = await rowOf(actor, id);
      const found = (await all(actor)).find((one) => one.id === id);
      if (!found) throw new DomainError("role_not_found");
      const { level: _, ...role } = found;
      return { role, settings: toRoleSettings(row) };
    },

    settings: async (actor: Actor, id: number) => toRoleSettings(await rowOf(actor, id)),

    add: async (actor: Actor, input: RoleCreate) => ({ id: await storage.run(addRole, actor, input) }),

    async change(actor: Actor, id: number, input: RoleUpdate) {
      await storage.run(changeRole, actor, { id, input });
      return { id };
    },

    async remove(actor: Actor, id: number) {
      await storage.run(deleteRole, actor, id);
      return { id };
    },

    async set(actor: Actor, id: number, input: RoleSettingInput) {
      await storage.run(setRole, actor, { id, input });
      return { id, [input.setting_key]: input.value };
    },
  };
}
export type RoleService = ReturnType<typeof createRoleService>;
