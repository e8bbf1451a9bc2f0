import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Tx } from "../storage/db.ts";
import { findUser, listUsers, updateUserRole } from "./users.store.ts";

type Gift = { user: number; role: number; insteadOf?: number };

/**
 * Gives a user a role, in place of the one they had.
 * @throws DomainError `invalid` when there is no such user, or they do not have the role to be replaced.
 */
export async function giveRole(tx: Tx, actor: Actor, { user, role, insteadOf }: Gift): Promise<void> {
  const before = await findUser(tx, actor.company_id, user);
  if (!before) throw new DomainError("invalid", { info: `user_id ${user} is not a user of this company.` });
  if (insteadOf !== undefined && before.role_id !== insteadOf)
    throw new DomainError("invalid", { info: `User ${user} does not have this role.` });
  if (before.role_id === role) return;
  await updateUserRole(tx, actor.company_id, user, role);
  const previous = { role_id: before.role_id, update_time: before.update_time };
  await record(tx, actor, { object: "user", objectId: user, action: "change", previous });
}

/** Gives everyone who has a role another, deactivated users too. */
export async function giveRoleToAll(
  tx: Tx,
  actor: Actor,
  { from, to }: { from: number; to: number },
): Promise<void> {
  const members = (await listUsers(tx, actor.company_id)).filter(({ role_id }) => role_id === from);
  for (const { id: user } of members) await giveRole(tx, actor, { user, role: to });
}
