import type { RoleCreate, RoleSettingInput, RoleUpdate } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireAdmin } from "../lib/require-admin.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import { giveRole, giveRoleToAll } from "../users/user-roles.ts";
import { FIRST_ROLE } from "./first-role.ts";
import { movedAlong, placeBelow } from "./role-tree.ts";
import { findRole, insertRole, listRoles, type RoleRow, removeRole, updateRole } from "./roles.store.ts";

export const addRole = command("roles.add", async (tx, actor: Actor, input: RoleCreate): Promise<number> => {
  requireAdmin(actor);
  const place = placeBelow(await listRoles(tx, actor.company_id), input.parent_role_id ?? null);
  const id = await nextId(tx, actor.company_id, "role");
  const role = { id, ...place, name: input.name, settings: "{}", add_time: tx.now, update_time: tx.now };
  await insertRole(tx, actor.company_id, role);
  await record(tx, actor, { object: "role", objectId: id, action: "create" });
  return id;
});

type Change = { id: number; input: RoleUpdate };

export const changeRole = command(
  "roles.change",
  async (tx, actor: Actor, { id, input }: Change): Promise<void> => {
    const role = await requireRole(tx, actor, id);
    const { name = role.name, parent_role_id = role.parent_id } = input;
    if (name === role.name && parent_role_id === role.parent_id) return;
    const roles = await listRoles(tx, actor.company_id);
    await putRole(tx, actor, roles, { ...role, ...placeBelow(roles, parent_role_id, id), name });
  },
);

/** Nobody is left without a role: members get the first one, and what stood below moves up. */
export const deleteRole = command("roles.remove", async (tx, actor: Actor, id: number): Promise<void> => {
  const role = await requireRole(tx, actor, id);
  if (id === FIRST_ROLE) throw new DomainError("invalid", { info: "The first role cannot be deleted." });
  const roles = await listRoles(tx, actor.company_id);
  for (const child of roles.filter(({ parent_id }) => parent_id === id)) {
    const { parent_id, ancestors } = role;
    await putRole(tx, actor, roles, { ...child, parent_id, ancestors });
  }
  await giveRoleToAll(tx, actor, { from: id, to: FIRST_ROLE });
  await removeRole(tx, actor.company_id, id);
  await record(tx, actor, { object: "role", objectId: id, action: "delete", previous: role });
});

/** Stores a role, and where the roles below it stand now. `roles`: all of them as they were. */
async function putRole(tx: Tx, actor: Actor, roles: readonly RoleRow[], role: RoleRow): Promise<void> {
  for (const one of [role, ...movedAlong(roles, role)]) {
    const before = roles.find(({ id }) => id === one.id) ?? one;
    const next = { ...one, update_time: tx.now };
    await updateRole(tx, actor.company_id, next);
    const previous = differences(before, next);
    await record(tx, actor, { object: "role", objectId: one.id, action: "change", previous });
  }
}

type Setting = { id: number; input: RoleSettingInput };

export const setRole = command(
  "roles.set",
  async (tx, actor: Actor, { id, input }: Setting): Promise<void> => {
    const role = await requireRole(tx, actor, id);
    const settings = { ...JSON.parse(role.settings), [input.setting_key]: input.value };
    await putRole(tx, actor, [role], { ...role, settings: JSON.stringify(settings) });
  },
);

type Assignment = { id: number; user: number };

export const assignRole = command(
  "roles.assign",
  async (tx, actor: Actor, { id, user }: Assignment): Promise<void> => {
    await requireRole(tx, actor, id);
    await giveRole(tx, actor, { user, role: id });
  },
);

/** Only who has the role can lose it. */
export const unassignRole = command(
  "roles.unassign",
  async (tx, actor: Actor, { id, user }: Assignment): Promise<void> => {
    await requireRole(tx, actor, id);
    await giveRole(tx, actor, { user, role: FIRST_ROLE, insteadOf: id });
  },
);

async function requireRole(tx: Tx, actor: Actor, id: number): Promise<RoleRow> {
  requireAdmin(actor);
  const role = await findRole(tx, actor.company_id, id);
  if (!role) throw new DomainError("role_not_found");
  return role;
}
